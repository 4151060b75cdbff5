package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.cli.client.Durations;
import sitrep.cli.screen.Ages;
import sitrep.cli.screen.Screen;

class WordsOfTimeTest {

    @Test
    void agesHaveTwoUnitsAtMost() {
        assertEquals("0s", Ages.of(Duration.ofSeconds(-4)));
        assertEquals("59s", Ages.of(Duration.ofSeconds(59)));
        assertEquals("18m", Ages.of(Duration.ofSeconds(18 * 60 + 59)));
        assertEquals("4h 51m", Ages.of(Duration.ofMinutes(4 * 60 + 51)));
        assertEquals("5h", Ages.of(Duration.ofHours(5)));
        assertEquals("2d 3h", Ages.of(Duration.ofHours(51)));
        assertEquals("40d", Ages.of(Duration.ofDays(40)));
    }

    @Test
    void momentsThatTheServerNamesAreOnTheReadersClock() {
        var screen = new Screen(80, 24, Instant.parse("2026-11-29T07:00:00Z"), ZoneId.of("Europe/Lisbon"));
        assertEquals(
                "Told to stop at 05:40:29; it has not yet",
                screen.local("Told to stop at 2026-11-29T05:40:29Z; it has not yet"));
        assertEquals("until 2026-11-30 05:40:00", screen.local("until 2026-11-30T05:40:00.000Z"));
        var names = "look at 2026-11-29T05:40:29Z.log or at 2026-99-29T05:40:29Z in backup-2026-11-29T05:40:29Z";
        assertEquals(names, screen.local(names));
    }

    @Test
    void durationsAreReadAsPeopleTypeThem() {
        assertEquals(Optional.of(Duration.ofSeconds(90)), Durations.parse("90s"));
        assertEquals(Optional.of(Duration.ofSeconds(90)), Durations.parse("90"));
        assertEquals(Optional.of(Duration.ofMinutes(90)), Durations.parse("1h30m"));
        assertEquals(Optional.of(Duration.ofDays(2)), Durations.parse("2d"));
        assertEquals(Optional.empty(), Durations.parse("soon"));
        assertEquals(Optional.empty(), Durations.parse(""));
        assertEquals(Optional.empty(), Durations.parse("-5m"));
    }
}
