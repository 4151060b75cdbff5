package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.rule.Rule;
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
 * @param rule which limit that is and why, for people
 * @param numbers what the rule reckoned with
 */
record Suspicion(Verdict verdict, Instant since, Duration limit, String rule, Map<String, String> numbers) {

    private static final String ON_AND_OFF = "it was seen at work now and then, but says nothing new";

    /** When it is due. */
    Instant due() {
        return since.plus(limit);
    }

    Fact.StallSuspected of(Run run) {
        return new Fact.StallSuspected(run.id(), verdict, since, limit, shortened(rule), numbers);
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
            var rule = "a sign of life was promised every " + SpokenTime.duration(promised);
            return new Suspicion(
                    Verdict.SILENT,
                    it.alive(),
                    limit,
                    rule,
                    Map.of(
                            "pulse",
                            SpokenTime.duration(promised),
                            "becomes",
                            "lost at "
                                    + it.alive()
                                            .plus(promised.multipliedBy(
                                                    it.patience().lostAfter())) + " if none comes till then"));
        });
    }

    /** It goes on and gets nowhere: there is nothing to wait for. */
    private static Optional<Suspicion> loop(RunSilence it) {
        return Loop.of(it.run())
                .map(loop -> new Suspicion(
                        Verdict.LOOPING,
                        it.sign(),
                        Duration.ZERO,
                        "it did the same with the same results again and again, and nothing else",
                        loop.numbers()));
    }

    /** It says that it waits for a child, which has ended: nobody took up the result. */
    private static Optional<Suspicion> untaken(RunSilence it) {
        var standing = Standing.said(it.run(), it.lineage());
        if (standing.because().rule() != Rule.RESULT_WAITS) return Optional.empty();
        var rule = standing.obstacle().flatMap(Obstacle::text).orElse("its child has ended");
        return Optional.of(new Suspicion(Verdict.UNTAKEN, it.sign(), Patience.UNTAKEN, rule, Map.of()));
    }

    /** By what it has open, or else by its phase. */
    private static Suspicion unseen(RunSilence it) {
        var asks = asks(it);
        if (asks.isPresent()) return asks.get();
        var pulsing =
                it.run().about().pulse().isPresent() && !it.run().present().isKnown();
        if (pulsing) return new Suspicion(Verdict.SILENT, it.sign(), Patience.NEVER, "", Map.of());
        var limit = SilenceLimit.of(it);
        return new Suspicion(Verdict.SILENT, it.sign(), limit.time(), limit.rule(), usually(it, limit));
    }

    /** How a silence as long as the limit compares with others, as far as that is known. */
    private static Map<String, String> usually(RunSilence it, SilenceLimit limit) {
        if (limit.isNever()) return limit.numbers();
        var usual = it.heard().usuals().of(it.silence(), it.sign().plus(limit.time()));
        if (usual.isEmpty()) return limit.numbers();
        var numbers = new LinkedHashMap<>(limit.numbers());
        numbers.put("usually", usual.get().spoken());
        usual.get().rank(limit.time()).ifPresent(rank -> numbers.put("silence", rank));
        return numbers;
    }

    /** What is open for long where a person may be asked probably waits for one: it is no stall. */
    private static Optional<Suspicion> asks(RunSilence it) {
        return it.state().act().filter(act -> act.prompts() || act.asked()).flatMap(act -> {
            var after = act.asked()
                    ? Optional.of(Patience.ASKED)
                    : it.patience().span(act.kind()).asks();
            return after.map(limit -> new Suspicion(Verdict.WAITING_APPROVAL, it.sign(), limit, asking(act), Map.of()));
        });
    }

    /** An answer of the model that nothing followed may have called something for which leave is asked first. */
    private static String asking(OpenCall act) {
        if (act.kind() == OpenCall.Kind.MODEL) {
            return "the model has answered and nothing began since, where a person may be asked before it does";
        }
        var what = act.title()
                .map(title -> title + " (" + act.kind().spoken() + ")")
                .orElse("an act of kind " + act.kind().spoken());
        return what + " is open for longer than its work usually takes, where a person may be asked";
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
        var stalls = new Suspicion(Verdict.SILENT, since, waits.limit().multipliedBy(2), waits.rule(), waits.numbers());
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
                : new Suspicion(Verdict.SILENT, resumed(it), limit.time(), rule, limit.numbers());
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
        return new Suspicion(verdict, later, limit, rule, numbers);
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
        return new Suspicion(
                unseen.verdict(), later(unseen.since(), again), unseen.limit(), unseen.rule(), unseen.numbers());
    }

    private static Suspicion seen(RunSilence it, Verdict verdict, Instant since, String rule) {
        var condition = it.run().present().condition().orElseThrow().value().value();
        var limit = SilenceLimit.of(it, condition.kind());
        var numbers = new LinkedHashMap<>(limit.numbers());
        condition.text().ifPresent(text -> numbers.put("seen", text));
        var why = condition.text().map(text -> rule + " (" + text + ")").orElse(rule);
        return new Suspicion(
                verdict, since, limit.time(), limit.rule().isEmpty() ? why : why + "; " + limit.rule(), numbers);
    }

    private static String shortened(String text) {
        return text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT - 1) + "…" : text;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
