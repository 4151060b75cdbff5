package sitrep.core.why;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sitrep.core.event.Event;
import sitrep.core.event.Stamp;
import sitrep.core.outlook.RunAges;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Segment;
import sitrep.core.standing.Standing;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Timeline;
import sitrep.core.task.Worker;
import sitrep.core.text.SpokenTime;

/** For every field shown of one run, the reason it shows what it shows. */
final class RunWhy {
    private RunWhy() {}

    /** The reasons by the field's name on the wire. */
    static SequencedMap<String, Because> of(Run run, Lineage lineage, Optional<RunAges> ages) {
        var reasons = new LinkedHashMap<String, Because>();
        var first = run.signs().orElseThrow().first();
        var about = run.about();
        reasons.put("id", Because.of(Rule.GIVEN_ID, first));
        said(reasons, "slot", about.slot());
        said(reasons, "attempt", about.attempt());
        said(reasons, "parent", about.parent().filter(_ -> lineage.within(run).isPresent()));
        said(reasons, "parent", lineage.seenWithin(run));
        said(reasons, "worker", about.worker());
        said(reasons, "label", about.label());
        var kind = lineage.worker(run).flatMap(Worker::kind);
        reasons.put(
                "kind",
                kind.map(said -> Because.said(said.stamp())).orElseGet(() -> Because.of(Rule.KIND_UNSAID, first)));
        reasons.put("phase", phase(run, lineage));
        reasons.put("since", since(run, lineage));
        reasons.put("started", Because.of(Rule.FIRST_OBSERVED, first));
        lineage.end(run).ifPresent(end -> {
            reasons.put("ended", phase(run, lineage));
            reasons.put("outcome", phase(run, lineage));
            if (end.value().summary().isPresent()) reasons.put("summary", Because.said(end.stamp()));
        });
        said(reasons, "progress", run.news().progress());
        var waits = run.held().map(hold -> hold.said().stamp()).toList();
        if (!waits.isEmpty()) reasons.put("blocks", new Because(Rule.HELD_UP, waits, Map.of()));
        reasons.put(
                "segments",
                new Because(
                        Rule.SEGMENTS,
                        turns(run).sorted().toList().reversed().stream()
                                .limit(Why.COLLECTED)
                                .toList(),
                        Map.of()));
        ages.ifPresent(it ->
                reasons.put("ages", Because.of(Rule.AGES, run.signs().map(SignsOfLife::last))));
        return reasons;
    }

    /** Why a run is in the phase, or came to the end, that is shown of it. */
    static Because phase(Run run, Lineage lineage) {
        if (isGivenUp(run)) {
            return Because.of(Rule.GIVEN_UP, run.end().map(Said::stamp)).and(promised(run));
        }
        if (run.end().isPresent()) return Because.of(Rule.SAID_FIRST, run.end().map(Said::stamp));
        if (lineage.end(run).isPresent()) {
            return Because.of(Rule.ENDED_WITH_TASK, lineage.end(run).map(Said::stamp));
        }
        if (lineage.superseded().contains(run.id())) {
            return Because.of(
                    Rule.SUPERSEDED,
                    lineage.newest(run).map(newer -> newer.signs().orElseThrow().first()));
        }
        var blocked = run.held().findFirst();
        var doubted = run.doubted();
        if (blocked.isPresent())
            return Because.of(Rule.HELD_UP, blocked.get().said().stamp());
        if (doubted.isPresent()) return Standing.because(run, doubted.get());
        return run.marks()
                .last()
                .map(mark -> Because.said(mark.stamp()).and(run.ends().comeback()))
                .orElseGet(() -> Because.of(Rule.NOT_SAID_YET, run.signs().map(SignsOfLife::first)));
    }

    /** Whether it was Sitrep that took it for lost. */
    static boolean isGivenUp(Run run) {
        return run.end()
                .filter(end -> end.stamp().event().source().equals(Event.OURS))
                .isPresent();
    }

    /** What was promised of a run that was given up, and what was found. */
    static Map<String, String> promised(Run run) {
        var numbers = new TreeMap<String, String>();
        run.about().pulse().ifPresent(said -> numbers.put("pulse", SpokenTime.duration(said.value())));
        run.end().flatMap(end -> end.value().summary()).ifPresent(found -> numbers.put("found", found));
        numbers.put("clears", "when it is heard again, a real outcome is told, or a newer run is opened");
        return numbers;
    }

    /** The events at which its phase may have changed. */
    static Stream<Stamp> turns(Run run) {
        return Stream.of(
                        run.signs().stream().map(SignsOfLife::first),
                        run.marks().inOrder().stream().map(Timeline.Mark::stamp),
                        run.holds().map(BlockedSpan::from),
                        run.holds().flatMap(hold -> hold.to().stream()),
                        run.doubted().stream().map(Said::stamp),
                        run.end().stream().map(Said::stamp))
                .flatMap(each -> each)
                .distinct();
    }

    private static Because since(Run run, Lineage lineage) {
        var end = lineage.end(run);
        var since = Segment.of(run, end).getLast().from();
        return Stream.concat(turns(run), end.stream().map(Said::stamp))
                .filter(stamp -> stamp.at().equals(since))
                .sorted()
                .findFirst()
                .map(stamp -> Because.of(Rule.SINCE, stamp))
                .orElseGet(() -> new Because(Rule.SINCE, phase(run, lineage).evidence(), Map.of()));
    }

    static <T> void said(Map<String, Because> reasons, String field, Optional<Said<T>> said) {
        said.ifPresent(it -> reasons.put(field, Because.said(it.stamp())));
    }
}
