package sitrep.core.silence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.text.SpokenTime;

/**
 * How long a run may be silent, and by which rule: that is put into words only for whoever asks.
 *
 * <p>An operator's own limit is taken as it is. Any other grows with what was learnt of the worker in the same state:
 * it is never under 1.5 times the longest silence that it came out of by itself, and doubled by each false alarm of its
 * run, within caps; and with what the run declared itself and with how late its words reach us.
 */
record SilenceLimit(Duration time, Supplier<Reason> why) {

    private static final int DOUBLINGS = 10;

    /** What the limit is for, of acts that are no calls of tools. */
    private static final Map<OpenCall.Kind, String> AWAITED = Map.of(
            OpenCall.Kind.MODEL, "for the model to answer",
            OpenCall.Kind.COMPACTION, "for its context to be shortened",
            OpenCall.Kind.SUBAGENT, "for a child to be done",
            OpenCall.Kind.ASK, "for a person to answer");

    /** The limit for such a silence as a run is in, whatever is seen of it from outside. */
    static SilenceLimit of(RunSilence it) {
        return it.patience()
                .amended(it.task(), it.state().word())
                .map(SilenceLimit::set)
                .orElseGet(() -> grown(it));
    }

    /** The limit for being seen like this. */
    static SilenceLimit of(RunSilence it, Condition.Kind seen) {
        return it.patience()
                .amended(it.task(), seen.word())
                .map(SilenceLimit::set)
                .orElseGet(() -> new SilenceLimit(it.patience().limit(seen), () -> new Reason("")));
    }

    private static SilenceLimit set(Patience.Amendment set) {
        return new SilenceLimit(
                set.limit(), () -> new Reason("the limit set for " + set.of(), Map.of("setFor", set.of())));
    }

    private static SilenceLimit grown(RunSilence it) {
        var usual = usual(it);
        if (isNever(usual)) return new SilenceLimit(usual, () -> new Reason(rule(it)));
        var time = learnt(it, declared(it, usual)).plus(it.lag());
        return new SilenceLimit(time, () -> new Reason(rule(it), numbers(it, usual)));
    }

    boolean isNever() {
        return isNever(time);
    }

    private static boolean isNever(Duration time) {
        return time.compareTo(Patience.NEVER) >= 0;
    }

    private static Duration usual(RunSilence it) {
        var state = it.state();
        return state.act()
                .map(act -> open(it, act.kind()))
                .orElseGet(() -> it.patience().limit(it.kind(), state.phase()));
    }

    /** An answer that broke off is waited for less long than one that may still be thought about. */
    private static Duration open(RunSilence it, OpenCall.Kind kind) {
        var stalls = it.patience().span(kind).stalls();
        return it.isAnswering() ? shorter(stalls, Patience.BROKEN_OFF) : stalls;
    }

    private static Duration declared(RunSilence it, Duration usual) {
        var act = it.state().act().filter(open -> open.limit().isPresent());
        if (act.isEmpty()) return usual;
        var allowed = act.get().limit().orElseThrow().plus(Patience.LEEWAY);
        return act.get().kind() == OpenCall.Kind.SHELL_SLEEP ? allowed : longer(usual, allowed);
    }

    private static Duration learnt(RunSilence it, Duration usual) {
        var lived = it.lived();
        if (lived.equals(Stamina.Lived.NOTHING)) return usual;
        var survived = shorter(lived.longest(), Patience.LONGEST_SURVIVED);
        var fromOwn = Duration.ofMillis((long) (survived.toMillis() * Patience.SURVIVED));
        var doubled = usual.multipliedBy(1L << Math.min(lived.alarms(), DOUBLINGS));
        return longer(usual, shorter(longer(fromOwn, doubled), Patience.LEARNT));
    }

    private static String rule(RunSilence it) {
        return "the limit "
                + it.state()
                        .act()
                        .map(act -> awaited(act.kind()))
                        .orElseGet(() -> "for " + it.kind().spoken() + " while "
                                + it.state().phase().spoken());
    }

    private static String awaited(OpenCall.Kind kind) {
        return AWAITED.getOrDefault(kind, "for a call of kind " + kind.spoken());
    }

    /** What made it another than the usual one; nothing if nothing did. */
    private static Map<String, String> numbers(RunSilence it, Duration usual) {
        var numbers = new LinkedHashMap<String, String>();
        it.state().act().flatMap(OpenCall::limit).ifPresent(time -> numbers.put("declared", spoken(time)));
        var lived = it.lived();
        if (!lived.equals(Stamina.Lived.NOTHING)) numbers.put("longestSurvived", spoken(lived.longest()));
        if (lived.alarms() > 0) numbers.put("falseAlarms", "" + lived.alarms());
        if (it.lag().isPositive()) numbers.put("late", spoken(it.lag()));
        if (!numbers.isEmpty()) numbers.put("usualLimit", spoken(usual));
        return numbers;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String spoken(Duration duration) {
        return SpokenTime.duration(duration);
    }
}
