package sitrep.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The latest update is the latest that says something. */
class NoiseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Running…", "running... 12s", "⠋ Working", "...", "Thinking (3s)", "✻ Thinking… (41 s)", "OK"})
    void a_line_that_says_only_that_it_goes_on_is_no_news(String line) {
        var story = new Story().opens("r").says("r", "Fixed the parser").at(1).says("r", line);
        assertEquals(
                "Fixed the parser",
                story.sitrep().update().orElseThrow().value().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Running mvn verify", "412 of 913 tests", "Waiting for Dana", "修复完成", "3/7"})
    void anything_else_is(String line) {
        var story = new Story().opens("r").says("r", "Fixed the parser").at(1).says("r", line);
        assertEquals(line, story.sitrep().update().orElseThrow().value().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2705", "\uD83C\uDF89\uD83C\uDF89", "\uD83D\uDE80 !!"})
    void pictures_are_news_while_there_are_no_words(String line) {
        var story = new Story().opens("r").says("r", line);
        assertEquals(line, story.sitrep().update().orElseThrow().value().text());
        story.at(1).says("r", "Fixed the parser").at(2).says("r", line);
        assertEquals(
                "Fixed the parser",
                story.sitrep().update().orElseThrow().value().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u23F3", "\uD83D\uDD04 \uD83D\uDD04", "\uD83D\uDD50", "\u2733 Thinking"})
    void what_only_turns_is_none(String line) {
        assertEquals(
                Optional.empty(),
                new Story().opens("r").says("r", line).sitrep().update());
    }

    @Test
    void noise_is_a_sign_of_life_all_the_same() {
        var story = new Story().opens("r").at(1).says("r", "Running…");
        assertEquals(Story.minute(1), story.sitrep().lastUpdate().value());
    }
}
