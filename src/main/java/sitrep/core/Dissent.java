package sitrep.core;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody says of a task or of one of its runs that is not what is shown: it does not count, and is not
 * forgotten. That is another source than the one that is followed, or the source itself where Sitrep suspects
 * something else.
 *
 * @param run whose phase, outcome or block it is; absent when it is about the task as a whole
 * @param said the other word
 */
public record Dissent(Of of, Optional<Run.Id> run, String said, Stamp stamp) {

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

    /** Clocks of two sources differ, and what is said about the same time may be said of what was before. */
    static final Duration SKEW = Duration.ofSeconds(10);

    private static final Comparator<Dissent> NEWEST =
            Comparator.comparing(Dissent::stamp).reversed().thenComparing(it -> it.of());

    /** All there is of a task, the newest first, up to {@link Limits#DISSENTS}. */
    static List<Dissent> of(Lineage lineage) {
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
        var held = run.held().findFirst();
        if (held.isPresent()) return Stream.concat(blocks(run, held.get()), regardless(run, held.get()));
        var last = run.marks().last();
        if (run.doubted().isPresent()) return last.stream().map(mark -> phase(run, mark));
        return last.stream().flatMap(shown -> phases(run, shown));
    }

    private static Stream<Dissent> outcomes(Run run) {
        var ends = run.ends().all();
        return run.end().stream().flatMap(stands -> outcomes(stands, ends, Optional.of(run.id())));
    }

    /** Of each other source the first end that is another than the one that stands. */
    private static Stream<Dissent> outcomes(Said<Ends.End> stands, Stream<Said<Ends.End>> ends, Optional<Run.Id> run) {
        return ends.filter(end -> end.value().outcome() != stands.value().outcome())
                .filter(end -> !source(end.stamp()).equals(source(stands.stamp())))
                .sorted(Comparator.comparing(Said::stamp))
                .limit(Ends.SOURCES)
                .map(end -> new Dissent(Of.OUTCOME, run, end.value().outcome().word(), end.stamp()));
    }

    /** Who tells what it does although it has ended; of one that was given up for lost its own source, too. */
    private static Stream<Dissent> afterwards(Run run, Said<Ends.End> end) {
        var over = end.stamp().at().plus(SKEW);
        return bySource(run.marks()).stream()
                .filter(mark -> mark.stamp().at().isAfter(over))
                .filter(mark -> !end.value().isReal() || !source(mark.stamp()).equals(source(end.stamp())))
                .map(mark -> phase(run, mark));
    }

    /** Who says that the same block is another one. */
    private static Stream<Dissent> blocks(Run run, Hold hold) {
        return bySource(hold.block().turns()).stream()
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

    /** Who tells what it does although, by another, it is held up. */
    private static Stream<Dissent> regardless(Run run, Hold hold) {
        var held = hold.since().plus(SKEW);
        var witnesses = hold.block().turns().inOrder().stream()
                .map(mark -> source(mark.stamp()))
                .collect(Collectors.toSet());
        return bySource(run.marks()).stream()
                .filter(mark -> mark.stamp().at().isAfter(held))
                .filter(mark -> !witnesses.contains(source(mark.stamp())))
                .map(mark -> phase(run, mark));
    }

    /** What others said last, unless the source that is followed has told of two other phases since. */
    private static Stream<Dissent> phases(Run run, Marks.Mark<Phase> shown) {
        var source = source(shown.stamp());
        Predicate<Marks.Mark<Phase>> isOther = mark -> mark.value() != shown.value();
        var before = run.marks().inOrder().stream()
                .filter(mark -> source(mark.stamp()).equals(source))
                .filter(isOther)
                .reduce((_, later) -> later);
        return bySource(run.marks()).stream()
                .filter(isOther)
                .filter(mark -> !source(mark.stamp()).equals(source))
                .filter(mark ->
                        before.map(old -> mark.stamp().isAfter(old.stamp())).orElse(true))
                .map(mark -> phase(run, mark));
    }

    private static Dissent phase(Run run, Marks.Mark<Phase> mark) {
        return new Dissent(Of.PHASE, Optional.of(run.id()), mark.value().word(), mark.stamp());
    }

    /** The last that each source said. */
    private static <T> Collection<Marks.Mark<T>> bySource(Marks<T> marks) {
        var last = new HashMap<String, Marks.Mark<T>>();
        marks.inOrder().forEach(mark -> last.put(source(mark.stamp()), mark));
        return last.values();
    }

    private static String source(Stamp stamp) {
        return stamp.event().source();
    }
}
