package sitrep.connect.opencode;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.config.OpenCodeSettings;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.outbox.Delivery.Receipt;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.source.Connection.State;
import sitrep.core.source.Source;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;

/** A server that tells, goes away, comes again and says nonsense; it is only ever asked, and never for a change. */
class OpenCodeConnectorTest {
    private static final String SESSION = "ses_1";
    private static final String INFO = "{\"id\":\"ses_1\",\"directory\":\"/srv/proj\",\"title\":\"Mend it\"}";
    private static final String ASKS = "{\"id\":\"per_1\",\"sessionID\":\"ses_1\",\"permission\":\"bash\","
            + "\"patterns\":[\"git push\"],\"metadata\":{\"command\":\"git push\"},"
            + "\"tool\":{\"messageID\":\"msg_2\",\"callID\":\"call_1\"}}";
    private static final String MESSAGES = "[{\"info\":{\"id\":\"msg_1\",\"role\":\"user\",\"sessionID\":\"ses_1\"},"
            + "\"parts\":[{\"id\":\"prt_1\",\"messageID\":\"msg_1\",\"type\":\"text\",\"text\":\"Push it\"}]},"
            + "{\"info\":{\"id\":\"msg_2\",\"role\":\"assistant\",\"parentID\":\"msg_1\"%s},"
            + "\"parts\":[{\"id\":\"prt_2\",\"messageID\":\"msg_2\",\"type\":\"tool\",\"tool\":\"bash\","
            + "\"callID\":\"call_1\",\"state\":{\"status\":\"%s\",\"input\":{\"command\":\"git push\"}}}]}]";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Around around = Around.NONE;
    private final AtomicBoolean isShut = new AtomicBoolean();
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<ScriptedOpenCode> server = Optional.empty();
    private Optional<OpenCodeConnector> connector = Optional.empty();

    @AfterEach
    void end() {
        connector.ifPresent(OpenCodeConnector::close);
        server.ifPresent(ScriptedOpenCode::close);
        client.shutdownNow();
    }

    private ScriptedOpenCode started(int port, Optional<String> password) {
        var made = new ScriptedOpenCode(port, password);
        server = Optional.of(made);
        return made;
    }

    private OpenCodeConnector observing(ScriptedOpenCode observed, Map<String, String> environment, Set<String> live) {
        var settings = new OpenCodeSettings("office", Optional.of(observed.url()));
        var shared = new OpenCodeConnector.Shared(
                () -> client,
                (given, _) -> {
                    if (isShut.get()) return new Receipt.Later("shut");
                    events.addAll(given);
                    return new Receipt.Taken(0);
                },
                new OpenCodeConnector.Known(Recollection.NONE, () -> live, _ -> around),
                InstantSource.system(),
                new Random(1),
                environment);
        var made = new OpenCodeConnector(settings, shared);
        connector = Optional.of(made);
        Thread.ofVirtual().start(made);
        return made;
    }

    private void until(Supplier<Boolean> condition) {
        await().atMost(2, TimeUnit.MINUTES).until(condition::get);
    }

    private boolean isTold(Class<? extends Fact> sort) {
        return events.stream().map(Event::fact).anyMatch(sort::isInstance);
    }

    private Optional<Fact.RunBlocked> block(BlockReason reason) {
        return events.stream()
                .map(Event::fact)
                .filter(Fact.RunBlocked.class::isInstance)
                .map(Fact.RunBlocked.class::cast)
                .filter(block -> block.reason() == reason)
                .findFirst();
    }

    private List<Outcome> outcomes() {
        return events.stream()
                .map(Event::fact)
                .filter(Fact.RunEnded.class::isInstance)
                .map(fact -> ((Fact.RunEnded) fact).outcome())
                .toList();
    }

    private static Source.Word word(OpenCodeConnector made) {
        return Source.word(made.connection().state());
    }

    /** Under {@code sitrep run} it is a part of that. */
    @Test
    void aServerThatWasStartedWithinOtherWorkIsAPartOfIt() {
        around = Around.of("run-1", "run-1", "");
        var code = started(0, Optional.empty());
        code.say("/session/status", "{\"ses_1\":{\"type\":\"busy\"}}");
        code.say("/session/" + SESSION, INFO);
        code.say("/session/" + SESSION + "/message", MESSAGES.formatted("", "running"));
        observing(code, Map.of(), Set.of());
        until(() -> isTold(Fact.TaskAlias.class));
        var opened = events.stream()
                .map(Event::fact)
                .filter(Fact.RunOpened.class::isInstance)
                .map(fact -> ((Fact.RunOpened) fact).parent())
                .toList();
        assertTrue(opened.contains(Optional.of(new RunId("run-1"))), opened.toString());
    }

    /** Nothing is told while somebody is waited for, so who comes late has to ask. */
    @Test
    void whatWaitsAlreadyIsFoundWhenContactIsMade() {
        var code = started(0, Optional.empty());
        code.say("/session/status", "{\"ses_1\":{\"type\":\"busy\"}}");
        code.say("/permission", "[" + ASKS + "]");
        code.say("/session/" + SESSION, INFO);
        code.say("/session/" + SESSION + "/message", MESSAGES.formatted("", "running"));
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        assertEquals(Optional.of("git push"), block(BlockReason.APPROVAL).flatMap(Fact.RunBlocked::text));
        assertTrue(code.asked().stream().allMatch(asked -> asked.startsWith("GET ")), code.asked()::toString);
        code.push("permission.replied", "{\"sessionID\":\"ses_1\",\"requestID\":\"per_1\",\"reply\":\"once\"}");
        until(() -> isTold(Fact.RunUnblocked.class));
    }

    @Test
    void whatHappenedInAGapIsReadAfterwards() {
        var code = started(0, Optional.empty());
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        code.say("/session/" + SESSION, INFO);
        code.push("session.created", "{\"sessionID\":\"ses_1\",\"info\":" + INFO + "}");
        code.push("message.updated", "{\"sessionID\":\"ses_1\",\"info\":{\"id\":\"msg_1\",\"role\":\"user\"}}");
        code.push(
                "message.part.updated",
                "{\"sessionID\":\"ses_1\",\"part\":{\"messageID\":\"msg_1\",\"type\":\"text\",\"text\":\"Push it\"}}");
        until(() -> isTold(Fact.RunOpened.class));
        code.say(
                "/session/" + SESSION + "/message",
                MESSAGES.formatted(",\"finish\":\"stop\",\"time\":{\"created\":1,\"completed\":2}", "completed"));
        code.hangUp();
        until(() -> isTold(Fact.SourceLost.class));
        until(() -> outcomes().contains(Outcome.SUCCEEDED));
        until(() -> isTold(Fact.SourceListed.class) && word(made) == Source.Word.LIVE);
        assertEquals(List.of(Outcome.SUCCEEDED), outcomes());
    }

    /** A server that was started anew knows what was said in a session, and not that it went on. */
    @Test
    void whatWasAtWorkWhenItsServerEndedIsLost() {
        var code = started(0, Optional.empty());
        code.say("/session/" + SESSION, INFO);
        code.say("/session/" + SESSION + "/message", MESSAGES.formatted("", "running"));
        var made = observing(code, Map.of(), Set.of(SESSION));
        until(() -> word(made) == Source.Word.LIVE);
        assertEquals(List.of(Outcome.LOST), outcomes());
    }

    @Test
    void whoeverIsNotKnownIsAskedAfterOnce() {
        var code = started(0, Optional.empty());
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        code.say("/session/ses_1", INFO);
        code.push("permission.asked", ASKS);
        code.push("permission.asked", ASKS.replace("ses_1", "ses_gone").replace("per_1", "per_2"));
        until(() -> block(BlockReason.APPROVAL).isPresent());
        until(() -> code.asked().contains("GET /session/ses_gone"));
        code.push("permission.asked", ASKS.replace("ses_1", "ses_gone").replace("per_1", "per_3"));
        code.push("permission.replied", "{\"sessionID\":\"ses_1\",\"requestID\":\"per_1\",\"reply\":\"reject\"}");
        until(() -> isTold(Fact.RunUnblocked.class));
        assertEquals(
                1, code.asked().stream().filter("GET /session/ses_gone"::equals).count());
    }

    @Test
    void itIsFoundAgainWhenItIsStartedAnew() {
        var code = started(0, Optional.empty());
        var port = code.port();
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        code.close();
        until(() -> word(made) == Source.Word.BLIND);
        started(port, Optional.empty());
        until(() -> word(made) == Source.Word.LIVE);
        assertEquals(
                1,
                events.stream()
                        .filter(event -> event.fact() instanceof Fact.SourceLost)
                        .count());
    }

    @Test
    void aPasswordIsShownAndMissed() {
        var code = started(0, Optional.of("opencode:sesame"));
        var made = observing(code, Map.of("SITREP_OPENCODE_PASSWORD", "sesame"), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        made.close();
        var other = observing(code, Map.of(), Set.of());
        until(() -> word(other) == Source.Word.REFUSED);
        assertTrue(other.connection().state() instanceof State.Refused(Instant _, String _, var remedy)
                && remedy.contains("SITREP_OPENCODE_PASSWORD"));
    }

    @Test
    void whatIsNoOpenCodeIsSaidToBeNone() {
        var code = started(0, Optional.empty());
        code.say("/global/health", "[1]");
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.BLIND);
    }

    @Test
    void nonsenseIsCountedAndPassedOver() {
        var code = started(0, Optional.empty());
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        code.raw("data: {\"nonsense\n\n: a remark\n\ndata: [1,2]\n\ndata: {\"type\":7,\"properties\":[]}\n\n");
        code.push("session.created", "{\"sessionID\":\"ses_1\",\"info\":" + INFO + "}");
        code.push("permission.asked", ASKS);
        until(() -> block(BlockReason.APPROVAL).isPresent());
        assertEquals(1L, made.connection().traffic().skipped().get("an event that is no JSON"));
    }

    /** While nothing can be taken in here, nothing waits there. */
    @Test
    void whereOurDoorStaysShutContactIsGivenUpAndAllIsReadAnew() {
        var code = started(0, Optional.empty());
        var made = observing(code, Map.of(), Set.of());
        until(() -> word(made) == Source.Word.LIVE);
        code.say("/session/status", "{\"ses_1\":{\"type\":\"busy\"}}");
        code.say("/permission", "[" + ASKS + "]");
        code.say("/session/" + SESSION, INFO);
        isShut.set(true);
        code.push("session.created", "{\"sessionID\":\"ses_1\",\"info\":" + INFO + "}");
        code.push("permission.asked", ASKS);
        until(() -> word(made) != Source.Word.LIVE);
        isShut.set(false);
        until(() -> block(BlockReason.APPROVAL).isPresent());
    }
}
