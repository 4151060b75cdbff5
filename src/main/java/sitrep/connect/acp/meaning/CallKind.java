package sitrep.connect.acp.meaning;

import java.util.Optional;
import sitrep.connect.commands.ShellMeaning;
import sitrep.core.event.OpenCall;
import sitrep.core.vocabulary.Phase;

/**
 * What the protocol's kinds of tools say: the table.
 *
 * @param phase absent where the kind says nothing about what the work is
 */
record CallKind(Optional<Phase> phase, OpenCall.Kind sort) {

    /** @param command what is run, where the kind is that of a command; empty while that is not known */
    static CallKind of(String kind, String tool, String command) {
        return switch (kind) {
            case "read", "search" -> kind(Phase.READING_CONTEXT, OpenCall.Kind.READ);
            case "edit", "delete", "move" -> kind(Phase.EDITING, OpenCall.Kind.EDIT);
            case "fetch" -> kind(Phase.RESEARCHING, OpenCall.Kind.WEB);
            case "execute" -> execute(command);
            case "think" -> kind(Phase.PLANNING, isSubagent(tool) ? OpenCall.Kind.SUBAGENT : OpenCall.Kind.PLAN);
            case "switch_mode" -> kind(Phase.PLANNING, OpenCall.Kind.PLAN);
            default -> other(tool);
        };
    }

    /** A tool of another agent's name for its sub-agents says so only by that name. */
    static boolean isSubagent(String tool) {
        return tool.equals("Agent") || tool.equals("Task");
    }

    private static CallKind execute(String command) {
        return command.isBlank()
                ? new CallKind(Optional.empty(), OpenCall.Kind.SHELL_OTHER)
                : kind(ShellMeaning.phaseOf(command), ShellMeaning.kindOf(command));
    }

    private static CallKind other(String tool) {
        if (isSubagent(tool)) return kind(Phase.PLANNING, OpenCall.Kind.SUBAGENT);
        if (tool.startsWith("mcp__")) return kind(Phase.RESEARCHING, OpenCall.Kind.MCP);
        return new CallKind(Optional.empty(), tool.equals("AskUserQuestion") ? OpenCall.Kind.ASK : OpenCall.Kind.OTHER);
    }

    private static CallKind kind(Phase phase, OpenCall.Kind sort) {
        return new CallKind(Optional.of(phase), sort);
    }
}
