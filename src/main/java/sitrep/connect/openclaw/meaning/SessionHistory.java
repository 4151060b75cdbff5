package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was said in a session before we listened, for those that join late: what was last typed there names the task,
 * and what its turn did since is told as if it had been pushed. A turn that was answered and has nothing running under
 * it is history, and opens nothing.
 */
public final class SessionHistory {
    /** Most messages of a transcript that are looked at; more are not asked for. */
    public static final int LONGEST = 60;

    /** The tool's answer as the model reads it, cut somewhere. */
    private static final Pattern SPAWNED = Pattern.compile("\\\\*\"runId\\\\*\"\\s*:\\s*\\\\*\"([^\"\\\\]+)");

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final TaskOfRun joining;
    private final RunNews runs;
    private final AgentFrames agents;
    private final ToolCalls calls;
    private final SessionFrames sessions;
    private final TypedRequests requests;
    private final LedgerRows ledger;

    SessionHistory(
            GatewayMemory book,
            EventsOfStep chronicle,
            TaskOfRun joining,
            AgentFrames agents,
            SessionFrames sessions,
            TypedRequests requests,
            LedgerRows ledger) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = joining.runs();
        this.agents = agents;
        this.calls = agents.calls();
        this.sessions = sessions;
        this.requests = requests;
        this.ledger = ledger;
    }

    /** The sessions of which it would tell something: work goes on there, and nobody knows whose. */
    List<String> wanted() {
        var owners = book.orphans.values().stream()
                .map(orphan -> ForeignValue.text(orphan.row(), "ownerKey"))
                .filter(key -> book.errandOf(key).isEmpty());
        var requesters = Stream.concat(
                book.strangers.values().stream().map(GatewayMemory.Stranger::requester),
                active().map(session -> session.spawnedBy)
                        .filter(key -> book.errandOf(key).isEmpty()));
        var active = active().filter(session -> !session.unaccounted && !isKnown(session))
                .map(session -> session.key);
        return Stream.of(owners, requesters, active)
                .flatMap(keys -> keys)
                .filter(key -> !key.isBlank() && !new Session(key, Instant.EPOCH).isMadeByProgram())
                .distinct()
                .toList();
    }

    private Stream<Session> active() {
        return book.sessions.values().stream().filter(session -> session.active);
    }

    private boolean isKnown(Session session) {
        return session.turn
                        .filter(Turn::isWorking)
                        .filter(turn -> turn.errand.named || turn.errand.byProgram)
                        .isPresent()
                || book.hushed.values().stream().anyMatch(hush -> hush.session().equals(session.key));
    }

    void read(JsonNode payload) {
        var key = ForeignValue.text(payload, "sessionKey");
        if (key.isBlank()) {
            chronicle.skip("chat.history", "without session");
            return;
        }
        var session = book.session(key, chronicle.now());
        var standing = payload.path("sessionInfo");
        if (standing.isObject()) {
            sessions.row(key, standing, ForeignValue.time(standing, "updatedAt").orElse(chronicle.now()));
        }
        if (session.isMadeByProgram()) return;
        var messages = StreamSupport.stream(payload.path("messages").spliterator(), false)
                .toList();
        var flight = payload.path("inFlightRun");
        var from = asked(messages, ForeignValue.text(flight, "runId"));
        session.unaccounted = from < 0 || !tells(session, messages.subList(from, messages.size()), flight);
    }

    /** Where the request stands that the turn in flight is about, or else the last one; -1 if there is none. */
    private static int asked(List<JsonNode> messages, String flight) {
        var typed = IntStream.range(0, messages.size())
                .filter(i -> isRequest(messages.get(i), flight))
                .toArray();
        return IntStream.of(typed)
                .filter(i -> TypedRequests.run(messages.get(i)).equals(flight))
                .findFirst()
                .orElse(typed.length == 0 ? -1 : typed[typed.length - 1]);
    }

    /** A command that the gateway carried out by itself asked for no work. */
    private static boolean isRequest(JsonNode message, String flight) {
        var run = TypedRequests.run(message);
        return TypedRequests.isTyped(message)
                && !run.isBlank()
                && (run.equals(flight) || !TypedRequests.isCommand(message));
    }

    private boolean tells(Session session, List<JsonNode> messages, JsonNode flight) {
        var asked = messages.getFirst();
        var run = TypedRequests.run(asked);
        var at = ForeignValue.time(asked, "timestamp").orElse(chronicle.now());
        var orphans = book.orphans.values().stream()
                .filter(orphan -> ForeignValue.text(orphan.row(), "ownerKey").equals(session.key))
                .toList();
        var known = book.turn(run);
        var works = works(session, run, messages, flight);
        var awaited = awaited(session, ForeignValue.text(flight, "runId"));
        if (known.isEmpty() && orphans.isEmpty() && !works && awaited.isEmpty()) return false;
        var turn = known.orElseGet(() -> joining.turn(run, session.key, "", Phase.STARTING, at));
        requests.ask(turn.errand, session, asked, at);
        if (known.isEmpty()) {
            retell(turn, messages);
            awaited.forEach(child -> ends().await(turn.errand, child, session.key, Handover.CALLED));
        }
        orphans.forEach(orphan -> ledger.adopt(orphan.row()));
        if (known.isEmpty() && !works) {
            var over = Stream.concat(
                            ForeignValue.time(messages.getLast(), "timestamp").stream(),
                            turn.errand.turns.values().stream().flatMap(each -> each.endedAt.stream()))
                    .max(Comparator.naturalOrder())
                    .orElse(at);
            ends().over(turn, new TurnEnd(Outcome.SUCCEEDED, turn.text, false, over));
        }
        flight.path("events").forEach(event -> inFlight(turn, event, known.isEmpty()));
        return true;
    }

    /** What is on its way to a session, or will be: children of which we only know that they work, and reports. */
    private List<String> awaited(Session session, String flying) {
        var children = active().filter(child -> child.turn.isEmpty() && child.spawnedBy.equals(session.key))
                .map(child -> child.key);
        var strangers = book.strangers.entrySet().stream()
                .filter(entry -> entry.getValue().requester().equals(session.key))
                .map(Map.Entry::getKey);
        var report = Stream.of(flying).filter(run -> run.startsWith(TaskOfRun.ANNOUNCE));
        return Stream.of(children, strangers, report).flatMap(each -> each).toList();
    }

    /** Whether the turn that the request began goes on. Where the gateway does not say which does, it is inferred. */
    private static boolean works(Session session, String run, List<JsonNode> messages, JsonNode flight) {
        var flying = ForeignValue.text(flight, "runId");
        if (!flying.isBlank()) return flying.equals(run);
        return session.active
                && !ForeignValue.text(messages.getLast(), "stopReason").equals("stop");
    }

    /** What the turn did since it was asked, in the order in which it did. */
    private void retell(Turn turn, List<JsonNode> messages) {
        for (var message : messages.subList(1, messages.size())) {
            var at = ForeignValue.time(message, "timestamp").orElse(chronicle.now());
            switch (ForeignValue.text(message, "role")) {
                case "user" -> {
                    if (TypedRequests.isTyped(message) && !TypedRequests.isCommand(message)) {
                        requests.steer(turn.errand, ForeignValue.content(message.path("content")), at);
                    }
                }
                case "assistant" -> said(turn, message, at);
                case "toolResult" -> returned(turn, message, at);
                default -> {}
            }
        }
    }

    private void said(Turn turn, JsonNode message, Instant at) {
        var text = ForeignValue.content(message.path("content"));
        if (!text.isBlank()) {
            if (ForeignValue.text(message, "stopReason").equals("stop"))
                turn.text = ForeignValue.summary(text).orElse("");
            runs.news(turn, text, at);
        }
        for (var piece : message.path("content")) {
            if (!ForeignValue.text(piece, "type").equals("toolCall")) continue;
            var call = call("start", ForeignValue.text(piece, "id"), ForeignValue.text(piece, "name"));
            call.set("args", piece.path("arguments"));
            calls.tool(turn, call, at);
        }
    }

    private void returned(Turn turn, JsonNode message, Instant at) {
        var known = Optional.ofNullable(turn.calls.get(ForeignValue.text(message, "toolCallId")));
        var tool = known.map(Turn.Call::tool).orElse(ForeignValue.text(message, "toolName"));
        var call = call("result", ForeignValue.text(message, "toolCallId"), tool);
        call.put("isError", message.path("isError").asBoolean(false));
        call.putObject("result").set("content", message.path("content"));
        calls.tool(turn, call, at);
        if (!tool.equals("sessions_spawn")) return;
        var child = SPAWNED.matcher(ForeignValue.content(message.path("content")));
        if (child.find()) GatewayMemory.keep(book.spawned, child.group(1), turn);
    }

    private static ObjectNode call(String phase, String id, String name) {
        var call = JsonNodeFactory.instance.objectNode();
        call.put("phase", phase);
        call.put("toolCallId", id);
        call.put("name", name);
        return call;
    }

    /**
     * What the run in flight last pushed, kept by the gateway for those that come late. For a run of which we heard
     * before it is no new sign of life; only a call of a tool that is open may have been missed.
     */
    private void inFlight(Turn turn, JsonNode event, boolean isNew) {
        var at = ForeignValue.time(event, "ts").orElse(chronicle.now());
        var isTool = ForeignValue.text(event, "stream").equals("tool");
        if (isTool && turn.isWorking() && ForeignValue.text(event, "runId").equals(turn.id.text())) {
            calls.tool(turn, event.path("data"), at);
        } else if (!isTool && isNew) {
            agents.read(event);
        }
    }

    TurnEnds ends() {
        return joining.ends();
    }
}
