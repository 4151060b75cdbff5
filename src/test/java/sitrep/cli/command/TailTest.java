package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Going on with what a task writes: no line twice, and none left out in silence. */
final class TailTest {

    @ParameterizedTest
    @CsvSource({
        "a b c, a b c d e, d e",
        "a b c, b c d, d",
        "a b c, c d, d",
        "a b c, a b c,",
        "a b half, a b halfway c, halfway c",
        "a b c, x y, … x y",
        "a a b, a b a b, a b",
    })
    void onlyWhatFollowsIsShown(String shown, String lines, String more) {
        assertEquals(split(more == null ? "" : more), TailCommand.behind(split(shown), split(lines)));
    }

    @Test
    void atFirstItIsAll() {
        assertEquals(List.of("a", "b"), TailCommand.behind(List.of(), List.of("a", "b")));
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
