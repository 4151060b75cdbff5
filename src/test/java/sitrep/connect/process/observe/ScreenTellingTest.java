package sitrep.connect.process.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.connect.process.output.Screenful;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;

/** When a command's output is told. */
final class ScreenTellingTest {
    private static final RunId RUN = new RunId("r");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    private final Screenful screen = new Screenful();
    private final ScreenTelling showing = new ScreenTelling(RUN, TEN, true);

    @Test
    void soonAtFirstThenOnlyIfItChanged() {
        assertEquals(List.of(), showing.look(TEN, write("one"), false));
        assertEquals(said("one"), showing.look(after(2), screen, false));
        assertEquals(List.of(), showing.look(after(60), screen, false));
        assertEquals(List.of(), showing.look(after(60), screen, true));
        assertEquals(said("one\ntwo"), showing.look(after(61), write("two"), false));
    }

    @Test
    void whoIsWaitedForSeesItAtOnce() {
        assertEquals(said("Password:"), showing.look(TEN, write("Password:"), true));
        assertEquals(said("Password:\nwrong"), showing.look(TEN, write("wrong"), true));
    }

    @Test
    void aDayOfOutputIsToldOfSomeHundredTimes() {
        var told = 0;
        for (var second = 0; second < 86_400; second++) {
            told += showing.look(after(second), write("line " + second), false).size();
        }
        assertEquals(756, told, 50);
    }

    @Test
    void nothingIsToldOfAnEmptyScreenOrWhereNobodyWantsIt() {
        screen.newLine("");
        assertEquals(List.of(), showing.look(after(9), screen, true));
        assertEquals(List.of(), new ScreenTelling(RUN, TEN, false).look(after(9), write("one"), true));
    }

    private Screenful write(String line) {
        if (!screen.text().isEmpty()) screen.newLine("");
        line.chars().forEach(c -> screen.put((char) c));
        return screen;
    }

    private static Instant after(int seconds) {
        return TEN.plus(Duration.ofSeconds(seconds));
    }

    private static List<Fact.RunPrinted> said(String text) {
        return List.of(new Fact.RunPrinted(RUN, text));
    }
}
