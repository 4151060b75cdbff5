package sitrep.connect.openclaw.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.json.Json;

/** What a recording answers in the place of the gateway that it was taken of. */
class RecordedAnswersTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static Signal.Frame frame(long seconds, String event, String payload) {
        var frame = "{\"type\":\"event\",\"event\":\"" + event + "\",\"payload\":" + payload.replace('\'', '"') + "}";
        return new Signal.Frame(START.plusSeconds(seconds), Json.read(frame));
    }

    private static String message(String text, long typed, long written) {
        return ("{'sessionKey':'agent:main:desk','message':{'role':'user','content':'%s','timestamp':%d,"
                        + "'idempotencyKey':'%s:user','__openclaw':{'recordTimestampMs':%d}}}")
                .formatted(text, millis(typed), text, millis(written));
    }

    private static long millis(long seconds) {
        return START.plusSeconds(seconds).toEpochMilli();
    }

    /** The texts in the answers to what is asked of a session at a time. */
    private static List<String> texts(List<Signal> signals, long seconds) {
        var facts = new GatewayFacts(new Gateway("office", Optional.empty()));
        var recollection = new RecordedAnswers(signals);
        signals.stream()
                .filter(signal -> signal.at().isBefore(START.plusSeconds(seconds)))
                .limit(2)
                .forEach(signal -> {
                    recollection.hear(signal);
                    facts.next(signal);
                });
        return recollection.due(START.plusSeconds(seconds), facts).stream()
                .filter(answer -> answer.method().equals("chat.history"))
                .flatMap(answer -> answer.payload().path("messages").valueStream())
                .map(message -> message.path("content").asString(""))
                .toList();
    }

    @Test
    void aMessageThatHadToWaitIsInTheTranscriptFromWhenItWasTakenUp() {
        var signals = List.<Signal>of(
                new Signal.Connected(START, "boot", "2026.9.6", Set.of("operator.read")),
                frame(1, "sessions.changed", "{'sessionKey':'agent:main:desk','session':{'hasActiveRun':true}}"),
                frame(5, "session.message", message("first", 0, 5)),
                frame(40, "session.message", message("second", 0, 40)));
        assertEquals(List.of("first"), texts(signals, 10));
        assertEquals(List.of("first", "second"), texts(signals, 41));
    }
}
