package sitrep.core.sitrep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Standing;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.Outcome;

/**
 * What is worth knowing of a task beside its phase, the most pressing first. It changes neither the phase nor how the
 * task ended, but what is advised.
 */
record Remarks(List<Item> items) {
    private static final Map<Rule, RemarkKind> KINDS =
            Map.of(Rule.RETRYING, RemarkKind.RETRYING, Rule.SLOW, RemarkKind.SLOW);

    /** One of them, by the rule that it follows from, with the events behind it. */
    record Item(
            Rule rule,
            String text,
            Instant since,
            List<Stamp> evidence,
            Map<String, String> numbers,
            Optional<Sitrep.Tries> tries) {
        Item(Rule rule, String text, Instant since, List<Stamp> evidence, Map<String, String> numbers) {
            this(rule, text, since, evidence, numbers, Optional.empty());
        }

        Item(Rule rule, String text, Stamp stamp) {
            this(rule, text, stamp.at(), List.of(stamp), Map.of());
        }
    }

    static Remarks of(Task task, Lineage lineage, Standing standing) {
        var items = standing.end().isPresent()
                ? ofEnded(task, lineage, standing, standing.end().get())
                : ofLive(task, lineage, standing);
        return new Remarks(items.toList());
    }

    private static Stream<Item> ofEnded(Task task, Lineage lineage, Standing standing, Said<End> end) {
        return Stream.of(
                        Afterlife.of(lineage, end),
                        EmptyEnd.of(task, lineage, standing, end).stream(),
                        stopped(standing, end).stream(),
                        again(lineage),
                        retried(end).stream())
                .flatMap(each -> each);
    }

    private static Stream<Item> ofLive(Task task, Lineage lineage, Standing standing) {
        var shown = standing.run().stream();
        var orders = shown.flatMap(run -> Stream.concat(stopping(run).stream(), paused(run).stream()));
        var resumed = lineage.live().stream().flatMap(run -> notEnded(run, lineage));
        var retries = standing.run().stream().flatMap(run -> Retries.of(run, lineage).stream());
        return Stream.of(orders, resumed, retries, task.slow().map(Remarks::slow).stream())
                .flatMap(each -> each);
    }

    private static Item slow(Said<Fact.SlowNoticed> said) {
        var slow = said.value();
        var numbers = Map.of(
                "took", SpokenTime.duration(slow.takes()),
                "half", SpokenTime.duration(slow.half()),
                "most", SpokenTime.duration(slow.most()),
                "n", "" + slow.n(),
                "clears", "when it ends");
        return new Item(Rule.SLOW, slow.spoken(), said.stamp().at(), List.of(said.stamp()), numbers);
    }

    /** Somebody said that it had ended, and it goes on. */
    private static Stream<Item> notEnded(Run run, Lineage lineage) {
        return run.ends()
                .inOrder()
                .map(end -> new Item(
                        Rule.NO_END,
                        end.stamp().source() + " said at " + end.stamp().at() + " that " + lineage.nameOf(run) + " "
                                + end.value().outcome().spoken() + ", but it has been at work since",
                        end.stamp()))
                .limit(1);
    }

    private static Optional<Item> stopping(Run run) {
        return run.orders()
                .stopping()
                .map(said -> new Item(
                        Rule.TOLD_TO_STOP,
                        "Told to stop" + told(said.value()) + " at "
                                + said.stamp().at() + "; it has not yet",
                        said.stamp()));
    }

    private static Optional<Item> stopped(Standing standing, Said<End> end) {
        if (end.value().outcome() != Outcome.SUCCEEDED) return Optional.empty();
        return standing.run()
                .flatMap(run -> run.orders().stopping())
                .filter(said -> !said.stamp().isAfter(end.stamp()))
                .map(said -> new Item(
                        Rule.TOLD_TO_STOP,
                        "It ended well after it was told to stop" + told(said.value()) + " at "
                                + said.stamp().at(),
                        said.stamp()));
    }

    private static String told(Fact.RunStopping stopping) {
        return stopping.by().map(who -> " by " + who).orElse("")
                + stopping.how().map(how -> " (" + how + ")").orElse("");
    }

    private static Optional<Item> paused(Run run) {
        return run.paused().map(said -> {
            var paused = said.value();
            var text =
                    "Paused on purpose" + paused.by().map(who -> " by " + who).orElse("")
                            + " at " + said.stamp().at()
                            + paused.until().map(until -> ", until " + until).orElse("")
                            + paused.why().map(why -> ": " + why).orElse("");
            return new Item(Rule.PAUSED, text, said.stamp());
        });
    }

    /** A finished thing was opened again, and nothing came of it. */
    private static Stream<Item> again(Lineage lineage) {
        return lineage.runs().stream()
                .filter(run -> lineage.idle().contains(run.id()))
                .map(run -> again(run, run.end().orElseThrow()));
    }

    private static Item again(Run run, Said<End> end) {
        var begun = run.signs().orElseThrow().first().at();
        if (end.value().outcome() == Outcome.CANCELLED) {
            return new Item(Rule.OPENED_AGAIN, "Opened again at " + begun + ", nothing came of it", end.stamp());
        }
        var why = end.value().summary().map(text -> " (" + text + ")").orElse("");
        return new Item(
                Rule.SECOND_TRY,
                "A second try at " + begun + " failed" + why + "; the first result stands",
                end.stamp());
    }

    private static Optional<Item> retried(Said<End> end) {
        return end.value().retry().map(at -> new Item(Rule.RETRIED, "It is tried again at " + at, end.stamp()));
    }

    boolean has(Rule rule) {
        return items.stream().anyMatch(item -> item.rule() == rule);
    }

    Optional<Item> first(Rule rule) {
        return items.stream().filter(item -> item.rule() == rule).findFirst();
    }

    private List<RemarkKind> kinds() {
        return items.stream().flatMap(item -> kind(item.rule()).stream()).toList();
    }

    private static Optional<RemarkKind> kind(Rule rule) {
        return Optional.ofNullable(KINDS.get(rule));
    }

    /** All of them as one line. */
    Optional<Shown<Sitrep.Remark>> shown() {
        if (items.isEmpty()) return Optional.empty();
        var first = items.getFirst();
        var text = String.join("; ", items.stream().map(Item::text).toList());
        var whole = text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT - 1) + "…" : text;
        var evidence = new ArrayList<Stamp>();
        items.forEach(item -> evidence.addAll(item.evidence()));
        var because = new Because(first.rule(), evidence.stream().distinct().toList(), first.numbers());
        return Optional.of(new Shown<>(new Sitrep.Remark(whole, first.since(), kinds(), tries()), because));
    }

    private Optional<Sitrep.Tries> tries() {
        return items.stream().flatMap(item -> item.tries().stream()).findFirst();
    }
}
