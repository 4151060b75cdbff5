package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.words.AbortWords;
import sitrep.connect.openclaw.words.RefusedSpawn;
import sitrep.connect.openclaw.words.ToolMeaning;
import sitrep.connect.openclaw.words.WrappedCall;
import sitrep.core.event.OpenCall;
import sitrep.core.event.PastCall;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The calls of tools that a run makes: with their arguments where those are pushed, else by their titles. */
final class ToolCalls {
    /** How the calls are named that only the ledger tells of. */
    private static final String LISTED = "listed:";

    /** The ledger dates a call a little later than the run itself does. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** Most calls of a run that are remembered as having been the way to others. */
    private static final int WRAPPERS = 64;

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final RunNews runs;
    private final CommandRuns commands;
    private final Prompts prompts;
    private final TaskOfRun joining;

    ToolCalls(
            GatewayMemory book,
            EventsOfStep chronicle,
            TaskOfRun joining,
            RunNews runs,
            CommandRuns commands,
            Prompts prompts) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = runs;
        this.commands = commands;
        this.prompts = prompts;
    }

    /** A call as {@code session.tool} tells it. */
    void tool(Turn turn, JsonNode data, Instant at) {
        var call = ForeignValue.text(data, "toolCallId");
        var name = ForeignValue.text(data, "name");
        switch (ForeignValue.text(data, "phase")) {
            case "start" -> {
                var args = WrappedCall.args(name, data.path("args"));
                start(turn, call, WrappedCall.tool(name, data.path("args")), args, ForeignValue.text(data, "meta"), at);
            }
            case "update" -> update(turn, call, data.path("partialResult").path("details"), at);
            case "result", "end" -> result(turn, call, name, data, at);
            default -> chronicle.skip("session.tool", "unknown phase");
        }
    }

    /** The same call as the agent's stream tells it, without arguments. */
    void item(Turn turn, JsonNode data, Instant at) {
        var call = ForeignValue.text(data, "toolCallId");
        var name = ForeignValue.text(data, "name");
        switch (ForeignValue.text(data, "phase")) {
            case "start" -> {
                // What is called through another tool stands in arguments, which do not come here.
                if (!WrappedCall.isWrapper(name))
                    start(turn, call, name, data.path("args"), ForeignValue.text(data, "meta"), at);
            }
            case "end" -> {
                // The answer with all its details comes first where it comes at all, and ends the call.
                if (turn.calls.containsKey(call)) {
                    var failed = !ForeignValue.text(data, "status").equals("completed");
                    end(turn, call, data, failed, Optional.empty(), at);
                }
            }
            default -> {}
        }
    }

    private void start(Turn turn, String id, String name, JsonNode args, String meta, Instant at) {
        if (id.isBlank() || name.isBlank()) {
            chronicle.skip("tool", "without id or name");
            return;
        }
        var tool = ToolMeaning.of(name, args, meta);
        var outer = WrappedCall.outer(id);
        outer.ifPresent(wrapper -> within(turn, wrapper));
        if (turn.wrappers.contains(id)) return;
        var known = turn.calls.get(id);
        if (known != null && (known.exact() || !args.isObject())) return;
        turn.thinking = Optional.empty();
        turn.model = Optional.empty();
        turn.lastTool = Optional.of(at);
        var since = known == null ? at : known.since();
        var heard = known == null ? chronicle.now() : known.heard();
        turn.calls.put(
                id,
                new Turn.Call(
                        id,
                        name,
                        act(id, tool, since),
                        tool.phase(),
                        since,
                        heard,
                        command(tool, name, args, meta),
                        args.isObject() ? ForeignValue.digest(args.toString()) : ""));
        if (turn.calls.size() > 64)
            turn.calls.remove(turn.calls.keySet().iterator().next());
        runs.acts(turn, at);
        var vague = ToolMeaning.isShell(name) && !args.isObject();
        var signal = outer.orElse(id);
        if (vague) tool.phase().ifPresent(phase -> runs.seems(turn, phase, signal, at));
        else does(turn, tool.phase(), signal, at);
        if (args.isObject()) prompts.called(turn, turn.calls.get(id), args);
    }

    /** A call was only the way to another one, which tells more: from now on it counts as that. */
    private static void within(Turn turn, String wrapper) {
        turn.calls.remove(wrapper);
        turn.wrappers.add(wrapper);
        if (turn.wrappers.size() > WRAPPERS)
            turn.wrappers.remove(turn.wrappers.iterator().next());
    }

    /** The command that a call runs, or what it calls the child that it makes. */
    private static String command(ToolMeaning tool, String name, JsonNode args, String meta) {
        if (name.equals("sessions_spawn")) return ForeignValue.text(args, "label");
        if (name.equals("ask_user")) return meta;
        if (!ToolMeaning.isShell(name)) return "";
        return tool.command().isBlank() ? meta : tool.command();
    }

    private static OpenCall act(String id, ToolMeaning tool, Instant at) {
        return new OpenCall(
                ForeignValue.id(id),
                tool.kind(),
                ForeignValue.line(tool.title(), ForeignValue.NEWS),
                Optional.of(at),
                tool.limit(),
                false);
    }

    /** With a call of a tool a run is not starting any more, whatever else the tool says. */
    private void does(Turn turn, Optional<Phase> phase, String signal, Instant at) {
        if (turn.dial.isOnlyStarting()) runs.does(turn, phase.orElse(Phase.PLANNING), at);
        else phase.ifPresent(it -> runs.seems(turn, it, signal, at));
    }

    private void update(Turn turn, String id, JsonNode details, Instant at) {
        var call = turn.calls.get(id);
        if (call == null) return;
        commands.going(turn, call, details, at);
        output(turn, id, ForeignValue.text(details, "tail"), at);
    }

    /** The last line of what a command writes is news once in a while. */
    void output(Turn turn, String call, String text, Instant at) {
        if (!turn.calls.containsKey(call)) return;
        var last =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((_, line) -> line);
        var who = book.turn(Turn.ofCommand(call)).filter(Turn::isLive).orElse(turn);
        last.ifPresent(line -> runs.output(who, line, at));
    }

    private void result(Turn turn, String id, String name, JsonNode data, Instant at) {
        if (turn.wrappers.contains(id)) return;
        var result = WrappedCall.result(data.path("result"));
        var details = result.path("details");
        var known = turn.calls.get(id);
        var tool = known == null ? name : known.tool();
        var isError = data.path("isError").asBoolean(false);
        if (tool.equals("sessions_spawn")) spawned(turn, id, details, at);
        if (RefusedSpawn.isRefusal(tool, details)) {
            runs.news(turn, RefusedSpawn.spoken(known == null ? "" : known.command(), details), at);
        } else if (isError) {
            var why = ForeignValue.content(result.path("content"));
            if (!why.isBlank() && !AbortWords.saysNoMore(why)) runs.news(turn, tool + " failed: " + why, at);
        }
        var call = turn.calls.get(id);
        if (call == null) return;
        commands.ended(turn, call, details, isError, at);
        end(turn, id, details, isError, answer(data).flatMap(it -> turn.deed(call, it)), at);
    }

    /** What a call came to, in the words that its model reads; absent where they do not reach us. */
    private static Optional<String> answer(JsonNode data) {
        var content = data.path("result").path("content");
        if (content.isMissingNode()) return Optional.empty();
        return Optional.of(data.path("isError").asBoolean(false) + " " + ForeignValue.content(content));
    }

    private void end(Turn turn, String id, JsonNode details, boolean failed, Optional<PastCall> deed, Instant at) {
        var call = turn.calls.remove(id);
        if (call == null) return;
        prompts.answered(turn, call, details, failed, at);
        if (!ForeignValue.text(details, "status").equals("running")) commands.ended(turn, call, details, failed, at);
        runs.acts(turn, deed, at);
        // A call that was made and has ended is a second signal of its kind.
        call.phase().ifPresent(phase -> runs.seems(turn, phase, id + " ended", at));
    }

    private void spawned(Turn turn, String id, JsonNode details, Instant at) {
        var run = ForeignValue.text(details, "runId");
        var key = ForeignValue.text(details, "childSessionKey");
        if (run.isBlank() || key.isBlank()) return;
        GatewayMemory.keep(book.spawned, run, turn);
        var session = book.session(key, chronicle.now());
        if (session.spawnedBy.isBlank()) session.spawnedBy = turn.session;
        if (book.turn(run).isEmpty()) {
            var call = turn.calls.get(id);
            joining.child(run, session, Phase.STARTING, at, call == null ? "" : call.command());
        }
    }

    /**
     * The call that the ledger sees a run in. It tells of those that began before we listened, whose own frames did not
     * reach us; where they did, they tell more.
     */
    void listed(Turn turn, JsonNode execution, Instant at) {
        prompts.listed(turn, execution, at);
        var current = execution.path("currentTool");
        var since = ForeignValue.time(current, "startedAt");
        var id = since.map(began -> LISTED + began.toEpochMilli()).orElse("");
        for (var call : List.copyOf(turn.calls.values())) {
            if (!call.id().startsWith(LISTED) || call.id().equals(id)) continue;
            end(turn, call.id(), MissingNode.getInstance(), false, Optional.empty(), at);
        }
        var name = ForeignValue.text(current, "name");
        if (since.isEmpty() || name.isBlank() || turn.calls.containsKey(id)) return;
        var isSeen = turn.lastTool
                .filter(last -> !since.get().isAfter(last.plus(CLOSE)))
                .isPresent();
        if (!isSeen && turn.calls.isEmpty()) start(turn, id, name, MissingNode.getInstance(), "", since.get());
    }

    /** A call of a tool by an agent of the Agent Client Protocol: only its title reaches us. */
    void acp(Turn turn, JsonNode data, Instant at) {
        var id = ForeignValue.text(data, "toolCallId");
        var title = ForeignValue.text(data, "title");
        var status = ForeignValue.text(data, "status");
        var known = turn.calls.get(id);
        var phase = known == null ? ToolMeaning.ofTitle(title) : known.phase();
        if (status.equals("completed") || status.equals("failed")) {
            turn.calls.remove(id);
            runs.acts(turn, at);
            phase.ifPresent(it -> runs.seems(turn, it, id + " ended", at));
            return;
        }
        if (known != null || id.isBlank()) return;
        turn.lastTool = Optional.of(at);
        var act = new OpenCall(
                ForeignValue.id(id),
                OpenCall.Kind.OTHER,
                ForeignValue.line(title, ForeignValue.NEWS),
                Optional.of(at),
                Optional.empty(),
                false);
        turn.calls.put(
                id, new Turn.Call(id, "acp", act, phase, at, chronicle.now(), title, ForeignValue.digest(title)));
        runs.acts(turn, at);
        does(turn, phase, id, at);
        runs.news(turn, Voice.ACT, title, at);
    }
}
