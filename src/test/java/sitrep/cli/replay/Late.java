package sitrep.cli.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a gateway answers somebody who joins after these signals: its lists, and what was said where work goes on. */
final class Late {
    private final Map<String, JsonNode> rows = new LinkedHashMap<>();
    private final Map<String, JsonNode> sessions = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> messages = new LinkedHashMap<>();

    /** The run that goes on in each session, as it would be told of. */
    private final Map<String, String> flying = new LinkedHashMap<>();

    private final Set<String> told = new LinkedHashSet<>();
    private final Instant at;

    private Late(Instant at) {
        this.at = at;
    }

    /** The signals of whoever joins after the first of them, with the answers that the gateway gives then. */
    static List<Signal> joins(List<Signal> before, List<Signal> after) {
        var late = new Late(before.getLast().at());
        before.forEach(late::hear);
        var signals = new ArrayList<Signal>();
        var boot = before.getFirst() instanceof Signal.Connected connected ? connected.boot() : "";
        signals.add(new Signal.Connected(late.at, boot, "2026.9.6", Set.of("operator.read")));
        signals.add(late.answer("tasks.list", list("tasks", late.rows.values().stream())));
        signals.add(late.answer("sessions.list", list("sessions", late.sessions.values().stream())));
        for (var session : late.wanted()) signals.add(late.answer("chat.history", late.history(session)));
        for (var signal : after) {
            signals.add(signal);
            signals.addAll(late.children(signal));
        }
        return signals;
    }

    /** With the first that is heard of a child it is asked what was said in the session that made it. */
    private List<Signal> children(Signal signal) {
        var asked = new ArrayList<Signal>();
        requesters(signal).forEach((child, requester) -> {
            if (messages.containsKey(requester) && told.add(child)) {
                asked.add(new Signal.Answer(signal.at(), "chat.history", Json.read("{}"), history(requester)));
            }
        });
        return asked;
    }

    /** The sessions that made what a signal tells of, by its runs. */
    private static Map<String, String> requesters(Signal signal) {
        var requesters = new LinkedHashMap<String, String>();
        if (signal instanceof Signal.Answer(var _, var _, var _, var answer)) {
            answer.path("tasks").forEach(row -> requesters.put(text(row, "runId"), text(row, "ownerKey")));
        } else if (signal instanceof Signal.Frame(var _, var frame)) {
            var payload = frame.path("payload");
            var row = payload.path("task");
            var run = text(payload, "runId");
            requesters.put(run, text(payload, run.startsWith("announce:") ? "sessionKey" : "spawnedBy"));
            requesters.put(text(row, "runId"), text(row, "ownerKey"));
        }
        return requesters;
    }

    /** Whether the request that the task began with is among the signals; without it nobody could tell of it. */
    static boolean wasAsked(List<Signal> signals, String task) {
        return signals.stream()
                .filter(signal -> signal instanceof Signal.Frame)
                .map(signal -> ((Signal.Frame) signal).frame())
                .filter(frame -> text(frame, "event").equals("session.message"))
                .map(frame -> text(frame.path("payload").path("message"), "idempotencyKey"))
                .anyMatch((task + ":user")::equals);
    }

    private Signal answer(String method, JsonNode payload) {
        return new Signal.Answer(at, method, Json.read("{}"), payload);
    }

    private static ObjectNode list(String field, Stream<JsonNode> items) {
        var list = JsonNodeFactory.instance.objectNode();
        var array = list.putArray(field);
        items.forEach(array::add);
        return list;
    }

    private Set<String> wanted() {
        var wanted = new LinkedHashSet<String>();
        sessions.forEach((key, row) -> {
            if (row.path("hasActiveRun").asBoolean(false)) wanted.add(key);
        });
        rows.values().stream()
                .filter(row -> text(row, "status").equals("running")
                        || text(row, "deliveryStatus").matches("pending|session_queued"))
                .map(row -> text(row, "ownerKey"))
                .filter(key -> !key.isEmpty())
                .forEach(wanted::add);
        return wanted;
    }

    private JsonNode history(String session) {
        var history = list("messages", messages.getOrDefault(session, List.of()).stream());
        history.put("sessionKey", session);
        Optional.ofNullable(sessions.get(session)).ifPresent(row -> history.set("sessionInfo", row));
        var run = flying.getOrDefault(session, "");
        if (!run.isEmpty()) history.putObject("inFlightRun").put("runId", run);
        return history;
    }

    private void hear(Signal signal) {
        if (!(signal instanceof Signal.Frame(var _, var frame))) return;
        var payload = frame.path("payload");
        var session = text(payload, "sessionKey");
        switch (text(frame, "event")) {
            case "task" -> rows.put(text(payload.path("task"), "id"), payload.path("task"));
            case "session.message" ->
                messages.computeIfAbsent(session, _ -> new ArrayList<>()).add(payload.path("message"));
            case "sessions.changed" -> changed(session, payload.path("session"));
            case "agent" -> ran(session, payload);
            default -> {}
        }
    }

    private void changed(String session, JsonNode row) {
        if (!(row.deepCopy() instanceof ObjectNode node)) return;
        var active = text(row, "status").equals("running");
        sessions.put(session, node.put("key", session).put("hasActiveRun", active));
    }

    private void ran(String session, JsonNode payload) {
        if (!text(payload, "stream").equals("lifecycle")) return;
        var run = text(payload, "runId");
        var phase = text(payload.path("data"), "phase");
        var isOver = phase.equals("end") || phase.equals("error");
        if (!isOver) flying.put(session, run);
        else flying.remove(session, run);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
