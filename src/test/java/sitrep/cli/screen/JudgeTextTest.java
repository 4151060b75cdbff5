package sitrep.cli.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.judge.Findings;
import sitrep.judge.Judge;

/** What is printed of a judgement, above all where there was nothing to judge. */
class JudgeTextTest {
    @TempDir
    private Path folder;

    private Findings judged(String... rows) throws IOException {
        var text = "session,t,kind,cls,call,perm\n" + String.join("\n", rows) + "\n";
        Files.writeString(folder.resolve("timelines.csv"), text);
        return Judge.of(folder);
    }

    private static String text(List<StyledLine> lines) {
        return lines.stream()
                .flatMap(line -> line.pieces().stream())
                .map(StyledLine.Piece::text)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void where_there_was_nothing_to_catch_no_share_is_told() throws IOException {
        var findings = judged("s1,0,prompt,,,never", "s1,9,turn_end,,,never");
        var said = text(JudgeText.lines(findings));
        assertTrue(said.contains("There was nothing to catch"), said);
        assertFalse(said.contains("100"), said);
        assertFalse(text(JudgeText.groups(findings)).contains("%"), said);
        var waits = JudgeText.json(findings).path("probablyWaiting");
        assertFalse(waits.has("caughtWithin15s"), waits::toString);
        assertTrue(waits.has("falsePerHour"), "there was time in which nobody could be asked");
    }

    @Test
    void where_nothing_was_judged_cells_are_empty_and_numbers_absent() throws IOException {
        var findings = judged("s1,0,turn_end,,,", "s1,900,prompt,,,");
        var said = text(JudgeText.lines(findings));
        assertTrue(said.contains("| all | sitrep |  | 0 |  |  |  |  |  | 0.0 |"), said);
        assertTrue(said.contains("no time in which nobody can be asked"), said);
        assertTrue(said.startsWith("1 session\n"), said);
        var score = JudgeText.json(findings).path("A").path("sitrep");
        assertFalse(score.has("falseAlarmsPerHour"), score::toString);
        assertFalse(score.has("delayP50"), score::toString);
    }
}
