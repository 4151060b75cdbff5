package sitrep.connect.acp.meaning;

import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Progress;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/** What an agent tells of a session: what it says, does and plans, and in the second version whether it is at work. */
final class Updates {
    static final BlockId ACTION = new BlockId("action");

    private final AcpMemory memory;

    Updates(AcpMemory memory) {
        this.memory = memory;
    }

    void heard(AcpSession session, JsonNode update) {
        var sort = ForeignValue.text(update, "sessionUpdate");
        if (sort.equals("state_update")) {
            state(session, update);
            return;
        }
        if (sort.equals("session_info_update")) {
            titled(session, ForeignValue.line(ForeignValue.text(update, "title"), 120));
            return;
        }
        if (session.turn().isEmpty()) return;
        var turn = session.turn().get();
        seenAgain(session, turn);
        tell(session, turn, sort, update);
    }

    private void tell(AcpSession session, AcpRun turn, String sort, JsonNode update) {
        var speaker = child(turn, update).orElse(turn);
        switch (sort) {
            case "agent_message_chunk" -> speaker.speaks(text(update), ForeignValue.text(update, "messageId"));
            case "agent_message" ->
                speaker.said(ForeignValue.content(update.path("content")), ForeignValue.text(update, "messageId"));
            case "agent_thought_chunk", "agent_thought" -> speaker.ponders();
            case "tool_call", "tool_call_update" -> call(session, turn, update);
            case "plan" -> plan(speaker, update.path("entries"));
            case "plan_update" -> plan(speaker, update.path("plan").path("entries"));
            case "compaction_update" -> compacts(speaker, update);
            default -> turn.beat();
        }
    }

    private static String text(JsonNode update) {
        return ForeignValue.text(update.path("content"), "text");
    }

    /** Once something was missed, a question that is still open may have been answered meanwhile: its run went on. */
    private static void seenAgain(AcpSession session, AcpRun turn) {
        if (!session.isUnseen) return;
        session.isUnseen = false;
        turn.settle("it went on while nobody looked");
        turn.children.values().forEach(child -> child.settle("it went on while nobody looked"));
    }

    /** The sub-agent that an update is about, where the agent says so. */
    private static Optional<AcpRun> child(AcpRun turn, JsonNode update) {
        var parent = ForeignValue.text(update.path("_meta").path("claudeCode"), "parentToolUseId");
        return Optional.ofNullable(turn.children.get(parent));
    }

    /** The run that makes a call: whichever made it known, or a sub-agent that is named, or the turn. */
    AcpRun run(AcpSession session, AcpRun turn, String callId, JsonNode update) {
        return turn.children.values().stream()
                .filter(child -> child.call(callId).isPresent())
                .findFirst()
                .or(() -> child(turn, update))
                .orElse(turn);
    }

    private void call(AcpSession session, AcpRun turn, JsonNode update) {
        var id = ForeignValue.text(update, "toolCallId");
        if (id.isEmpty()) return;
        var call = run(session, turn, id, update).hears(id, update);
        if (!call.isSubagent()) return;
        var child = Optional.ofNullable(turn.children.get(id));
        if (child.isEmpty() && !call.isOver() && !call.isVague()) memory.child(session, turn, id, call.spoken());
        if (child.isPresent() && call.isOver()) over(turn, id, child.get(), call, update);
    }

    private static void over(AcpRun turn, String id, AcpRun child, AcpCall call, JsonNode update) {
        turn.children.remove(id);
        var outcome = call.isFailed() ? Outcome.FAILED : Outcome.SUCCEEDED;
        child.ends(
                new End(
                        outcome,
                        child.lastWords().or(() -> result(update)),
                        Optional.of(Certainty.WORD),
                        Optional.empty(),
                        false,
                        Optional.empty()),
                "not answered");
    }

    /** What a sub-agent came to, where it did not say so itself: what its call answers first. */
    private static Optional<String> result(JsonNode update) {
        var answer = update.path("rawOutput");
        var said = answer.isArray() ? ForeignValue.text(answer.path(0), "text") : answer.asString("");
        return ForeignValue.summary(said);
    }

    private static void plan(AcpRun run, JsonNode entries) {
        var all = entries.valueStream()
                .filter(entry -> !ForeignValue.text(entry, "status").equals("cancelled"))
                .toList();
        if (all.isEmpty()) return;
        var done = all.stream()
                .filter(entry -> ForeignValue.text(entry, "status").equals("completed"))
                .count();
        var step = all.stream()
                .filter(entry -> ForeignValue.text(entry, "status").equals("in_progress"))
                .findFirst()
                .flatMap(entry -> ForeignValue.line(ForeignValue.text(entry, "content"), ForeignValue.NEWS));
        run.plans(new Progress(done, all.size()), step);
    }

    private void compacts(AcpRun run, JsonNode update) {
        run.compacts(ForeignValue.text(update, "status").equals("in_progress"));
    }

    private void titled(AcpSession session, Optional<String> title) {
        if (title.isEmpty() || !session.isOwnTask || !session.isOpened) return;
        memory.telling.say(session.task, AcpMemory.named(title, Optional.empty(), Optional.empty()));
    }

    /** The second version says itself whether a session is at work, idle or in want of somebody. */
    private void state(AcpSession session, JsonNode update) {
        switch (ForeignValue.text(update, "state")) {
            case "running" -> {
                var turn = session.turn().orElseGet(() -> memory.byItself(session, ""));
                turn.goesOn(ACTION, "it went on");
                turn.beat();
            }
            case "requires_action" ->
                session.turn().filter(turn -> turn.blocks.isEmpty()).ifPresent(turn -> wants(session, turn));
            case "idle" ->
                session.turn().ifPresent(turn -> {
                    var reason = ForeignValue.text(update, "stopReason");
                    memory.stopped(session, turn, reason.isEmpty() ? "end_turn" : reason);
                });
            default -> session.turn().ifPresent(AcpRun::beat);
        }
    }

    private void wants(AcpSession session, AcpRun turn) {
        var text = "It says that it cannot go on without somebody; for what, see " + memory.client();
        var step = "Look at it in " + memory.client();
        memory.waits(session, turn, ACTION, BlockReason.USER_INPUT, Optional.of(text), step);
    }
}
