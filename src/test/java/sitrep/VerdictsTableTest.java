package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.Patience;
import sitrep.core.Phase;
import sitrep.core.Worker;

/** The table of limits that people read is the one that is used. */
class VerdictsTableTest {
    private static final List<List<Worker.Kind>> COLUMNS = List.of(
            List.of(Worker.Kind.MAIN, Worker.Kind.SUBAGENT, Worker.Kind.ACP, Worker.Kind.CRON),
            List.of(Worker.Kind.PROCESS),
            List.of(Worker.Kind.OTHER));

    @Test
    void the_table_in_the_docs_is_the_one_in_the_code() throws IOException {
        var rows = Files.readAllLines(Path.of("docs/verdicts.md")).stream()
                .filter(line -> Phase.words().stream().anyMatch(word -> line.startsWith("| " + word + " |")))
                .toList();
        assertEquals(9, rows.size());
        for (var row : rows) {
            var cells =
                    List.of(row.split("\\|", -1)).stream().map(String::strip).toList();
            var phase = Phase.valueOf(cells.get(1).toUpperCase(java.util.Locale.ROOT));
            for (var column = 0; column < COLUMNS.size(); column++) {
                var limit = Duration.ofSeconds(Math.round(Double.parseDouble(cells.get(column + 2)) * 60));
                for (var kind : COLUMNS.get(column)) {
                    assertEquals(limit, Patience.USUAL.limit(kind, phase), kind + " while " + phase.spoken());
                }
            }
        }
        assertEquals(6, Patience.USUAL.pulses());
        assertEquals(36, Patience.USUAL.lostAfter());
    }
}
