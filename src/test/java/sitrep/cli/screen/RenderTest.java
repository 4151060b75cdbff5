package sitrep.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.cli.Golden;
import sitrep.json.Json;

class RenderTest {

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 140})
    void theBoardAsATable(int columns) throws IOException {
        Golden.check("board-" + columns + ".txt", Golden.plain(board(columns)));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 47, 48, 60, 79, 80, 99, 100, 119, 120, 200})
    void noLineOfTheBoardIsWiderThanTheScreen(int columns) {
        for (var line : board(columns)) {
            assertTrue(
                    line.width() <= columns,
                    () -> line.width() + " cells in " + columns + ": " + line.painted(Colours.NONE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 80})
    void theSitrepItself(int columns) throws IOException {
        Golden.check("summary-" + columns + ".txt", Golden.plain(brief(columns)));
    }

    /** What needs somebody is told in full while that fits, all else in a line, and the sentence stays to be read. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12, 50})
    void theSitrepFitsOneScreen(int tasks) {
        var task = Golden.answer("board").list("items").getFirst();
        var lines = BoardBrief.lines(Golden.answer("summary"), Collections.nCopies(tasks, task), Golden.screen(80));
        assertTrue(lines.size() < 24, Golden.plain(lines));
        assertTrue(Golden.plain(lines).contains("https://crm.example.org/oauth/start"), Golden.plain(lines));
    }

    @Test
    void oneTask() throws IOException {
        Golden.check("task-80.txt", Golden.plain(new TaskPage(Golden.answer("task"), Golden.screen(80)).lines()));
    }

    @Test
    void whyOneTaskShowsWhatItShows() throws IOException {
        Golden.check("why-80.txt", Golden.plain(ReasonsPage.lines(Golden.answer("why"), Golden.screen(80))));
    }

    @Test
    void aCommandIsNeverCutForItIsCopied() {
        var screen = new Screen(30, 60, Golden.NOW, ZoneOffset.UTC);
        var lines = Golden.plain(BoardBrief.lines(
                Golden.answer("summary"), Golden.answer("board").list("items"), screen));
        assertTrue(lines.contains("openclaw approvals allow appr-9\n"), lines);
    }

    @Test
    void aBareTaskCanBeShown() {
        var page = new TaskPage(new ServerJson(Json.read("{\"id\":\"x\"}")), Golden.screen(80));
        assertTrue(Golden.plain(page.lines()).contains("x"));
    }

    @Test
    void runsWhoseParentsAreUnknownOrInACircleAreShownOnce() {
        var runs =
                "[{\"id\":\"a\",\"parent\":\"b\"},{\"id\":\"b\",\"parent\":\"a\"},{\"id\":\"c\",\"parent\":\"gone\"}]";
        var page = new TaskPage(new ServerJson(Json.read("{\"id\":\"x\",\"runs\":" + runs + "}")), Golden.screen(80));
        var text = Golden.plain(page.lines());
        for (var run : List.of("a", "b", "c")) {
            assertEquals(2, text.split("\n {2,4}" + run + "\n", -1).length, text);
        }
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertEquals(Colours.NONE, Colours.of(false, Map.of("TERM", "xterm-256color")));
        assertEquals(Colours.NONE, Colours.of(true, Map.of("TERM", "dumb")));
        assertEquals(Colours.NONE, Colours.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1")));
        assertEquals(Colours.BASIC, Colours.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")));
        assertEquals(Colours.RICH, Colours.of(true, Map.of("TERM", "xterm-256color")));
        assertFalse(board(80).getFirst().painted(Colours.NONE).contains("\u001b"));
        assertTrue(board(80).getLast().painted(Colours.RICH).contains("\u001b[38;5;245m"));
    }

    @Test
    void whatOnlyASourceOutOfContactToldOfIsAsItWasThen() {
        var answer = new ServerJson(Json.read("""
                {"items":[{"id":"t","name":"Port","phase":"testing","attention":"working","sources":["acp"],
                "lastUpdate":"2026-01-02T10:00:00Z","update":{"text":"half way"}}],
                "blind":[{"source":"acp","since":"2026-01-02T10:05:00Z","why":"refused"}]}"""));
        var tasks = answer.list("items");
        var screen = Golden.screen(Screen.ENDLESS);
        var table = BoardTable.fitting(tasks, LostContact.of(answer), screen);
        var line = Golden.plain(table.lines(tasks)).toString();
        assertTrue(line.contains("as of 2026-01-02 10:05:00, no contact since · half way"), line);
        assertTrue(line.contains("5m"), line);
        assertTrue(Golden.plain(LostContact.lines(answer, screen)).toString().contains("No contact with acp since"));
    }

    private static List<StyledLine> brief(int columns) {
        return BoardBrief.lines(Golden.answer("summary"), Golden.answer("board").list("items"), Golden.screen(columns));
    }

    private static List<StyledLine> board(int columns) {
        var tasks = Golden.answer("board").list("items");
        var table = BoardTable.fitting(tasks, LostContact.NONE, Golden.screen(columns));
        var lines = new ArrayList<>(List.of(table.header()));
        lines.addAll(table.lines(tasks));
        return lines;
    }
}
