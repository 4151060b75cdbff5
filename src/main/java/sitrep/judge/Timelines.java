package sitrep.judge;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import sitrep.core.text.Invalid;

/**
 * Recorded timelines in a folder: {@code timelines.csv}, one row a signal, and {@code sessions.csv}, one row a session,
 * which may be missing. Columns go by their names; unknown ones are left alone.
 */
final class Timelines {
    private Timelines() {}

    /** Most rows that are read: one more is refused rather than left out in silence. */
    static final int ROWS = 5_000_000;

    /** No session is longer than this, in seconds. */
    private static final double LONGEST = 10 * 365 * 86_400.0;

    static List<Session> read(Path folder) throws IOException {
        var about = about(folder.resolve("sessions.csv"));
        var signals = new LinkedHashMap<String, List<TimelineRow>>();
        var file = folder.resolve("timelines.csv");
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var columns = columns(lines, file);
            var row = 1;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (++row > ROWS) throw new Invalid(file.toString(), "more than " + ROWS + " rows", "fewer");
                if (line.isBlank()) continue;
                var cells = new Row(columns, List.of(line.split(",", -1)), file + ", row " + row);
                signals.computeIfAbsent(cells.needed("session"), _ -> new ArrayList<>())
                        .add(signal(cells));
            }
        }
        if (signals.isEmpty()) throw new Invalid(file.toString(), "no rows", "a row for each signal");
        return signals.entrySet().stream()
                .map(entry -> about.getOrDefault(entry.getKey(), UNKNOWN).session(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static final About UNKNOWN = new About("unknown", "unknown");

    private record About(String agent, String source) {
        Session session(String id, List<TimelineRow> signals) {
            var inOrder = signals.stream()
                    .sorted(Comparator.comparingDouble(TimelineRow::at))
                    .toList();
            return new Session(id, agent, source, inOrder);
        }
    }

    /** One row with its cells by the names of their columns; a cell that is not there is empty. */
    private record Row(Map<String, Integer> columns, List<String> cells, String where) {
        String text(String column) {
            var index = columns.getOrDefault(column, -1);
            return index < 0 || index >= cells.size() ? "" : cells.get(index).strip();
        }

        OptionalDouble number(String column) {
            var text = text(column);
            if (text.isEmpty()) return OptionalDouble.empty();
            try {
                var number = Double.parseDouble(text);
                if (Math.abs(number) <= LONGEST) return OptionalDouble.of(number);
            } catch (NumberFormatException _) {
                // It is refused with those that are out of bounds.
            }
            var found = text.length() > 40 ? text.substring(0, 40) + "…" : text;
            throw new Invalid(where + ", " + column, "'" + found + "'", "a number of seconds, at most ten years");
        }

        String needed(String column) {
            var text = text(column);
            if (text.isEmpty()) throw new Invalid(where + ", " + column, "nothing", "a text");
            return text;
        }
    }

    private static TimelineRow signal(Row row) {
        return new TimelineRow(
                row.number("t").orElseThrow(() -> new Invalid(row.where() + ", t", "nothing", "seconds")),
                row.needed("kind"),
                row.text("cls"),
                Optional.of(row.text("call")).filter(call -> !call.isEmpty()),
                row.number("dur").stream().filter(seconds -> seconds >= 0).findFirst(),
                row.text("flag"),
                row.text("perm"));
    }

    private static Map<String, About> about(Path file) throws IOException {
        var about = new HashMap<String, About>();
        if (!Files.exists(file) || Files.size(file) == 0) return about;
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var columns = columns(lines, file);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var row = new Row(columns, List.of(line.split(",", -1)), file.toString());
                var agent = row.text("agent").isEmpty() ? "unknown" : row.text("agent");
                var source = row.text("source").isEmpty() ? "unknown" : row.text("source");
                about.put(row.text("session"), new About(agent, source));
            }
        }
        return about;
    }

    private static Map<String, Integer> columns(BufferedReader lines, Path file) throws IOException {
        var header = lines.readLine();
        if (header == null) throw new Invalid(file.toString(), "an empty file", "a row with the names of the columns");
        var columns = new HashMap<String, Integer>();
        Arrays.stream(header.replace("\uFEFF", "").split(",", -1))
                .forEach(name -> columns.put(name.strip(), columns.size()));
        var isTimeline = file.endsWith("timelines.csv");
        for (var needed : isTimeline ? List.of("session", "t", "kind") : List.of("session")) {
            if (!columns.containsKey(needed)) {
                var least =
                        isTimeline ? "session, t and kind, parted by commas" : "session at least, and agent and source";
                throw new Invalid(file.toString(), "no column " + needed, least);
            }
        }
        return columns;
    }
}
