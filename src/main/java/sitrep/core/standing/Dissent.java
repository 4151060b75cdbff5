package sitrep.core.standing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.RunEnd;
import sitrep.core.task.Said;
import sitrep.core.task.Timeline;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/**
 * What somebody says of a task or of one of its runs that is not what is shown: it does not count, and is not
 * forgotten. That is another source than the one that is followed, or the source itself where it goes on after an end,
 * or where Sitrep suspects something else.
 *
 * @param run whose phase, outcome or block it is; absent when it is about the task as a whole
 * @param said the other word
 */
public record Dissent(Of of, Optional<RunId> run, String said, Stamp stamp) {

    /** What they disagree on. */
    public enum Of {
        PHASE,
        OUTCOME,
        BLOCK;

        /** The word used on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Comparator<Dissent> NEWEST =
            Comparator.comparing(Dissent::stamp).reversed().thenComparing(it -> it.of());

    /** All there is of a task, the newest first, up to {@link Limits#DISSENTS}. */
    public static List<Dissent> of(Lineage lineage) {
        var ofRuns = lineage.runs().stream()
                .filter(run -> !lineage.superseded().contains(run.id()))
                .flatMap(run -> of(run, lineage));
        return Stream.concat(ofTask(lineage), ofRuns)
                .sorted(NEWEST)
                .limit(Limits.DISSENTS)
                .toList();
    }

    /** As in {@code ci said failed at 2026-11-22T10:05:00Z (event 17)}. */
    public String spoken() {
        return source() + " said " + said.replace('_', ' ') + " at " + stamp.at() + " (event "
                + stamp.event().id() + ")";
    }

    private String source() {
        return stamp.event().source();
    }

    private static Stream<Dissent> ofTask(Lineage lineage) {
        return lineage.end().stream()
                .flatMap(stands -> outcomes(stands, lineage.endsSinceReopened(), Optional.empty()));
    }

    private static Stream<Dissent> of(Run run, Lineage lineage) {
        var end = lineage.end(run);
        if (end.isPresent()) return Stream.concat(outcomes(run), afterwards(run, end.get()));
        return Stream.concat(ended(run), ofLive(run));
    }

    private static Stream<Dissent> ofLive(Run run) {
        var held = run.held().findFirst();
        if (held.isPresent()) return Stream.concat(blocks(run, held.get()), regardless(run, held.get()));
        var last = run.marks().last();
        if (run.doubted().isPresent()) return last.stream().map(mark -> phase(run, mark));
        return last.stream().flatMap(shown -> phases(run, shown));
    }

    /** Who said that it had ended, though it goes on. */
    private static Stream<Dissent> ended(Run run) {
        return run.ends().inOrder().map(end -> outcome(Optional.of(run.id()), end));
    }

    private static Stream<Dissent> outcomes(Run run) {
        var stands = run.end();
        return stands.stream().flatMap(it -> outcomes(it, RunEnd.others(run), Optional.of(run.id())));
    }

    /** Of each source the first end that is another than the one that stands. */
    private static Stream<Dissent> outcomes(Said<End> stands, Stream<Said<End>> ends, Optional<RunId> run) {
        var first = new LinkedHashMap<String, Said<End>>();
        ends.filter(end -> end.value().outcome() != stands.value().outcome())
                .sorted(Comparator.comparing(Said::stamp))
                .forEach(end -> first.putIfAbsent(source(end.stamp()), end));
        return first.values().stream().map(end -> outcome(run, end));
    }

    private static Dissent outcome(Optional<RunId> run, Said<End> end) {
        return new Dissent(Of.OUTCOME, run, end.value().outcome().word(), end.stamp());
    }

    /** Whoever gives a sign of it, be it only that it lives, well after it ended. */
    private static Stream<Dissent> afterwards(Run run, Said<End> end) {
        return run.witnesses().after(end).map(said -> said(run, said));
    }

    /** Who says that the same block is another one. */
    private static Stream<Dissent> blocks(Run run, BlockedSpan hold) {
        var last = new HashMap<String, Timeline.Mark<Optional<Phase>>>();
        hold.block().turns().inOrder().forEach(mark -> last.put(source(mark.stamp()), mark));
        return last.values().stream()
                .flatMap(mark -> mark
                        .value()
                        .filter(phase -> phase != hold.phase())
                        .map(phase -> new Dissent(
                                Of.BLOCK,
                                Optional.of(run.id()),
                                BlockReason.usual(phase).word(),
                                mark.stamp()))
                        .stream());
    }

    /** Who tells what it does although, by another, it is held up; of a question, who asked it, too. */
    private static Stream<Dissent> regardless(Run run, BlockedSpan hold) {
        var held = hold.since().plus(Stamp.APART);
        var witnesses = hold.block().turns().inOrder().stream()
                .map(mark -> source(mark.stamp()))
                .collect(Collectors.toSet());
        return run.witnesses().bySource().entrySet().stream()
                .flatMap(entry -> entry.getValue().phase().stream())
                .filter(said -> said.stamp().at().isAfter(held)
                        || (!witnesses.contains(source(said.stamp()))
                                && said.stamp().at().isAfter(hold.since())))
                .filter(said -> hold.needsHuman() || !witnesses.contains(source(said.stamp())))
                .map(said -> said(run, new Said<>(said.value().word(), said.stamp())));
    }

    /** What others said last, unless the source that is followed has told of two other phases since. */
    private static Stream<Dissent> phases(Run run, Timeline.Mark<Phase> shown) {
        var source = source(shown.stamp());
        var before = run.marks().inOrder().stream()
                .filter(mark -> source(mark.stamp()).equals(source) && mark.value() != shown.value())
                .reduce((_, later) -> later);
        return run.witnesses()
                .besides(source)
                .flatMap(witness -> witness.lastState().stream())
                .filter(said -> !said.value().equals(shown.value().word()))
                .filter(said ->
                        before.map(old -> said.stamp().isAfter(old.stamp())).orElse(true))
                .map(said -> said(run, said));
    }

    private static Dissent said(Run run, Said<String> said) {
        return new Dissent(Of.PHASE, Optional.of(run.id()), said.value(), said.stamp());
    }

    private static Dissent phase(Run run, Timeline.Mark<Phase> mark) {
        return new Dissent(Of.PHASE, Optional.of(run.id()), mark.value().word(), mark.stamp());
    }

    private static String source(Stamp stamp) {
        return stamp.event().source();
    }
}
