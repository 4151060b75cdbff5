package sitrep.connect.openclaw.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.line.GatewayMessage;
import sitrep.connect.openclaw.meaning.AskedMethods;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What was recorded of a gateway, as signals: one JSON object a line, {@code t} in milliseconds, {@code dir}, the
 * connection {@code conn}, and its {@code frame}. A connection goes by its scopes, as in {@code read+questions}, and is
 * passed over unless all of them are granted. Notes with {@code poll} are answers to a question; other notes say what
 * happened on the other side and are not for us.
 */
public final class GatewayRecording {
    private static final String READ = "read";

    /** Lines of two connections may stand in the wrong order by so much. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private final Set<String> granted = new HashSet<>(Set.of(READ));
    private final Map<String, JsonNode> asked = new HashMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<Translated.Skipped> skipped = new ArrayList<>();
    private boolean connected;

    /** A gateway that was started anew is met again, even where nothing was written down of its end. */
    private String lastBoot = "";

    private Duration setBack = Duration.ZERO;
    private Instant now = Instant.EPOCH;

    private GatewayRecording(Set<String> scopes) {
        granted.addAll(scopes);
    }

    /** Signals in the order in which they were recorded, and what could not be read. */
    public record Read(List<Signal> signals, List<Translated.Skipped> skipped) {}

    /** @param scopes those beyond reading, as in {@code approvals} */
    public static Read read(List<String> lines, Set<String> scopes) {
        var recording = new GatewayRecording(scopes);
        for (var line : lines) {
            if (!line.isBlank()) recording.line(line);
        }
        return new Read(List.copyOf(recording.signals), List.copyOf(recording.skipped));
    }

    private void line(String text) {
        JsonNode line;
        try {
            if (text.length() > GatewayMessage.LONGEST) throw new IllegalArgumentException();
            line = Json.read(text);
        } catch (Json.Malformed | IllegalArgumentException _) {
            skipped.add(new Translated.Skipped("line", "not a line of JSON of a usable length"));
            return;
        }
        var at = ForeignValue.time(line, "t");
        if (at.isEmpty()) {
            skipped.add(new Translated.Skipped("line", "without a time"));
            return;
        }
        if (isGranted(ForeignValue.text(line, "conn"))) line(forward(at.get()), line);
    }

    private void line(Instant at, JsonNode line) {
        switch (ForeignValue.text(line, "dir")) {
            case "in" -> received(at, line.path("frame"));
            case "out" -> asked.put(ForeignValue.text(line.path("frame"), "id"), line.path("frame"));
            case "note" -> poll(at, line);
            case "call" -> answer(at, ForeignValue.text(line, "method"), line.path("params"), line.path("result"));
            default -> skipped.add(new Translated.Skipped("line", "of an unknown direction"));
        }
    }

    /** The time that has gone by: a clock that was set back in the middle goes on from where it was. */
    private Instant forward(Instant at) {
        var time = at.plus(setBack);
        if (time.isBefore(now.minus(JITTER))) {
            skipped.add(new Translated.Skipped("time", "its clock was set back; what follows is taken as later"));
            setBack = Duration.between(at, now);
        }
        time = at.plus(setBack);
        if (time.isAfter(now)) now = time;
        return now;
    }

    private boolean isGranted(String connection) {
        return connection.isEmpty() || granted.containsAll(List.of(connection.split("\\+")));
    }

    private void received(Instant at, JsonNode frame) {
        switch (ForeignValue.text(frame, "type")) {
            case "event" -> {
                if (!ForeignValue.text(frame, "event").equals("connect.challenge")) add(new Signal.Frame(at, frame));
            }
            case "res" -> answered(at, frame);
            case "ws-close" -> {
                add(new Signal.Disconnected(at, why(frame)));
                connected = false;
            }
            default -> {}
        }
    }

    private static String why(JsonNode frame) {
        var reason = ForeignValue.text(frame, "reason");
        return "closed with " + frame.path("code").asInt(0) + (reason.isBlank() ? "" : ": " + reason);
    }

    private void answered(Instant at, JsonNode frame) {
        var payload = frame.path("payload");
        if (ForeignValue.text(payload, "type").equals("hello-ok")) {
            var boot = ForeignValue.text(payload.path("server"), "bootId");
            if (!connected || !boot.equals(lastBoot)) connected(at, payload);
            return;
        }
        var request = Optional.ofNullable(asked.remove(ForeignValue.text(frame, "id")));
        if (!frame.path("ok").asBoolean(false)) return;
        request.ifPresent(it -> answer(at, ForeignValue.text(it, "method"), it.path("params"), payload));
    }

    private void connected(Instant at, JsonNode payload) {
        var server = payload.path("server");
        connected = true;
        lastBoot = ForeignValue.text(server, "bootId");
        var scopes = new HashSet<String>();
        payload.path("auth").path("scopes").forEach(scope -> scopes.add(scope.asString("")));
        signals.add(new Signal.Connected(
                at, ForeignValue.text(server, "bootId"), ForeignValue.text(server, "version"), scopes));
    }

    private void poll(Instant at, JsonNode note) {
        var method = ForeignValue.text(note, "poll");
        if (!method.isBlank()) answer(at, method, note.path("params"), note.path("result"));
    }

    private void answer(Instant at, String method, JsonNode params, JsonNode payload) {
        if (AskedMethods.ASKED.contains(method)) add(new Signal.Answer(at, method, params, payload));
    }

    /** A recording that begins in the middle has no word of how its connection was made. */
    private void add(Signal signal) {
        if (!connected && signals.isEmpty()) {
            connected = true;
            signals.add(new Signal.Connected(signal.at(), "", "", Set.of()));
        }
        signals.add(signal);
    }
}
