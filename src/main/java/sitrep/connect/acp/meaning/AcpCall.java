package sitrep.connect.acp.meaning;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.event.PastCall;
import sitrep.core.text.Limits;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A call of a tool, as far as the agent told of it: it is told piece by piece, and what is left out stays as it was.
 *
 * @param tool what the agent itself calls the tool, where it says so
 * @param asks whether somebody was asked for leave to make it
 * @param input a digest of what it is called with; a mark where that is still being written
 */
record AcpCall(
        String id,
        String title,
        String kind,
        String status,
        String tool,
        String command,
        String place,
        boolean asks,
        String input,
        Instant since) {

    /** What one agent puts behind a command in the title: where it runs, and what for. */
    private static final Pattern BEHIND_COMMAND = Pattern.compile("(?s)\\s+\\[(?:in|current working directory) .*");

    private static final Pattern QUOTED = Pattern.compile("(?s)`+(.*?)`+");

    /** No state of the protocol's: what becomes of a call when leave for it is refused. */
    static final String REFUSED = "refused";

    static final String CANCELLED = "cancelled";

    private static final String UNWRITTEN = "{}";

    /** Characters of a digest's source that are looked at. */
    private static final int DIGESTED = 20_000;

    static AcpCall begun(String id, Instant since) {
        return new AcpCall(ForeignValue.id(id), "", "", "", "", "", "", false, "", since);
    }

    AcpCall with(JsonNode said) {
        return new AcpCall(
                id,
                or(ForeignValue.text(said, "title"), title),
                or(ForeignValue.text(said, "kind"), kind),
                or(ForeignValue.text(said, "status"), status),
                or(tool(said), tool),
                or(command(said.path("rawInput")), command),
                or(ForeignValue.text(said.path("locations").path(0), "path"), place),
                asks,
                input(said.path("rawInput")),
                since);
    }

    private String input(JsonNode said) {
        if (said.isMissingNode()) return input;
        return said.isObject() && said.isEmpty() ? input.isEmpty() ? UNWRITTEN : input : digest(said);
    }

    AcpCall asked() {
        return new AcpCall(id, title, kind, status, tool, command, place, true, input, since);
    }

    AcpCall is(String next) {
        return new AcpCall(id, title, kind, next, tool, command, place, asks, input, since);
    }

    AcpCall running(String line) {
        return new AcpCall(id, title, kind.isEmpty() ? "execute" : kind, status, tool, line, place, asks, input, since);
    }

    static String tool(JsonNode said) {
        return or(
                ForeignValue.text(said.path("_meta").path("claudeCode"), "toolName"), ForeignValue.text(said, "name"));
    }

    private static String command(JsonNode input) {
        var command = input.path("command");
        if (!command.isArray()) return or(ForeignValue.text(input, "command"), ForeignValue.text(input, "cmd"));
        var isScript = command.size() == 3 && command.path(1).asString("").matches("-\\w*c");
        return isScript
                ? command.path(2).asString("")
                : command.valueStream().map(word -> word.asString("")).collect(Collectors.joining(" "));
    }

    private static String or(String said, String otherwise) {
        return said.isBlank() ? otherwise : said;
    }

    boolean isOver() {
        return status.equals("completed") || isFailed();
    }

    boolean isFailed() {
        return status.equals("failed") || !isTried();
    }

    /** Whether it came to be made: not where that was refused or called off. */
    boolean isTried() {
        return !status.equals(REFUSED) && !status.equals(CANCELLED);
    }

    /** What became of it, where that is no success. */
    String fate() {
        return switch (status) {
            case REFUSED -> "was not allowed";
            case CANCELLED -> "was called off";
            default -> "failed";
        };
    }

    /** Whether it is told of only that it will come: what it is called with is still being written. */
    boolean isVague() {
        return input.equals(UNWRITTEN) && status.equals("pending") && !asks;
    }

    boolean isSubagent() {
        return CallKind.isSubagent(tool);
    }

    CallKind meaning() {
        return CallKind.of(kind, tool, isVague() ? "" : line());
    }

    /** What is run, for a command: its title says so, too, if nothing else does. */
    private String line() {
        if (!command.isEmpty() || !kind.equals("execute")) return command;
        var bare = BEHIND_COMMAND.matcher(title).replaceFirst("");
        var quoted = QUOTED.matcher(bare);
        return quoted.matches() ? quoted.group(1) : bare;
    }

    /** What it is about, for people; nothing while only its sort is known. */
    Optional<String> spoken() {
        if (isVague()) return Optional.empty();
        var line = line();
        if (!line.isEmpty()) return ForeignValue.line(line, ForeignValue.NEWS);
        var named = title.isEmpty() ? tool : title;
        var file = place.substring(place.lastIndexOf('/') + 1);
        return ForeignValue.line(named.contains(file) ? named : named + " " + file, ForeignValue.NEWS);
    }

    /** What somebody is to decide on, in full. */
    Optional<String> exact() {
        var line = line();
        return ForeignValue.asked(line.isEmpty() ? title : line);
    }

    OpenCall open() {
        return new OpenCall(id, meaning().sort(), spoken(), Optional.of(since), Optional.empty(), false);
    }

    PastCall past(JsonNode said) {
        var result = digest(said.path("rawOutput")) + digest(said.path("content"));
        var same = ForeignValue.digest(tool + kind, title + command, input, result, status);
        return new PastCall(id, meaning().sort(), spoken().flatMap(it -> ForeignValue.cut(it, Limits.TEXT)), same);
    }

    private static String digest(JsonNode node) {
        var text = Json.text(node);
        return ForeignValue.digest(text.length() > DIGESTED ? text.substring(0, DIGESTED) : text);
    }
}
