package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.patience.Patience;
import sitrep.core.text.Invalid;

class LimitOptionTest {

    @ParameterizedTest
    @CsvSource({
        "source:office=10m, source:office, , 600",
        "label:env=ci=90s, label:env=ci, , 90",
        "label:env=ci/shell_test=2h, label:env=ci, shell_test, 7200",
        "source:office/editing=5m, source:office, editing, 300"
    })
    void whose_what_and_how_long(String text, String whose, String what, int seconds) {
        var limit = Duration.ofSeconds(seconds);
        assertEquals(new Patience.Amendment(whose, Optional.ofNullable(what), limit), LimitOption.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"office=10m", "source:office", "source:office=soon", "source:office/dancing=5m", "label:a=5m"})
    void anything_else_is_refused(String text) {
        assertThrows(Invalid.class, () -> LimitOption.read(text));
    }

    @Test
    void a_word_that_is_none_is_told_with_those_there_are() {
        var refused = assertThrows(Invalid.class, () -> LimitOption.read("source:office/dancing=5m"));
        assertEquals(true, refused.getMessage().contains("shell_test"), refused::getMessage);
    }
}
