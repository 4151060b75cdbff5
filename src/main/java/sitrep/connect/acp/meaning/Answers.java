package sitrep.connect.acp.meaning;

import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.tee.Side;
import sitrep.core.event.BlockId;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Voice;
import tools.jackson.databind.JsonNode;

/** What either side answers to the other. */
final class Answers {
    private static final BlockId LOGIN = new BlockId("login");

    private final AcpMemory memory;

    Answers(AcpMemory memory) {
        this.memory = memory;
    }

    void heard(Side from, JsonNode said) {
        var asked = memory.requests.answered(from.other(), said.path("id"));
        if (asked.isEmpty()) return;
        var result = said.path("result");
        var error = said.path("error");
        switch (asked.get()) {
            case Asked.Hello _ -> memory.introduced(from, result);
            case Asked.Session(var params) -> begun(ForeignValue.text(result, "sessionId"), params);
            case Asked.Past(var session) -> session.isReplayed = false;
            case Asked.Prompt(var session, var turn) -> prompted(session, turn, result, error);
            case Asked.Leave leave -> decided(leave, result.path("outcome"));
            case Asked.Question question -> answered(question, result);
            case Asked.Login _ -> loggedIn(error);
        }
    }

    private void begun(String id, JsonNode params) {
        if (!id.isEmpty()) memory.session(id, params);
    }

    /** In the second version the answer only says that the request was taken; in the first it is the end. */
    private void prompted(AcpSession session, AcpRun turn, JsonNode result, JsonNode error) {
        if (!session.turns.contains(turn)) return;
        if (error.isObject() && TurnEnd.isLogin(error)) {
            locked(session, turn, error);
        } else if (error.isObject()) {
            memory.over(session, turn, TurnEnd.ofError(error));
        } else if (result.path("stopReason").isString() || !memory.isSecondVersion()) {
            var reason = ForeignValue.text(result, "stopReason");
            memory.stopped(session, turn, reason.isEmpty() ? "end_turn" : reason);
        }
    }

    private void locked(AcpSession session, AcpRun turn, JsonNode error) {
        var step = "Log in to the agent, then ask again in " + memory.client();
        var question = ForeignValue.asked(TurnEnd.message(error));
        memory.waits(session, turn, LOGIN, BlockReason.AUTH, question, step);
        session.turns.remove(turn);
        turn.rests();
        session.waiting = Optional.of(new AcpSession.Waiting(turn, AcpFacts.unlocked()));
    }

    private void loggedIn(JsonNode error) {
        if (error.isObject()) return;
        for (var session : memory.sessions.values()) {
            if (session.waiting.filter(it -> it.run().blocks.contains(LOGIN)).isPresent()) {
                memory.goesOn(session, "logged in");
            }
        }
    }

    /** The answer is seen when it is given: what was allowed is at work from then on, what was refused is over. */
    private void decided(Asked.Leave leave, JsonNode outcome) {
        var run = leave.run();
        var option = ForeignValue.text(outcome, "optionId");
        var chosen = Optional.ofNullable(leave.options().get(option));
        var otherwise = option.isEmpty() ? "not decided" : "answered";
        run.goesOn(leave.block(), chosen.map(Asked.Option::name).orElse(otherwise));
        run.call(leave.call()).ifPresent(call -> {
            if (option.isEmpty()) run.change(leave.call(), call.is(AcpCall.CANCELLED));
            else if (chosen.filter(Asked.Option::refuses).isPresent())
                run.change(leave.call(), call.is(AcpCall.REFUSED));
            else allowed(run, leave.call(), call.is("in_progress"));
        });
        memory.settled(leave.session(), run);
    }

    private static void allowed(AcpRun run, String id, AcpCall call) {
        run.change(id, call);
        run.advance(call.meaning().phase(), call.spoken(), Voice.ACT, List.of());
    }

    private static void answered(Asked.Question question, JsonNode result) {
        var action = ForeignValue.text(result, "action");
        if (action.equals("accept") && question.elsewhere()) return;
        var how = switch (action) {
            case "accept" -> "answered";
            case "decline" -> "declined";
            default -> "not answered";
        };
        question.run().goesOn(question.block(), how);
    }
}
