package sitrep.connect.opencode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.dialect.ToolTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What the frames of OpenCode's server say, as hooks of other agents would: a table by their types. A frame names its
 * session and seldom more, so it is remembered whose sub-agent a session is and what was asked in it; frames of a
 * session of which that is not known yet wait until it is.
 */
final class OpenCodeFrames {
    /** Sessions that are remembered; past it the one that was heard of the longest ago is forgotten. */
    private static final int SESSIONS = 500;

    /** How deep sub-agents of sub-agents are followed. */
    private static final int DEPTH = 10;

    /** What a frame says, and when it was heard. */
    record Told(HookMessage message, Instant at) {}

    /** What follows from a frame. */
    private interface Meaning {
        void of(JsonNode properties, KnownSession session, FrameMeaning step);
    }

    private static final Map<String, Meaning> FRAMES = Map.ofEntries(
            Map.entry("session.deleted", (_, session, step) -> step.deleted(session)),
            Map.entry("session.status", (it, session, step) -> step.status(it.path("status"), session)),
            Map.entry("session.idle", (_, session, step) -> step.idle(session)),
            Map.entry("session.error", (it, session, step) -> step.error(it.path("error"), session, session.turn)),
            Map.entry("session.compacted", (_, session, step) -> step.compacted(session)),
            Map.entry("message.updated", (it, session, step) -> step.message(it.path("info"), session)),
            Map.entry("message.part.updated", (it, session, step) -> step.part(it, session)),
            Map.entry("message.part.delta", (_, session, step) -> step.stirred(session)),
            Map.entry("permission.asked", (it, session, step) -> step.asked(it, session, OpenCodeTools.permission(it))),
            Map.entry("permission.replied", (it, session, step) -> step.permitted(it, session)),
            Map.entry(
                    "question.asked",
                    (it, session, step) -> step.asked(it, session, ToolTable.question(it.path("questions")))),
            Map.entry(
                    "question.replied",
                    (it, session, step) -> step.freed(it, session, OpenCodeTools.answers(it), false)),
            Map.entry("question.rejected", (it, session, step) -> step.freed(it, session, "not answered", true)),
            Map.entry("todo.updated", (it, session, step) -> step.planned(it.path("todos"), session)));

    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final Set<String> DESCRIBING = Set.of("session.created", "session.updated");

    private final SequencedMap<String, KnownSession> sessions = new LinkedHashMap<>();

    /** What follows from a frame as it came. */
    List<Told> next(JsonNode frame, Instant at) {
        var inner = frame.path("payload").isObject() ? frame.path("payload") : frame;
        sessionOf(inner.path("properties")).ifPresent(id -> session(id).heard = at);
        return read(frame, at);
    }

    /** What follows from what the server was asked for, in the form of a frame. */
    List<Told> read(JsonNode frame, Instant at) {
        var inner = frame.path("payload").isObject() ? frame.path("payload") : frame;
        var type = ForeignValue.text(inner, "type");
        var id = sessionOf(inner.path("properties"));
        if (id.isEmpty() || !(FRAMES.containsKey(type) || DESCRIBING.contains(type))) return List.of();
        var session = session(id.get());
        if (!DESCRIBING.contains(type)) {
            session.waitWith(new KnownSession.Heard(inner, at));
            return released(List.of(session));
        }
        describe(session, inner.path("properties").path("info"));
        return released(List.copyOf(sessions.values()));
    }

    private static Optional<String> sessionOf(JsonNode properties) {
        return HookIds.of(ForeignValue.text(properties, "sessionID"))
                .or(() -> HookIds.of(ForeignValue.text(properties.path("info"), "sessionID", "id")))
                .or(() -> HookIds.of(ForeignValue.text(properties.path("part"), "sessionID")));
    }

    private KnownSession session(String id) {
        var known = Optional.ofNullable(sessions.remove(id)).orElseGet(() -> new KnownSession(id));
        sessions.put(id, known);
        if (sessions.size() > SESSIONS) sessions.pollFirstEntry();
        return known;
    }

    private static void describe(KnownSession session, JsonNode info) {
        session.isDescribed = true;
        session.parent = HookIds.of(ForeignValue.text(info, "parentID")).filter(id -> !id.equals(session.id));
        session.directory = ForeignValue.text(info, "directory");
        session.title = ForeignValue.text(info, "title").replaceFirst("\\s*\\(@[^)]*\\)\\s*\\z", "");
        session.agent = ForeignValue.text(info, "agent");
    }

    /** What the frames say that waited for no more than to be known whose they are. */
    private List<Told> released(Collection<KnownSession> candidates) {
        var told = new ArrayList<Told>();
        for (var session : candidates) {
            if (!session.isWaiting()) continue;
            var root = root(session);
            if (root.isEmpty()) continue;
            for (var heard : session.released()) {
                var step = new FrameMeaning(root.get(), heard, told);
                var type = ForeignValue.text(heard.frame(), "type");
                Optional.ofNullable(FRAMES.get(type))
                        .ifPresent(meaning -> meaning.of(heard.frame().path("properties"), session, step));
            }
        }
        return told;
    }

    /** The session that a person asked something in, if all between is known. */
    private Optional<KnownSession> root(KnownSession session) {
        var root = session;
        for (var depth = 0; depth < DEPTH; depth++) {
            if (!root.isDescribed) return Optional.empty();
            if (root.parent.isEmpty()) return Optional.of(root);
            root = sessions.computeIfAbsent(root.parent.get(), KnownSession::new);
        }
        return Optional.empty();
    }

    /** Sessions of which something was heard, and not what they are, and for which nobody asked. */
    Set<String> unknown() {
        return sessions.values().stream()
                .filter(session -> !session.isDescribed && !session.isSought)
                .map(session -> session.id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Somebody asks what a session is: that is done once. */
    void sought(String session) {
        session(session).isSought = true;
    }

    /** The folders in which sessions work that are known. */
    Set<String> directories() {
        return sessions.values().stream()
                .map(session -> session.directory)
                .filter(text -> !text.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When a session was heard of last. */
    Optional<Instant> heard(String session) {
        return Optional.ofNullable(sessions.get(session)).map(known -> known.heard);
    }

    /** Where a session works. */
    Optional<String> directory(String session) {
        return Optional.ofNullable(sessions.get(session))
                .map(known -> known.directory)
                .filter(text -> !text.isBlank());
    }

    /** What was asked for and is not asked for any more, by what the server has open. */
    List<Told> open(Set<String> requests, Instant at) {
        var told = new ArrayList<Told>();
        for (var session : List.copyOf(sessions.values())) {
            var root = root(session);
            if (root.isEmpty()) continue;
            for (var request : List.copyOf(session.requests)) {
                if (requests.contains(request)) continue;
                session.requests.remove(request);
                var step = new FrameMeaning(root.get(), new KnownSession.Heard(NOTHING, at), told);
                step.say(session, "freed/" + request, new Signal.Freed(request, "answered, nobody heard how"));
            }
        }
        return told;
    }
}
