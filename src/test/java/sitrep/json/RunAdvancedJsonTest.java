package sitrep.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Condition;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Voice;

class RunAdvancedJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:42:10Z");

    private static void survives(Fact fact) {
        var event = new Event(new Event.Key("example", "1"), Optional.of(new TaskId("t")), NOW, NOW, fact);
        var read = new EventReader(NOW, () -> "unused").read(Json.read(EventJson.text(event)));
        assertEquals(List.of(event), read.events());
    }

    @Test
    void what_is_open_and_what_is_seen_are_read_as_they_were_written() {
        survives(new Fact.RunAdvanced(
                RunId.MAIN,
                Optional.empty(),
                Optional.of("half done"),
                Optional.of(new Progress(1, 2)),
                Optional.of(List.of(
                        OpenCall.of("1", OpenCall.Kind.MODEL),
                        new OpenCall(
                                "2",
                                OpenCall.Kind.SHELL_TEST,
                                Optional.of("mvn verify"),
                                Optional.of(NOW),
                                Optional.of(Duration.ofSeconds(600)),
                                true))),
                Optional.of(new Condition(Condition.Kind.RETRYING, Optional.of("429"), Optional.of(NOW))),
                List.of(
                        new PastCall("0", OpenCall.Kind.READ, Optional.of("read pom.xml"), "9b1c"),
                        new PastCall("3", OpenCall.Kind.OTHER, Optional.empty(), "1f00")),
                Voice.OUTPUT));
    }

    @Test
    void that_nothing_is_open_is_told_apart_from_nothing_said_of_it() {
        survives(new Fact.RunAdvanced(
                RunId.MAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of()),
                Optional.empty()));
    }
}
