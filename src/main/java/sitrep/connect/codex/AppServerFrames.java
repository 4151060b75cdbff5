package sitrep.connect.codex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.tee.Side;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What an app-server and its client say, as Codex's hooks would: a table by the methods of messages. A message names
 * its thread and seldom more, so it is remembered whose sub-agent a thread is and what was asked in it. Answers tell
 * what threads are, and nothing of what they do: what is told of a thread that is resumed is its past.
 */
final class AppServerFrames {
    /** Threads that are remembered; past it the one that was heard of the longest ago is forgotten. */
    private static final int THREADS = 300;

    /** How deep sub-agents of sub-agents are followed. */
    private static final int DEPTH = 10;

    /** Requests that wait for an answer; past it the oldest is forgotten. */
    private static final int REQUESTS = 500;

    /** What a message says, and when it was heard. */
    record Told(HookMessage message, Instant at) {}

    /** What follows from a message. */
    private interface Meaning {
        void of(JsonNode params, FrameMeaning step);
    }

    private static final Map<String, Meaning> NOTICES = Map.ofEntries(
            Map.entry("thread/status/changed", (params, step) -> step.status(params.path("status"))),
            Map.entry("thread/closed", (_, step) -> step.closed(false)),
            Map.entry("thread/archived", (_, step) -> step.closed(true)),
            Map.entry("turn/started", (params, step) -> step.began(params.path("turn"))),
            Map.entry("turn/completed", (params, step) -> step.ended(params.path("turn"))),
            Map.entry("turn/plan/updated", (params, step) -> step.planned(params.path("plan"))),
            Map.entry("item/started", (params, step) -> step.item(params.path("item"), false)),
            Map.entry("item/completed", (params, step) -> step.item(params.path("item"), true)),
            Map.entry("error", (params, step) -> step.troubled(params)),
            Map.entry("serverRequest/resolved", (params, step) -> step.answered(params.path("requestId"), "answered")));

    private final SequencedMap<String, KnownThread> threads = new LinkedHashMap<>();

    /** Which thread a request is of, by its number. */
    private final SequencedMap<String, String> requests = new LinkedHashMap<>();

    private final Optional<String> user;
    private Optional<Instant> resets = Optional.empty();

    /** @param user whose sessions they are, where a thread does not say so */
    AppServerFrames(Optional<String> user) {
        this.user = user;
    }

    /** What follows from a message. */
    List<Told> heard(Side from, JsonNode said, Instant at) {
        var method = ForeignValue.text(said, "method");
        var told = new ArrayList<Told>();
        if (from == Side.AGENT) {
            describe(said.path("result").path("thread"));
            describe(said.path("params").path("thread"));
            if (!method.isBlank()) toldByAgent(method, said, at, told);
        } else if (method.isBlank() && said.has("id")) {
            answered(said, at, told);
        }
        return told;
    }

    private void toldByAgent(String method, JsonNode said, Instant at, List<Told> told) {
        var params = said.path("params");
        if (method.equals("account/rateLimits/updated")) limits(params.path("rateLimits"));
        var thread = threadOf(params).map(this::thread);
        if (thread.isEmpty()) return;
        var step = step(thread.get(), method, at, told);
        if (said.has("id")) {
            var number = Json.text(said.path("id"));
            requests.put(number, thread.get().id);
            if (requests.size() > REQUESTS) requests.pollFirstEntry();
            step.asked(number, params);
            return;
        }
        adopt(params.path("item"), thread.get());
        var turn = HookIds.of(ForeignValue.text(params, "turnId"));
        if (turn.isPresent()) step.isOf(turn.get());
        Optional.ofNullable(NOTICES.get(method)).ifPresentOrElse(meaning -> meaning.of(params, step), () -> {
            if (method.startsWith("item/")) step.stirred();
        });
    }

    private FrameMeaning step(KnownThread thread, String method, Instant at, List<Told> told) {
        var root = root(thread);
        var heard = new FrameMeaning.Heard(method, at, user, resets);
        return new FrameMeaning(thread, root, () -> atWork(root), heard, told);
    }

    /** The sub-agents that serve it and are at work. */
    private List<KnownThread> atWork(KnownThread root) {
        return threads.values().stream()
                .filter(thread -> thread != root && thread.isAtWork && root(thread) == root)
                .toList();
    }

    private static Optional<String> threadOf(JsonNode params) {
        return HookIds.of(ForeignValue.text(params, "threadId"))
                .or(() -> HookIds.of(ForeignValue.text(params.path("thread"), "id")));
    }

    private KnownThread thread(String id) {
        var known = Optional.ofNullable(threads.remove(id)).orElseGet(() -> new KnownThread(id));
        threads.put(id, known);
        if (threads.size() > THREADS) threads.pollFirstEntry();
        return known;
    }

    private void describe(JsonNode about) {
        var id = HookIds.of(ForeignValue.text(about, "id"));
        if (id.isEmpty()) return;
        var thread = thread(id.get());
        thread.parent = HookIds.of(ForeignValue.text(about, "parentThreadId"))
                .filter(parent -> !parent.equals(thread.id))
                .or(() -> thread.parent);
        thread.isDescribed = true;
        thread.directory = ForeignValue.text(about, "cwd");
        thread.file = ForeignValue.text(about, "path");
        var name = ForeignValue.text(about, "agentNickname", "agentRole");
        if (!name.isBlank()) thread.name = name;
    }

    /** Who sends sub-agents off says which threads they are. */
    private void adopt(JsonNode item, KnownThread parent) {
        for (var one : item.path("receiverThreadIds")) {
            var id = HookIds.of(one.asString(""));
            if (id.isEmpty()) continue;
            var child = thread(id.get());
            if (child.isDescribed || child == root(parent)) continue;
            child.parent = Optional.of(parent.id);
            if (child.name.isBlank()) child.name = ForeignValue.text(item, "prompt");
        }
    }

    /** The thread that a person asked something in. */
    private KnownThread root(KnownThread thread) {
        var root = thread;
        for (var depth = 0; depth < DEPTH && root.parent.isPresent(); depth++) {
            var parent = threads.get(root.parent.get());
            if (parent == null) break;
            root = parent;
        }
        return root;
    }

    /** The client has answered what the app-server had asked. */
    private void answered(JsonNode response, Instant at, List<Told> told) {
        var number = Json.text(response.path("id"));
        var thread = Optional.ofNullable(requests.remove(number)).flatMap(id -> Optional.ofNullable(threads.get(id)));
        var how = response.has("error") ? "not answered" : CodexRequests.answer(response);
        thread.ifPresent(it -> step(it, "answer", at, told).answered(response.path("id"), how));
    }

    /** When the limits of the account are lifted: the last of those that are reached. */
    private void limits(JsonNode limits) {
        resets = Optional.empty();
        for (var name : List.of("primary", "secondary")) {
            var limit = limits.path(name);
            if (limit.path("usedPercent").asDouble(0) < 100) continue;
            var seconds = limit.path("resetsAt").asLong(0);
            var isTime = seconds > 0 && seconds < 253_402_300_800L;
            var time = isTime ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.<Instant>empty();
            if (time.isPresent() && resets.filter(time.get()::isBefore).isEmpty()) resets = time;
        }
    }

    /** Bytes went past that nobody looked at: answers the threads in which something went on. */
    List<KnownThread> missed() {
        var busy = threads.values().stream().filter(KnownThread::isBusy).toList();
        busy.forEach(KnownThread::lostSight);
        return busy.stream().filter(thread -> thread.parent.isEmpty()).toList();
    }

    /** The app-server has ended: what that says of these sessions. */
    List<Told> ended(Iterable<String> sessions, Instant at, PairOver over) {
        var told = new ArrayList<Told>();
        for (var session : sessions) step(thread(session), "exit", at, told).over(over);
        return told;
    }
}
