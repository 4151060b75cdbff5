package sitrep.connect.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.OpenCall;

class DeclaredTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sleep 300                              | SHELL_SLEEP | 300
            /bin/sleep 5m                          | SHELL_SLEEP | 300
            sleep 1h 30m 0.5                       | SHELL_SLEEP | 5400.5
            sleep .5d                              | SHELL_SLEEP | 43200
            sleep infinity                         | SHELL_SLEEP | 604800
            sleep 999999999d                       | SHELL_SLEEP | 604800
            sleep                                  |             |
            sleep ten                              |             |
            usleep 5                               |             |
            sleep 1 --help                         |             |
            timeout 600 make                       | SHELL_OTHER | 600
            /usr/bin/timeout 5m make test          | SHELL_OTHER | 300
            gtimeout -k 5 -s KILL 1h make          | SHELL_OTHER | 3600
            timeout --kill-after=9 -v 90 sh -c x   | SHELL_OTHER | 90
            timeout --signal INT --foreground 2d x | SHELL_OTHER | 172800
            timeout 0 make                         |             |
            timeout make                           |             |
            timeout -k 5                           |             |
            timeout                                |             |
            """)
    void aCommandSaysHowLong(String command, OpenCall.Kind kind, Double seconds) {
        var expected = Optional.ofNullable(seconds)
                .map(it -> new DeclaredTime(kind, Duration.ofMillis(Math.round(it * 1_000))));
        assertEquals(expected, DeclaredTime.of(ShellScript.commands(command).getFirst()));
    }
}
