package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.standing.Obstacle;
import sitrep.core.standing.Standing;
import sitrep.core.task.CurrentWork;
import sitrep.core.task.Loop;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.Verdict;

/**
 * A verdict that a run will come to at a time, if nothing more is heard of it. It is derived from what is known now, so
 * that a contrary sign takes it away by itself.
 *
 * @param since the sign from which its silence is counted, by our clock
 * @param limit how long it is allowed
 * @param why by which limit, in words that are made when they are asked for
 */
record Suspicion(Verdict verdict, Instant since, Duration limit, Supplier<Reason> why) {

    private static final String ON_AND_OFF = "it was seen at work now and then, but says nothing new";

    /** When it is due. */
    Instant due() {
        return since.plus(limit);
    }

    Fact.StallSuspected of(Run run) {
        var reason = why.get();
        return new Fact.StallSuspected(run.id(), verdict, since, limit, shortened(reason.rule()), reason.numbers());
    }

    Foresight.Step foreseen() {
        return new Foresight.Step(verdict.word(), due(), since, limit, why.get().rule());
    }

    /** Whether this is what is suspected already. */
    boolean isKnown(Optional<Said<Fact.StallSuspected>> doubt) {
        return doubt.map(Said::value)
                .map(said -> said.verdict() == verdict
                        && (verdict == Verdict.LOOPING
                                || (said.since().equals(since) && said.limit().equals(limit))))
                .orElse(false);
    }

    /** All that a run will be suspected of if nothing more is heard of it. */
    static List<Suspicion> all(RunSilence it) {
        var seen = it.run().present().condition();
        var judged = seen.isPresent() ? seen(it, seen.get()) : Stream.of(unseen(it));
        return Stream.of(pulse(it).stream(), loop(it).stream(), untaken(it).stream(), judged)
                .flatMap(each -> each)
                .flatMap(each -> Pause.from(it.run(), each.since()).map(each::from).stream())
                .filter(each -> each.limit().compareTo(Patience.NEVER) < 0)
                .toList();
    }

    private static Optional<Suspicion> pulse(RunSilence it) {
        return it.run().about().pulse().map(Said::value).map(promised -> {
            var limit = promised.multipliedBy(it.patience().pulses());
            return new Suspicion(Verdict.SILENT, it.alive(), limit, () -> promised(it, promised));
        });
    }

    private static Reason promised(RunSilence it, Duration promised) {
        var pulse = SpokenTime.duration(promised);
        var lost = it.alive().plus(promised.multipliedBy(it.patience().lostAfter()));
        return new Reason(
                "a sign of life was promised every " + pulse,
                Map.of("pulse", pulse, "becomes", "lost at " + lost + " if none comes till then"));
    }

    /** It goes on and gets nowhere: there is nothing to wait for. */
    private static Optional<Suspicion> loop(RunSilence it) {
        var rule = "it did the same with the same results again and again, and nothing else";
        return Loop.of(it.run())
                .map(loop -> new Suspicion(
                        Verdict.LOOPING, it.sign(), Duration.ZERO, () -> new Reason(rule, loop.numbers())));
    }

    /** It says that it waits for a child, which has ended: nobody took up the result. */
    private static Optional<Suspicion> untaken(RunSilence it) {
        return Standing.resultWaits(it.run(), it.lineage())
                ? Optional.of(new Suspicion(Verdict.UNTAKEN, it.sign(), Patience.UNTAKEN, () -> result(it)))
                : Optional.empty();
    }

    private static Reason result(RunSilence it) {
        var obstacle = Standing.said(it.run(), it.lineage()).obstacle();
        return new Reason(obstacle.flatMap(Obstacle::text).orElse("its child has ended"));
    }

    /** By what it has open, or else by its phase. */
    private static Suspicion unseen(RunSilence it) {
        var asks = asks(it);
        if (asks.isPresent()) return asks.get();
        var pulsing =
                it.run().about().pulse().isPresent() && !it.run().present().isKnown();
        if (pulsing) return new Suspicion(Verdict.SILENT, it.sign(), Patience.NEVER, () -> new Reason(""));
        var limit = SilenceLimit.of(it);
        return new Suspicion(Verdict.SILENT, it.sign(), limit.time(), () -> usually(it, limit));
    }

    /** With how a silence as long as the limit compares with others, as far as that is known. */
    private static Reason usually(RunSilence it, SilenceLimit limit) {
        var why = limit.why().get();
        if (limit.isNever()) return why;
        var usual = it.heard().usuals().of(it.silence(), it.sign().plus(limit.time()));
        if (usual.isEmpty()) return why;
        var compared = why.with("usually", usual.get().spoken());
        return usual.get()
                .rank(limit.time())
                .map(rank -> compared.with("silence", rank))
                .orElse(compared);
    }

    /** What is open for long where a person may be asked probably waits for one: it is no stall. */
    private static Optional<Suspicion> asks(RunSilence it) {
        return it.state().act().filter(act -> act.prompts() || act.asked()).flatMap(act -> {
            var after = act.asked()
                    ? Optional.of(Patience.ASKED)
                    : it.patience().span(act.kind()).asks();
            return after.map(limit -> new Suspicion(Verdict.WAITING_APPROVAL, it.sign(), limit, () -> asking(act)));
        });
    }

    /** An answer of the model that nothing followed may have called something for which leave is asked first. */
    private static Reason asking(OpenCall act) {
        if (act.kind() == OpenCall.Kind.MODEL) {
            return new Reason(
                    "the model has answered and nothing began since, where a person may be asked before it does");
        }
        var what = act.title()
                .map(title -> title + " (" + act.kind().spoken() + ")")
                .orElse("an act of kind " + act.kind().spoken());
        return new Reason(what + " is open for longer than its work usually takes, where a person may be asked");
    }

    private static Stream<Suspicion> seen(RunSilence it, Said<CurrentWork.Heard<Condition>> said) {
        var seen = said.value();
        var since = later(it.sign(), seen.heard());
        return switch (seen.value().kind()) {
            case READING -> Stream.of(seen(it, Verdict.WAITING_INPUT, since, "it sits in a read of its input"));
            case REPEATING ->
                Stream.of(seen(it, Verdict.LOOPING, seen.heard(), "it says or does the same again and again"));
            case DEADLOCKED -> Stream.of(seen(it, Verdict.SILENT, since, "each of its threads waits for a lock"));
            case BUSY -> Stream.of(whole(it, "it computes, but says nothing new"));
            case NETWORK -> network(it, since);
            case QUIET -> Stream.of(quiet(it, since));
            case RETRYING -> Stream.of(hasGoneOn(it, seen) ? unseen(it) : retrying(it, said));
            case SUSPENDED, SERVING -> Stream.empty();
        };
    }

    private static Stream<Suspicion> network(RunSilence it, Instant since) {
        var waits = seen(it, Verdict.WAITING_NETWORK, since, "it waits on a socket");
        var stalls = new Suspicion(Verdict.SILENT, since, waits.limit().multipliedBy(2), waits.why());
        var whole = whole(it, ON_AND_OFF);
        return whole.due().isBefore(waits.due()) ? Stream.of(whole) : Stream.of(waits, stalls);
    }

    /** Seen asleep it is suspected sooner, unless it said that it would take its time. */
    private static Suspicion quiet(RunSilence it, Instant since) {
        var unseen = unseen(it);
        var patient = it.state()
                .act()
                .map(act -> act.limit().isPresent() || act.kind() == OpenCall.Kind.SHELL_SLEEP)
                .orElse(false);
        if (patient || unseen.verdict() != Verdict.SILENT) return unseen.from(resumed(it));
        var asleep = seen(it, Verdict.SILENT, since, "it sleeps: nothing is computed, read, written or awaited");
        return Stream.of(asleep, unseen.from(since), whole(it, ON_AND_OFF))
                .min(Comparator.comparing(Suspicion::due))
                .orElseThrow();
    }

    /** However it is seen, to work without a word is borne for as long and no longer. */
    private static Suspicion whole(RunSilence it, String rule) {
        var limit = SilenceLimit.of(it, Condition.Kind.BUSY);
        var condition = it.run().present().condition().orElseThrow().value().value();
        var busy = condition.kind() == Condition.Kind.BUSY;
        return busy
                ? seen(it, Verdict.SILENT, resumed(it), rule)
                : new Suspicion(
                        Verdict.SILENT,
                        resumed(it),
                        limit.time(),
                        () -> limit.why().get().rule(_ -> rule));
    }

    /** Since when it is silent; of one that was stopped meanwhile, since it is seen to go on. */
    private static Instant resumed(RunSilence it) {
        var present = it.run().present();
        var stopped = present.stopped().filter(said -> !said.value().isBefore(it.sign()));
        return stopped.flatMap(_ -> present.condition())
                .map(said -> later(it.sign(), said.value().heard()))
                .orElseGet(it::sign);
    }

    private Suspicion from(Instant later) {
        return new Suspicion(verdict, later, limit, why);
    }

    /** Whether it did anything since that was seen of it. */
    private static boolean hasGoneOn(RunSilence it, CurrentWork.Heard<Condition> seen) {
        return it.run().lastSign().isAfter(seen.heard());
    }

    /** The time until a retry is no silence. */
    private static Suspicion retrying(RunSilence it, Said<CurrentWork.Heard<Condition>> said) {
        var unseen = unseen(it);
        var wait = said.value()
                .value()
                .until()
                .map(until -> Duration.between(said.stamp().at(), until))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        var again = said.value().heard().plus(wait);
        return unseen.from(later(unseen.since(), again));
    }

    private static Suspicion seen(RunSilence it, Verdict verdict, Instant since, String rule) {
        var condition = it.run().present().condition().orElseThrow().value().value();
        var limit = SilenceLimit.of(it, condition.kind());
        return new Suspicion(
                verdict,
                since,
                limit.time(),
                () -> seen(condition, rule, limit.why().get()));
    }

    private static Reason seen(Condition condition, String rule, Reason limit) {
        var why = rule + condition.text().map(text -> " (" + text + ")").orElse("");
        var whole = limit.rule(it -> it.isEmpty() ? why : why + "; " + it);
        return condition.text().map(text -> whole.with("seen", text)).orElse(whole);
    }

    private static String shortened(String text) {
        return text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT - 1) + "…" : text;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
