package sitrep.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredSleepTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sleep 300         | 300
            /bin/sleep 5m     | 300
            sleep 1h 30m 0.5  | 5400.5
            sleep .5d         | 43200
            sleep infinity    | 604800
            sleep 999999999d  | 604800
            sleep             |
            sleep ten         |
            usleep 5          |
            sleep 1 --help    |
            """)
    void aSleepSaysHowLong(String command, Double seconds) {
        var expected = Optional.ofNullable(seconds).map(it -> Duration.ofMillis(Math.round(it * 1_000)));
        assertEquals(expected, DeclaredSleep.of(ShellScript.commands(command).getFirst()));
    }
}
