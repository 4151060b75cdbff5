package sitrep.connect.openclaw.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.meaning.InquiryAnswers;
import sitrep.connect.openclaw.meaning.LedgerRows;
import sitrep.connect.openclaw.meaning.SessionHistory;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a gateway would have answered, out of what was recorded of it: whoever plays a recording asks of it what a
 * connector asks of a gateway, as often. A list is answered only once the recording itself has one since there was
 * contact, by that and by what was pushed since; recorders write down lists only when those have changed. A transcript
 * is made of the messages of the whole recording that had been written by then.
 */
public final class RecordedAnswers {
    private static final Duration OFTEN = Duration.ofSeconds(20);
    private static final Duration STALE = Duration.ofSeconds(5);
    private static final JsonNode LIVE = Json.read("{\"status\":[\"queued\",\"running\"],\"limit\":500}");
    private static final JsonNode ACTIVE = Json.read("{\"activeOnly\":true,\"limit\":100}");

    /** By their sessions, each with when it was written. */
    private final Map<String, Map<String, JsonNode>> messages = new HashMap<>();

    private final Map<String, JsonNode> rows = new LinkedHashMap<>();
    private final Map<String, JsonNode> active = new LinkedHashMap<>();

    /** The turn that goes on in each session. */
    private final Map<String, String> flying = new LinkedHashMap<>();

    private final Map<String, Instant> lists = new HashMap<>();
    private final Map<String, Instant> transcripts = new HashMap<>();

    /** @param signals all that was recorded */
    public RecordedAnswers(List<Signal> signals) {
        signals.forEach(this::written);
    }

    private void written(Signal signal) {
        switch (signal) {
            case Signal.Frame(var _, var frame) -> {
                var payload = frame.path("payload");
                if (ForeignValue.text(frame, "event").equals("session.message"))
                    written(payload, payload.path("message"));
            }
            case Signal.Answer(var _, var method, var _, var payload) -> {
                if (method.equals("chat.history"))
                    payload.path("messages").forEach(message -> written(payload, message));
            }
            case Signal.Connected _, Signal.Disconnected _, Signal.Tick _ -> {}
        }
    }

    private void written(JsonNode payload, JsonNode message) {
        var of = messages.computeIfAbsent(ForeignValue.text(payload, "sessionKey"), _ -> new LinkedHashMap<>());
        of.putIfAbsent(
                message.path("timestamp") + ForeignValue.text(message, "role") + message.path("content"), message);
    }

    /** A signal is being played. */
    public void hear(Signal signal) {
        switch (signal) {
            case Signal.Frame(var _, var frame) -> pushed(ForeignValue.text(frame, "event"), frame.path("payload"));
            case Signal.Answer answer -> answered(answer);
            case Signal.Connected _ -> forget();
            case Signal.Disconnected _ -> forget();
            case Signal.Tick _ -> {}
        }
    }

    private void forget() {
        List.of(rows, active, flying, lists).forEach(Map::clear);
    }

    private void pushed(String event, JsonNode payload) {
        var key = ForeignValue.text(payload, "sessionKey");
        switch (event) {
            case "task" -> rows.put(ForeignValue.text(payload.path("task"), "id"), payload.path("task"));
            case "sessions.changed" -> stands(key, payload.path("session"));
            case "agent" -> goesOn(key, payload);
            default -> {}
        }
    }

    private void stands(String key, JsonNode row) {
        var runs = row.has("hasActiveRun")
                ? row.path("hasActiveRun").asBoolean(false)
                : ForeignValue.text(row, "status").equals("running");
        if (runs && row.deepCopy() instanceof ObjectNode node) {
            active.put(key, node.put("key", key).put("hasActiveRun", true));
        } else {
            active.remove(key);
        }
    }

    private void goesOn(String key, JsonNode payload) {
        var phase = ForeignValue.text(payload.path("data"), "phase");
        var isOver = ForeignValue.text(payload, "stream").equals("lifecycle")
                && (phase.equals("end") || phase.equals("error"));
        if (isOver) flying.remove(key, ForeignValue.text(payload, "runId"));
        else flying.put(key, ForeignValue.text(payload, "runId"));
    }

    private void answered(Signal.Answer answer) {
        var rowsOf = answer.payload();
        lists.put(answer.method(), answer.at());
        switch (answer.method()) {
            case "tasks.list" -> {
                if (InquiryAnswers.isOfLive(answer.params())) rows.values().removeIf(RecordedAnswers::isLive);
                rowsOf.path("tasks").forEach(row -> rows.put(ForeignValue.text(row, "id"), row));
            }
            case "sessions.list" -> {
                if (answer.params().path("activeOnly").asBoolean(false))
                    List.of(active, flying).forEach(Map::clear);
                rowsOf.path("sessions").forEach(row -> stands(ForeignValue.text(row, "key"), row));
            }
            default -> {}
        }
    }

    private static boolean isLive(JsonNode row) {
        return LedgerRows.isLive(row);
    }

    /** The answers to what a connector asks now. */
    public List<Signal.Answer> due(Instant now, GatewayFacts facts) {
        var answers = new ArrayList<Signal.Answer>();
        if (isDue("tasks.list", now)) {
            answers.add(new Signal.Answer(
                    now,
                    "tasks.list",
                    LIVE,
                    list("tasks", rows.values().stream().filter(RecordedAnswers::isLive))));
            answers.add(new Signal.Answer(now, "tasks.list", Json.read("{\"limit\":200}"), list("tasks", newest())));
        }
        if (isDue("sessions.list", now)) {
            answers.add(new Signal.Answer(now, "sessions.list", ACTIVE, list("sessions", sessions())));
        }
        facts.unfamiliar().forEach(session -> transcript(session, now).ifPresent(answers::add));
        return answers;
    }

    private boolean isDue(String method, Instant now) {
        var before = Optional.ofNullable(lists.get(method));
        var due = before.filter(at -> !at.plus(OFTEN).isAfter(now)).isPresent();
        if (due) lists.put(method, now);
        return due;
    }

    /** A ledger lists the newest first. */
    private Stream<JsonNode> newest() {
        return new ArrayList<>(rows.values()).reversed().stream().limit(200);
    }

    /** Those of which a row says that they are active, and those of which a turn still told something. */
    private Stream<JsonNode> sessions() {
        var told = flying.keySet().stream()
                .filter(key -> !active.containsKey(key))
                .map(key ->
                        JsonNodeFactory.instance.objectNode().put("key", key).put("hasActiveRun", true));
        return Stream.concat(active.values().stream(), told);
    }

    private Optional<Signal.Answer> transcript(String session, Instant now) {
        var before = transcripts.get(session);
        if (before != null && before.plus(STALE).isAfter(now)) return Optional.empty();
        transcripts.put(session, now);
        var all = List.copyOf(messages.getOrDefault(session, Map.of()).values());
        var written = all.stream()
                .filter(message -> written(message, all).filter(now::isAfter).isPresent())
                .sorted(Comparator.comparing(message -> written(message, all).orElse(now)))
                .toList();
        if (written.isEmpty()) return Optional.empty();
        var last = written.subList(Math.max(0, written.size() - SessionHistory.LONGEST), written.size());
        var transcript = list("messages", last.stream()).put("sessionKey", session);
        var run = flying.getOrDefault(session, "");
        if (!run.isEmpty()) transcript.putObject("inFlightRun").put("runId", run);
        var params = JsonNodeFactory.instance.objectNode().put("sessionKey", session);
        return Optional.of(new Signal.Answer(now, "chat.history", params, transcript));
    }

    /** When a message came into its transcript: one that has others before it may have had to wait for those. */
    private static Optional<Instant> written(JsonNode message, List<JsonNode> transcript) {
        var typed = ForeignValue.time(message, "timestamp");
        if (message.equals(transcript.getFirst())) return typed;
        return ForeignValue.time(message.path("__openclaw"), "recordTimestampMs")
                .or(() -> typed);
    }

    private static ObjectNode list(String field, Stream<? extends JsonNode> items) {
        var list = JsonNodeFactory.instance.objectNode();
        var array = list.putArray(field);
        items.forEach(array::add);
        return list;
    }
}
