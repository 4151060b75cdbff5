package sitrep.connect.commands;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.OpenCall;
import sitrep.core.vocabulary.Phase;

/** What a script that an agent runs through its shell says about the run that has it run. */
public final class ShellMeaning {
    private static final CommandRules RULES = CommandRules.shipped();

    private ShellMeaning() {}

    /** For how many seconds a command sleeps on purpose. */
    public static long slept(String command) {
        return ShellScript.commands(command).stream()
                .filter(words -> words.size() == 2 && words.getFirst().equals("sleep"))
                .map(words -> words.get(1))
                .filter(word -> word.matches("\\d{1,6}"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** The phase of a whole script: of its commands the one that does most; to run what no rule knows is testing. */
    public static Phase phaseOf(String command) {
        return ShellScript.commands(command).stream()
                .map(RULES::judge)
                .flatMap(ShellMeaning::inside)
                .max(Comparator.comparingInt(ShellMeaning::strength))
                .flatMap(ShellMeaning::said)
                .orElse(RULES.otherwise());
    }

    private static Stream<Doing> inside(Doing doing) {
        return doing instanceof Doing.Script(var commands) ? commands.stream().map(RULES::judge) : Stream.of(doing);
    }

    private static int strength(Doing doing) {
        return switch (doing) {
            case Doing.Does(var phase) -> phase == Phase.READING_CONTEXT ? 3 : 4;
            case Doing.Meanwhile _ -> 2;
            case Doing.Unknown _ -> 1;
            case Doing.Quiet _, Doing.Script _ -> 0;
        };
    }

    private static Optional<Phase> said(Doing doing) {
        return switch (doing) {
            case Doing.Does(var phase) -> Optional.of(phase);
            case Doing.Meanwhile(var phase, var _) -> Optional.of(phase);
            case Doing.Quiet _, Doing.Script _, Doing.Unknown _ -> Optional.empty();
        };
    }

    /** What sort of call it is to run a whole script. */
    public static OpenCall.Kind kindOf(String command) {
        var commands = ShellScript.commands(command);
        var strongest = commands.stream()
                .map(RULES::judge)
                .flatMap(ShellMeaning::inside)
                .max(Comparator.comparingInt(ShellMeaning::strength));
        if (strongest.map(ShellMeaning::strength).orElse(0) == 0) {
            return sleeps(commands) ? OpenCall.Kind.SHELL_SLEEP : OpenCall.Kind.SHELL_OTHER;
        }
        return switch (strongest.flatMap(ShellMeaning::said).orElse(Phase.STARTING)) {
            case READING_CONTEXT -> OpenCall.Kind.SHELL_READ;
            case RESEARCHING -> OpenCall.Kind.SHELL_NET;
            case TESTING -> OpenCall.Kind.SHELL_TEST;
            default ->
                commands.getFirst().getFirst().equals("git") ? OpenCall.Kind.SHELL_GIT : OpenCall.Kind.SHELL_OTHER;
        };
    }

    private static boolean sleeps(List<List<String>> commands) {
        return commands.stream().anyMatch(words -> words.getFirst().equals("sleep"));
    }

    /** The agent that a command line starts, if it starts one. */
    public static Optional<String> agent(String command) {
        return RULES.agent(List.of(command));
    }

    /** The same of its words. */
    public static Optional<String> agent(List<String> command) {
        return RULES.agent(command);
    }

    /** What the first command of a script says, if a rule knows it. */
    public static Optional<Phase> firstOf(String script) {
        return ShellScript.commands(script).stream()
                .map(RULES::judge)
                .findFirst()
                .flatMap(ShellMeaning::said);
    }
}
