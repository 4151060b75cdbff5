package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What somebody who watches the source would write down at a moment of a scenario: a row of the table in
 * docs/connectors. In a cell a dash is nothing, and three dots are whatever may stand there.
 */
public record Expected(String scenario, String moment, List<String> cells) {
    static final List<String> COLUMNS = List.of("phase", "block", "executor", "update", "next", "reported");
    private static final String HEAD = "| scenario | moment | ";
    private static final String NOTHING = "–";

    /** Those for OpenClaw. */
    static List<Expected> all() {
        return all("openclaw.md");
    }

    /** @param page of docs/connectors */
    public static List<Expected> all(String page) {
        try {
            return Files.readAllLines(Path.of("docs", "connectors", page)).stream()
                    .dropWhile(line -> !line.startsWith(HEAD))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(Expected::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Expected row(String line) {
        var cells = Arrays.stream(line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("`", "").replace("\\|", "|"))
                .toList();
        if (cells.size() != COLUMNS.size() + 2) throw new AssertionError("a row with other columns: " + line);
        return new Expected(cells.get(0), cells.get(1), cells.subList(2, cells.size()));
    }

    /** What the board says of a task, in the table's columns. */
    static List<String> got(JsonNode task) {
        var outcome = text(task, "outcome");
        var block = task.path("block");
        var executor = task.path("executor");
        var reported = task.path("reported");
        return List.of(
                text(task, "phase") + (outcome.equals(NOTHING) ? "" : ", " + outcome),
                block.isMissingNode() ? NOTHING : text(block, "reason") + ": " + text(block, "text"),
                executor.isMissingNode() ? NOTHING : text(executor, "kind") + " " + text(executor, "name"),
                text(task.path("update"), "text"),
                text(task.path("next"), "text"),
                reported.isMissingNode() ? NOTHING : text(reported, "to"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString(NOTHING);
    }

    /** In what the board says something else, a line for each column; none when all is as expected. */
    public List<String> differences(JsonNode task) {
        var got = got(task);
        var differences = new ArrayList<String>();
        for (var i = 0; i < COLUMNS.size(); i++) {
            if (!matches(cells.get(i), got.get(i))) {
                differences.add("%s: expected <%s> but got <%s>".formatted(COLUMNS.get(i), cells.get(i), got.get(i)));
            }
        }
        return differences;
    }

    private static boolean matches(String cell, String got) {
        var pattern = Arrays.stream(cell.split("…", -1)).map(Pattern::quote).collect(Collectors.joining("[\\s\\S]*"));
        return Pattern.matches(pattern, got);
    }

    /** The heads of the columns of what is told. */
    public static String head() {
        return HEAD + String.join(" | ", COLUMNS) + " | as expected |\n" + "|---".repeat(COLUMNS.size() + 3) + "|";
    }

    /** What the board said in the place of what was expected, and last whether that is the same, or what is not. */
    public String told(JsonNode task) {
        var differences = differences(task);
        var cells = Stream.concat(
                got(task).stream(), Stream.of(differences.isEmpty() ? "yes" : "no: " + String.join("; ", differences)));
        return cells.map(cell -> cell.replace("\n", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| " + scenario + " | " + moment + " | ", " |"));
    }
}
