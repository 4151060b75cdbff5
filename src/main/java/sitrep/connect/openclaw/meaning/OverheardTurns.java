package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns whose own frames are pushed to nobody but who follows their session: those that the gateway itself began, to
 * tell of a command that ended, or because a job of the schedule wakes a session. What they say stands in the session,
 * and that is pushed to all.
 */
final class OverheardTurns {
    /** Within this time of a job that wakes a session, a turn in that is the job's. */
    private static final Duration WAKING = Duration.ofSeconds(60);

    /** What a model says that has nothing to say. */
    private static final Pattern NOTHING = Pattern.compile("\\s*(NO_REPLY|HEARTBEAT_OK|)\\s*");

    private final GatewayMemory book;
    private final TaskOfRun joining;
    private final RunNews runs;
    private final TurnEnds ends;
    private final ToolCalls calls;

    OverheardTurns(GatewayMemory book, TaskOfRun joining, RunNews runs, ToolCalls calls) {
        this.book = book;
        this.joining = joining;
        this.runs = runs;
        this.ends = joining.ends();
        this.calls = calls;
    }

    /** A session says that a run began in it. */
    void begins(String run, Session session, Instant at) {
        if (!isUnknown(run)) return;
        var heartbeat = new GatewayMemory.Hush(session.key, at, false);
        if (joining.isToldBy(heartbeat)) joining.heartbeat(run, heartbeat, at).overheard = true;
        else woken(run, session, at);
    }

    private boolean isUnknown(String run) {
        return !run.isBlank() && book.turn(run).isEmpty() && !book.hushed.containsKey(run);
    }

    private Optional<Turn> woken(String run, Session session, Instant at) {
        var job = Optional.ofNullable(book.wakes.remove(session.key))
                .filter(wake -> wake.since().plus(WAKING).isAfter(at))
                .map(GatewayMemory.Wake::errand);
        return job.map(errand -> {
            var opening = RunNews.Opening.of(Phase.STARTING, at, session.spoken());
            var turn = runs.open(run, session, errand, Turn.Kind.MAIN, Optional.empty(), opening);
            turn.overheard = true;
            return turn;
        });
    }

    /** What the model of a run said, and which tools it calls. */
    void says(String key, JsonNode message) {
        var internal = message.path("__openclaw");
        var run = ForeignValue.text(internal, "runId");
        var at = ForeignValue.time(internal, "recordTimestampMs")
                .or(() -> ForeignValue.time(message, "timestamp"))
                .orElse(runs.now());
        turn(run, key, message, at)
                .filter(turn -> turn.overheard && !turn.over)
                .ifPresent(turn -> says(turn, message, at));
    }

    private Optional<Turn> turn(String run, String key, JsonNode message, Instant at) {
        if (!isUnknown(run)) return book.turn(run);
        var session = book.session(key, runs.now());
        if (session.isMadeByProgram() || isNothing(message)) return Optional.empty();
        if (!joining.isUntold(session)) return woken(run, session, at);
        var turn = joining.heartbeat(run, new GatewayMemory.Hush(key, at, false), at);
        turn.overheard = true;
        return Optional.of(turn);
    }

    private static boolean isNothing(JsonNode message) {
        var content = message.path("content");
        return NOTHING.matcher(ForeignValue.content(content)).matches()
                && !content.toString().contains("toolCall");
    }

    private void says(Turn turn, JsonNode message, Instant at) {
        // What its tools came to is not pushed; that the model speaks again says that they came back.
        for (var call : List.copyOf(turn.calls.values())) calls.tool(turn, call("result", call.id(), call.tool()), at);
        var text = ForeignValue.content(message.path("content"));
        for (var piece : message.path("content")) {
            if (!ForeignValue.text(piece, "type").equals("toolCall")) continue;
            var call = call("start", ForeignValue.text(piece, "id"), ForeignValue.text(piece, "name"));
            call.set("args", piece.path("arguments"));
            calls.tool(turn, call, at);
        }
        if (!isNothing(message)) runs.news(turn, text, at);
        if (ForeignValue.text(message, "stopReason").equals("stop")) ends(turn, isNothing(message) ? "" : text, at);
        runs.heard(turn, at);
    }

    private void ends(Turn turn, String text, Instant at) {
        ends.over(turn, new TurnEnd(Outcome.SUCCEEDED, text, !text.isBlank(), at));
        if (turn.errand.isJob) {
            var session = book.session(turn.session, runs.now()).spoken();
            ends.told(turn.errand, turn.errand.whoAsked(), "reply in " + session, at);
        }
    }

    private static ObjectNode call(String phase, String id, String name) {
        var call = JsonNodeFactory.instance.objectNode();
        return call.put("phase", phase).put("toolCallId", id).put("name", name);
    }
}
