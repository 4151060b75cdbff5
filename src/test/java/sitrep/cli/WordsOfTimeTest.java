package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.cli.client.TypedDuration;
import sitrep.cli.screen.Screen;
import sitrep.cli.screen.SpokenAge;

class WordsOfTimeTest {

    @Test
    void agesHaveTwoUnitsAtMost() {
        assertEquals("0s", SpokenAge.of(Duration.ofSeconds(-4)));
        assertEquals("59s", SpokenAge.of(Duration.ofSeconds(59)));
        assertEquals("18m", SpokenAge.of(Duration.ofSeconds(18 * 60 + 59)));
        assertEquals("4h 51m", SpokenAge.of(Duration.ofMinutes(4 * 60 + 51)));
        assertEquals("5h", SpokenAge.of(Duration.ofHours(5)));
        assertEquals("2d 3h", SpokenAge.of(Duration.ofHours(51)));
        assertEquals("40d", SpokenAge.of(Duration.ofDays(40)));
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
        assertEquals(Optional.of(Duration.ofSeconds(90)), TypedDuration.parse("90s"));
        assertEquals(Optional.of(Duration.ofSeconds(90)), TypedDuration.parse("90"));
        assertEquals(Optional.of(Duration.ofMinutes(90)), TypedDuration.parse("1h30m"));
        assertEquals(Optional.of(Duration.ofDays(2)), TypedDuration.parse("2d"));
        assertEquals(Optional.empty(), TypedDuration.parse("soon"));
        assertEquals(Optional.empty(), TypedDuration.parse(""));
        assertEquals(Optional.empty(), TypedDuration.parse("-5m"));
    }
}
