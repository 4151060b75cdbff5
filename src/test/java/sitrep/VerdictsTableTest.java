package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** The tables of limits that people read are those that are used. */
class VerdictsTableTest {
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final List<List<WorkerKind>> COLUMNS = List.of(
            List.of(WorkerKind.MAIN, WorkerKind.SUBAGENT, WorkerKind.ACP, WorkerKind.CRON),
            List.of(WorkerKind.PROCESS),
            List.of(WorkerKind.OTHER));

    /** The cells of the rows whose first cell is one of these words, under the heading that begins so. */
    private static List<List<String>> rows(String heading, List<String> words) throws IOException {
        var lines = Files.readAllLines(Path.of("docs/verdicts.md"));
        return lines.stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(line.split("\\|", -1)).stream()
                        .map(String::strip)
                        .toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .peek(cells -> assertEquals(true, words.contains(cells.getFirst()), cells::toString))
                .toList();
    }

    private static Optional<Duration> seconds(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(cell)));
    }

    @Test
    void by_what_is_open() throws IOException {
        var rows = rows("| open |", OpenCall.Kind.words());
        assertEquals(OpenCall.Kind.values().length, rows.size());
        for (var row : rows) {
            var span = Patience.USUAL.span(OpenCall.Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT)));
            assertEquals(seconds(row.get(1)), span.asks(), row::toString);
            assertEquals(seconds(row.get(2)).orElse(NEVER), span.stalls(), row::toString);
        }
    }

    @Test
    void by_how_it_is_seen() throws IOException {
        var rows = rows("| seen |", Condition.Kind.words());
        assertEquals(Condition.Kind.values().length - 1, rows.size(), "all but a retry, which only puts off");
        for (var row : rows) {
            var kind = Condition.Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT));
            assertEquals(seconds(row.get(1)).orElse(NEVER), Patience.USUAL.limit(kind), row::toString);
        }
    }

    @Test
    void by_phase() throws IOException {
        var rows = rows("| phase |", Phase.words());
        assertEquals(9, rows.size());
        for (var row : rows) {
            var phase = Phase.valueOf(row.get(0).toUpperCase(Locale.ROOT));
            for (var column = 0; column < COLUMNS.size(); column++) {
                var limit = Duration.ofSeconds(Math.round(Double.parseDouble(row.get(column + 1)) * 60));
                for (var kind : COLUMNS.get(column)) {
                    assertEquals(limit, Patience.USUAL.limit(kind, phase), kind + " while " + phase.spoken());
                }
            }
        }
        assertEquals(6, Patience.USUAL.pulses());
        assertEquals(36, Patience.USUAL.lostAfter());
    }
}
