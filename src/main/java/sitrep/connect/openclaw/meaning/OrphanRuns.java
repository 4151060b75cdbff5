package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.GatewayMemory;
import tools.jackson.databind.JsonNode;

/**
 * Runs of children whose requester is not known, as those see them that join late. Who asked may be told any moment,
 * and a run that was put under a task of its own would stay there; so its frames are held back for a few seconds.
 */
final class OrphanRuns {
    /** How long the requester of a child may remain unknown before the child is a task of its own. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A turn that tells of a result is soon over itself: it waits only for the answer that is just asked for. */
    private static final Duration TELLING = Duration.ofSeconds(1);

    /** Most frames of one run that are held back; further ones are passed over, as signs of life only. */
    private static final int FRAMES = 40;

    /** Most runs that are held back at a time; the oldest are let go. */
    private static final int RUNS = 100;

    private static final Set<String> EVENTS = Set.of("agent", "session.tool");

    private final GatewayMemory book;

    OrphanRuns(GatewayMemory book) {
        this.book = book;
    }

    /** Whether a frame is to wait. */
    boolean hold(JsonNode frame, Instant now) {
        if (!EVENTS.contains(ForeignValue.text(frame, "event"))) return false;
        var payload = frame.path("payload");
        var run = ForeignValue.text(payload, "runId");
        var requester = requester(payload, now);
        if (run.isBlank() || isKnown(run, requester, ForeignValue.text(payload, "sessionKey"))) return false;
        var stranger = book.strangers.get(run);
        if (stranger == null) {
            if (book.strangers.size() >= RUNS) return false;
            stranger = new GatewayMemory.Stranger(requester, now, new ArrayList<>());
            book.strangers.put(run, stranger);
        }
        if (stranger.frames().size() < FRAMES) stranger.frames().add(frame);
        return true;
    }

    /** The session that waits for what the run finds; one that tells a result is made by the session it runs in. */
    private String requester(JsonNode payload, Instant now) {
        var said = ForeignValue.text(payload, "spawnedBy");
        var key = ForeignValue.text(payload, "sessionKey");
        if (ForeignValue.text(payload, "runId").startsWith(TaskOfRun.ANNOUNCE)) return key;
        return said.isBlank() && !key.isBlank() ? book.session(key, now).spawnedBy : said;
    }

    private boolean isKnown(String run, String requester, String session) {
        return requester.isBlank()
                || book.turn(run).isPresent()
                || book.spawned.containsKey(run)
                || book.errandOf(session).isPresent()
                || book.errandOf(requester).isPresent()
                || (run.startsWith(TaskOfRun.ANNOUNCE)
                        && book.turns.keySet().stream().anyMatch(run::contains));
    }

    /** The frames that have waited long enough, be it that the requester is known or not, in their order. */
    List<JsonNode> released(Instant now) {
        if (book.strangers.isEmpty()) return List.of();
        var released = new ArrayList<JsonNode>();
        book.strangers.entrySet().removeIf(entry -> {
            var stranger = entry.getValue();
            var session = ForeignValue.text(stranger.frames().getFirst().path("payload"), "sessionKey");
            var patience = entry.getKey().startsWith(TaskOfRun.ANNOUNCE) ? TELLING : PATIENCE;
            var isOver = Duration.between(stranger.heard(), now).compareTo(patience) >= 0;
            if (!isOver && !isKnown(entry.getKey(), stranger.requester(), session)) return false;
            released.addAll(stranger.frames());
            return true;
        });
        return released;
    }
}
