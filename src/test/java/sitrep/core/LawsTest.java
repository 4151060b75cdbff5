package sitrep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The five laws of the fold, over generated histories. */
class LawsTest {

    /** All that is ever shown or decided of a task. */
    private record Picture(Task task, Detail detail, List<String> fields, List<Because> reasons, Place place) {
        static Picture of(List<Event> events) {
            return of(Story.fold(events));
        }

        static Picture of(Task task) {
            var detail = Detail.of(task);
            var why = Why.of(task);
            return new Picture(
                    task,
                    detail,
                    List.copyOf(why.keySet()),
                    List.copyOf(why.values()),
                    detail.sitrep().place());
        }
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.within(30);
    }

    @Property(tries = 10_000)
    void anEventFoldedAgainChangesNothing(@ForAll("histories") List<Event> history) {
        var task = Task.unheard(Story.TASK);
        for (var event : history) {
            task = Fold.apply(task, event);
            assertEquals(task, Fold.apply(task, event));
        }
        assertEquals(task, Story.fold(task, history));
    }

    @Property(tries = 10_000)
    void theOrderOfArrivalDoesNotMatter(@ForAll("histories") List<Event> history, @ForAll Random random) {
        assertEquals(Picture.of(history), Picture.of(Histories.shuffled(history, random)));
    }

    /** At-least-once delivery: a batch may begin with what the one before had already delivered. */
    @Property(tries = 10_000)
    void theBatchesDoNotMatter(@ForAll("histories") List<Event> history, @ForAll Random random) {
        var task = Task.unheard(Story.TASK);
        for (var next = 0; next < history.size(); ) {
            var from = random.nextInt(next + 1);
            var to = next + 1 + random.nextInt(history.size() - next);
            task = Story.fold(task, history.subList(from, to));
            next = to;
        }
        assertEquals(Picture.of(history), Picture.of(task));
    }

    @Property
    void whatWasKnownBeforeIsNeverTouched(@ForAll("histories") List<Event> history) {
        var states = new ArrayList<Task>();
        states.add(Task.unheard(Story.TASK));
        for (var event : history) {
            states.add(Fold.apply(states.getLast(), event));
        }
        for (var i = 0; i < states.size(); i++) {
            assertEquals(Story.fold(history.subList(0, i)), states.get(i));
        }
    }

    /** The earliest real one, else the earliest that a source said was lost, else our own newest guess if it holds. */
    @Property(tries = 3_000)
    void ofTheEndsOfARunTheEarliestRealOneStandsOrElseTheEarliestLost(@ForAll("histories") List<Event> history) {
        var task = Story.fold(history);
        for (var run : task.runs().values()) {
            Predicate<Event> isReal =
                    event -> event.fact() instanceof Fact.RunEnded ended && ended.outcome() != Outcome.LOST;
            Predicate<Event> isGuess =
                    isReal.negate().and(event -> event.key().source().equals(Event.OURS));
            var ends = about(run, history)
                    .filter(event -> event.fact() instanceof Fact.RunEnded)
                    .filter(isGuess.negate())
                    .min(Comparator.comparing(isReal.negate()::test).thenComparing(Event::stamp))
                    .or(() -> about(run, history)
                            .filter(event -> event.fact() instanceof Fact.RunReturned
                                    || (event.fact() instanceof Fact.RunEnded && isGuess.test(event)))
                            .max(Comparator.comparing(Event::stamp))
                            .filter(event -> event.fact() instanceof Fact.RunEnded))
                    .map(Event::stamp);
            assertEquals(ends, run.end().map(Said::stamp));
        }
    }

    private static Stream<Event> about(Run run, List<Event> history) {
        return history.stream()
                .filter(event ->
                        event.fact() instanceof Fact.OfRun fact && fact.run().equals(run.id()));
    }

    @Property(tries = 3_000)
    void anEndedRunStaysEnded(@ForAll("histories") List<Event> history) {
        var task = Task.unheard(Story.TASK);
        var ended = new HashMap<Run.Id, Said<Ends.End>>();
        for (var event : history) {
            task = Fold.apply(task, event);
            for (var run : task.runs().values()) {
                var before = Optional.ofNullable(ended.get(run.id()));
                if (before.isPresent()) assertEndedStill(before.get(), run);
                run.end().ifPresentOrElse(end -> ended.put(run.id(), end), () -> ended.remove(run.id()));
            }
        }
    }

    private static void assertEndedStill(Said<Ends.End> before, Run run) {
        var wasGuess = before.value().outcome() == Outcome.LOST
                && before.stamp().event().source().equals(Event.OURS);
        if (wasGuess && run.end().isEmpty()) {
            assertTrue(run.ends().returned().orElseThrow().stamp().isAfter(before.stamp()));
            return;
        }
        var end = run.end().orElseThrow();
        var yielded = before.value().outcome() == Outcome.LOST && end.value().outcome() != Outcome.LOST;
        assertTrue(wasGuess || yielded || !end.stamp().isAfter(before.stamp()));
        assertTrue(run.held().findAny().isEmpty());
    }

    @Property(tries = 3_000)
    void aTaskThatEndedIsReopenedOnlyByANewerRun(@ForAll("histories") List<Event> history) {
        var task = Story.fold(history);
        var newest = newestRun(task);
        var end = history.stream()
                .filter(event -> event.fact() instanceof Fact.TaskEnded)
                .filter(event ->
                        newest.map(first -> event.stamp().isAfter(first)).orElse(true))
                .findAny();
        if (end.isEmpty()) return;
        assertTrue(Sitrep.of(task).outcome().isPresent());
        assertEquals(Phase.Kind.ENDED, Sitrep.of(task).phase().value().kind());
    }

    private static Optional<Stamp> newestRun(Task task) {
        return task.runs().values().stream()
                .flatMap(run -> run.signs().stream())
                .map(Signs::first)
                .max(Comparator.naturalOrder());
    }

    /** Marks, updates, ends, labels, links, sources and workers keep the laws even where they are condensed. */
    @Property(tries = 400)
    void beyondTheLimitsTheOrderOfArrivalStillDoesNotMatter(@ForAll Random random) {
        var history = Histories.beyond(random, 100 + random.nextInt(900));
        var picture = Picture.of(history);
        assertEquals(picture, Picture.of(Histories.shuffled(history, random)));
        assertBounded(picture.task());
    }

    /**
     * Dropping runs and blocks goes by the order of the log: the one known exception. The same log gives the same task.
     */
    @Property(tries = 60)
    void beyondTheLimitsOfRunsAndBlocksTheSameLogGivesTheSameTask(@ForAll Random random) {
        var log = new ArrayList<Event>();
        for (var i = 0; i < 1_500; i++) {
            var run = Story.run("r" + (random.nextInt(3) == 0 ? 0 : random.nextInt(900)));
            var block = new Block.Id("b" + random.nextInt(200));
            Fact fact = switch (random.nextInt(5)) {
                case 0 -> new Fact.RunEnded(run, Outcome.SUCCEEDED, Optional.empty());
                case 1 -> new Fact.RunUnblocked(run, block, Optional.empty());
                case 2 -> new Fact.StallCleared(run);
                default -> Story.blocked(run.text(), block, BlockReason.APPROVAL, Optional.empty());
            };
            var at = Story.minute(random.nextInt(500));
            log.add(new Event(new Event.Key("a", "" + i), Optional.of(Story.TASK), at, at, fact));
        }
        var task = Story.fold(log);
        assertEquals(Picture.of(task), Picture.of(log));
        assertBounded(task);
    }

    private static void assertBounded(Task task) {
        var sizes = Map.of(
                "runs", task.runs().size() <= Limits.RUNS,
                "workers", task.workers().size() <= Limits.WORKERS,
                "updates", task.updates().size() <= Limits.UPDATES,
                "ends", task.ends().size() <= 2 * Limits.ENDS,
                "sources", task.sources().size() <= Limits.SOURCES,
                "labels", task.intent().labels().size() <= Limits.LABELS,
                "links", task.intent().links().size() <= Limits.LABELS,
                "blocks",
                        task.runs().values().stream()
                                .allMatch(run -> run.blocks().size() <= Limits.BLOCKS),
                "marks",
                        task.runs().values().stream()
                                .allMatch(run -> run.marks().kept().size() <= Limits.MARKS));
        assertEquals(
                List.of(),
                sizes.keySet().stream().filter(name -> !sizes.get(name)).toList());
    }
}
