package sitrep.connect.opencode;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.core.event.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a server how its sessions stand, and tells of that as if the server had told it by itself: after a gap in what
 * it tells, and now and then besides. What was known already changes nothing.
 */
final class OpenCodeState {
    /** Sessions that are asked after at once; of more the rest is left to what the server tells. */
    private static final int SESSIONS = 100;

    private static final int FOLDERS = 20;

    /** Messages of a session that are read: the newest. */
    private static final int MESSAGES = 60;

    private static final int NONE = 404;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final OpenCodeLine line;
    private final OpenCodeFacts facts;
    private final InstantSource clock;
    private final Consumer<List<Event>> told;
    private final Set<String> requests = new HashSet<>();
    private final Set<String> busy = new LinkedHashSet<>();
    private final List<ObjectNode> open = new ArrayList<>();

    OpenCodeState(OpenCodeLine line, OpenCodeFacts facts, InstantSource clock, Consumer<List<Event>> told) {
        this.line = line;
        this.facts = facts;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Asks after everything, at the beginning of a contact.
     *
     * @param live the sessions that were told of as going on before
     */
    void readAnew(Set<String> live) throws IOException, InterruptedException {
        var began = clock.instant();
        glance();
        var wanted = new LinkedHashSet<>(busy);
        wanted.addAll(facts.busy());
        wanted.addAll(live);
        var read = wanted.stream().limit(SESSIONS).toList();
        for (var session : read) read(session);
        settle();
        for (var session : read) {
            if (!busy.contains(session) && facts.busy().contains(session) && facts.isQuiet(session, began)) {
                told.accept(facts.gone(session, clock.instant()));
            }
        }
        if (read.size() == wanted.size()) told.accept(facts.listed(clock.instant()));
    }

    /** Asks whether what is held to go on does. */
    void readAgain() throws IOException, InterruptedException {
        var began = clock.instant();
        glance();
        for (var session : facts.unknown().stream().limit(SESSIONS).toList()) read(session);
        settle();
        for (var session : facts.busy()) {
            if (busy.contains(session) || !facts.isQuiet(session, began)) continue;
            read(session);
            if (facts.busy().contains(session)) frame("session.idle", session, NODES.objectNode());
        }
    }

    /** Reads whose sessions those are of which only something else was heard. */
    void introduce() throws IOException, InterruptedException {
        for (var session : facts.unknown().stream().limit(SESSIONS).toList()) introduce(session);
    }

    /** What is at work, and what waits for somebody, in all folders that are known. */
    private void glance() throws IOException, InterruptedException {
        var folders = new ArrayList<Optional<String>>(List.of(Optional.empty()));
        facts.directories().stream().limit(FOLDERS).map(Optional::of).forEach(folders::add);
        for (var folder : folders) {
            var status = said("/session/status", folder);
            for (var name : status.propertyNames()) {
                HookIds.of(name)
                        .filter(id ->
                                !status.path(name).path("type").asString("").equals("idle"))
                        .ifPresent(busy::add);
                open.add(NODES.objectNode()
                        .put("type", "session.status")
                        .set(
                                "properties",
                                NODES.objectNode().put("sessionID", name).set("status", status.path(name))));
            }
            asked("permission.asked", said("/permission", folder));
            asked("question.asked", said("/question", folder));
        }
    }

    private void asked(String type, JsonNode list) {
        for (var request : list) {
            HookIds.of(ForeignValue.text(request, "id")).ifPresent(requests::add);
            HookIds.of(ForeignValue.text(request, "sessionID")).ifPresent(busy::add);
            open.add(NODES.objectNode().put("type", type).set("properties", request));
        }
    }

    /** Tells what waits, and that nothing else does. */
    private void settle() throws IOException, InterruptedException {
        introduce();
        for (var frame : open) next(frame);
        introduce();
        told.accept(facts.open(requests, clock.instant()));
    }

    private void read(String session) throws IOException, InterruptedException {
        if (!introduce(session)) return;
        var messages = said("/session/" + session + "/message?limit=" + MESSAGES, facts.directory(session));
        for (var message : sinceAsked(messages)) {
            frame("message.updated", session, NODES.objectNode().set("info", message.path("info")));
            for (var part : message.path("parts")) {
                frame("message.part.updated", session, NODES.objectNode().set("part", part));
            }
        }
    }

    /** Reads whose session it is, and whose that is in turn; answers whether it is there. */
    private boolean introduce(String session) throws IOException, InterruptedException {
        facts.sought(session);
        var info = said("/session/" + session, facts.directory(session));
        if (!info.isObject()) return false;
        frame("session.updated", session, NODES.objectNode().set("info", info));
        var parent = HookIds.of(ForeignValue.text(info, "parentID"));
        return parent.isEmpty() || !facts.unknown().contains(parent.get()) || introduce(parent.get());
    }

    /** What came since a person asked for something last. */
    private static List<JsonNode> sinceAsked(JsonNode messages) {
        var all = StreamSupport.stream(messages.spliterator(), false).toList();
        for (var i = all.size() - 1; i >= 0; i--) {
            if (isAsking(all.get(i))) return all.subList(i, all.size());
        }
        return all;
    }

    private static boolean isAsking(JsonNode message) {
        if (!message.path("info").path("role").asString("").equals("user")) return false;
        return StreamSupport.stream(message.path("parts").spliterator(), false)
                .anyMatch(part -> ForeignValue.text(part, "type").equals("text")
                        && !part.path("synthetic").asBoolean(false));
    }

    private void frame(String type, String session, JsonNode properties) {
        var all = properties instanceof ObjectNode object ? object.put("sessionID", session) : properties;
        next(NODES.objectNode().put("type", type).set("properties", all));
    }

    private void next(JsonNode frame) {
        told.accept(facts.read(frame, clock.instant()));
    }

    /** What the server says to that; nothing if it knows no such thing. */
    private JsonNode said(String path, Optional<String> folder) throws IOException, InterruptedException {
        return switch (line.get(path, folder)) {
            case OpenCodeLine.Answer.Said(var node) -> node;
            case OpenCodeLine.Answer.Refused(var status)
            when status == NONE -> NODES.objectNode().nullNode();
            case OpenCodeLine.Answer.Refused(var status) ->
                throw new IOException("it answers " + path.replaceFirst("\\?.*", "") + " with status " + status);
        };
    }
}
