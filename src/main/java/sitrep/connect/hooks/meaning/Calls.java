package sitrep.connect.hooks.meaning;

import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;

/** Calls of tools: what is open, what it says of the phase, and what came of it. */
final class Calls {
    private Calls() {}

    /** One that is over already began before: its hook came late. */
    static void began(Telling telling, Turn turn, ToolCall call) {
        var id = turn.begunAs(call);
        if (turn.isOver(id) || turn.open.containsKey(id)) return;
        if (turn.isOver(call.likeness()) && !turn.isAskedAbout(call.likeness())) {
            telling.session.asksAnew(call.likeness());
        }
        turn.goesOn(telling.at());
        turn.begin(id, call, telling.at());
        turn.step = id;
        telling.say(turn, "call/" + id, telling.acted(turn, call.phase(), title(call)));
        if (call.kind() == OpenCall.Kind.ASK) Waits.asked(telling, turn, call);
    }

    private static Optional<String> title(ToolCall call) {
        return ForeignValue.line(call.title(), ForeignValue.NEWS);
    }

    static void ended(Telling telling, Turn turn, Signal.CallEnded said) {
        var call = said.call();
        var id = turn.endedAs(call);
        if (turn.isOver(id)) return;
        turn.end(call, id);
        turn.step = id;
        Waits.over(telling, turn, call, id, how(said));
        var update = said.failure().flatMap(why -> ForeignValue.line(call.title() + ": " + why, ForeignValue.NEWS));
        var digest = ForeignValue.digest(call.likeness(), said.digest());
        telling.say(
                turn,
                "call/" + id + "/over",
                new Fact.RunAdvanced(
                        turn.run(),
                        Optional.<Phase>empty(),
                        update,
                        Optional.<Progress>empty(),
                        Optional.of(turn.calls()),
                        Optional.empty(),
                        List.of(new PastCall(id, call.kind(), title(call), digest)),
                        Voice.ACT));
    }

    private static String how(Signal.CallEnded said) {
        return said.answer()
                .map(answer ->
                        ForeignValue.cut("answered: " + answer, Limits.TEXT).orElse("answered"))
                .orElse(said.interrupted() ? "interrupted" : "it went ahead");
    }

    static void denied(Telling telling, Turn turn, Signal.CallDenied said) {
        var id = turn.endedAs(said.call());
        var how = said.why().map(why -> "denied: " + why).orElse("denied");
        Waits.over(telling, turn, said.call(), id, how);
        turn.end(said.call(), id);
        telling.say(turn, "call/" + id + "/denied", telling.acted(turn, Optional.empty(), Optional.empty()));
    }

    /** Of those that were not told to have ended nobody will tell any more: they were denied, or never made. */
    static void over(Telling telling, Turn turn, List<ToolCall> calls, String mark) {
        for (var call : calls) {
            var id = call.id().orElse(call.likeness());
            Waits.over(telling, turn, call, id, "it did not go ahead");
            turn.end(call, id);
        }
        telling.say(turn, "calls/" + mark, telling.acted(turn, Optional.empty(), Optional.empty()));
    }

    /**
     * What is to be done, as progress, and what is being done of it as news. Of a turn that is over it is told as of
     * its end, for it does not go on by that.
     */
    static void planned(Telling telling, Turn turn, String mark) {
        var steps = telling.session.steps.values();
        if (steps.isEmpty()) return;
        var done = steps.stream().filter(Signal.Step::done).count();
        var current = steps.stream()
                .filter(Signal.Step::current)
                .map(Signal.Step::title)
                .filter(title -> !title.isBlank())
                .reduce((_, newer) -> newer);
        var isLate = turn.ended && !turn.guessed && telling.at().isAfter(turn.endedAt);
        telling.say(
                turn,
                "plan/" + mark,
                isLate ? turn.endedAt : telling.at(),
                new Fact.RunAdvanced(
                        turn.run(), Optional.empty(), current, Optional.of(new Progress(done, steps.size()))));
    }
}
