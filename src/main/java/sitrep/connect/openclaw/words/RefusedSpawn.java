package sitrep.connect.openclaw.words;

import java.util.Set;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import tools.jackson.databind.JsonNode;

/** A sub-agent that was asked for and not started, said in words. */
public final class RefusedSpawn {
    private static final Set<String> STATUSES = Set.of("forbidden", "error", "rejected", "refused", "failed");
    private static final Pattern CHILDREN = Pattern.compile("max active children.*?\\((\\d+)/(\\d+)");
    private static final Pattern DEPTH = Pattern.compile("at this depth \\(current depth: (\\d+), max: (\\d+)");

    private RefusedSpawn() {}

    public static boolean isRefusal(String tool, JsonNode details) {
        return tool.equals("sessions_spawn") && STATUSES.contains(ForeignValue.text(details, "status"));
    }

    /** @param label what the sub-agent was to be called; may be empty */
    public static String spoken(String label, JsonNode details) {
        var who = label.isBlank() ? "No sub-agent was started" : "The sub-agent " + label + " was not started";
        var why = why(ForeignValue.text(details, "error", "message"));
        return why.isBlank() ? who : who + ": " + why;
    }

    private static String why(String error) {
        var children = CHILDREN.matcher(error);
        if (children.find()) {
            return children.group(1) + " of at most " + children.group(2) + " are at work for this session";
        }
        var depth = DEPTH.matcher(error);
        if (depth.find())
            return "a sub-agent at depth " + depth.group(1) + " may start none (at most " + depth.group(2) + ")";
        return error.replaceFirst("^sessions_spawn ", "");
    }
}
