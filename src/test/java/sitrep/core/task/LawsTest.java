package sitrep.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.moment.Moment;
import sitrep.core.moment.TaskMoments;
import sitrep.core.rule.Because;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Lineage;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.TaskDetail;
import sitrep.core.why.Why;

/** The five laws of the fold, over generated histories. */
class LawsTest {

    /** All that is ever shown or decided of a task. */
    private record Picture(
            Task task,
            TaskDetail detail,
            List<Moment> moments,
            List<String> fields,
            List<Because> reasons,
            BoardPlace place) {
        static Picture of(List<Event> events) {
            return of(Story.fold(events));
        }

        static Picture of(Task task) {
            var detail = TaskDetail.of(task);
            var why = Why.of(task);
            return new Picture(
                    task,
                    detail,
                    TaskMoments.within(task, Instant.MIN, Instant.MAX),
                    List.copyOf(why.keySet()),
                    List.copyOf(why.values()),
                    detail.sitrep().place());
        }
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.within(30);
    }

    /** The first three laws on the same histories: to make one, and to look at all that is shown of it, is the work. */
    @Property(tries = 10_000)
    void neitherRepeatsNorTheOrderOfArrivalNorBatchesMatter(
            @ForAll("histories") List<Event> history, @ForAll Random random) {
        anEventFoldedAgainChangesNothing(history);
        var picture = Picture.of(history);
        assertEquals(picture, Picture.of(Histories.shuffled(history, random)), "in another order");
        assertEquals(picture, Picture.of(inBatches(history, random)), "in batches");
    }

    private static void anEventFoldedAgainChangesNothing(List<Event> history) {
        var task = Task.unheard(Story.TASK);
        for (var event : history) {
            task = Fold.apply(task, event);
            assertEquals(task, Fold.apply(task, event));
        }
        assertEquals(task, Story.fold(task, history));
    }

    /** At-least-once delivery: a batch may begin with what the one before had already delivered. */
    private static Task inBatches(List<Event> history, Random random) {
        var task = Task.unheard(Story.TASK);
        for (var next = 0; next < history.size(); ) {
            var from = random.nextInt(next + 1);
            var to = next + 1 + random.nextInt(history.size() - next);
            task = Story.fold(task, history.subList(from, to));
            next = to;
        }
        return task;
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

    /**
     * Who saw it exit is believed; any other end stands only while its run's own source tells of no work well
     * afterwards, and a run with ends lives only if each of them is spoken against.
     */
    @Property(tries = 3_000)
    void anEndStandsUnlessWhatIsHeardOfTheRunAfterwardsRefutesIt(@ForAll("histories") List<Event> history) {
        for (var run : Story.fold(history).runs().values()) {
            if (run.signs().isEmpty()) continue;
            var told = told(run, history);
            var stands = run.end();
            var exit = told.stream().anyMatch(it -> knows(it, Certainty.EXIT));
            if (exit) assertEquals(Optional.of(true), stands.map(it -> knows(it.value(), Certainty.EXIT)));
            else
                stands.filter(it -> !isOurGuess(it))
                        .ifPresent(it -> assertTrue(
                                work(run, history, it.stamp())
                                        .noneMatch(event -> run.own()
                                                .equals(Optional.of(event.key().source()))),
                                () -> it + " of " + run.id()));
            if (stands.isEmpty()) {
                for (var end : told) {
                    assertTrue(
                            signs(run, history).anyMatch(event -> event.stamp().isAfter(end.stamp())));
                }
            }
        }
    }

    /** Which is taken back by a word of our own. */
    private static boolean isOurGuess(Said<End> end) {
        return !end.value().isReal() && end.stamp().source().equals(Event.OURS);
    }

    private static List<Event> told(Run run, List<Event> history) {
        return about(run, history)
                .filter(event -> event.fact() instanceof Fact.RunEnded ended
                        && (ended.outcome() != Outcome.LOST
                                || !event.key().source().equals(Event.OURS)))
                .toList();
    }

    private static boolean knows(Event event, Certainty certainty) {
        return event.fact() instanceof Fact.RunEnded ended && knows(ended.end(), certainty);
    }

    private static boolean knows(End end, Certainty certainty) {
        return end.outcome() != Outcome.LOST && end.known().equals(Optional.of(certainty));
    }

    private static Stream<Event> work(Run run, List<Event> history, Stamp after) {
        return signs(run, history).filter(event -> event.stamp().isWellAfter(after) && isWork(event.fact()));
    }

    private static boolean isWork(Fact fact) {
        return switch (fact) {
            case Fact.RunAdvanced it ->
                it.update().isPresent()
                        || it.progress().isPresent()
                        || it.phase().filter(Witness::isWork).isPresent();
            case Fact.RunOpened it -> it.phase().filter(Witness::isWork).isPresent();
            default -> fact instanceof Fact.RunBlocked;
        };
    }

    private static Stream<Event> signs(Run run, List<Event> history) {
        return about(run, history)
                .filter(event -> event.isObservation()
                        && (event.fact() instanceof Fact.RunAdvanced
                                || event.fact() instanceof Fact.RunPrinted
                                || event.fact() instanceof Fact.RunOpened
                                || event.fact() instanceof Fact.RunBlocked));
    }

    private static Stream<Event> about(Run run, List<Event> history) {
        return history.stream()
                .filter(event ->
                        event.fact() instanceof Fact.OfRun fact && fact.run().equals(run.id()));
    }

    @Property(tries = 3_000)
    void anEndedRunIsReopenedOnlyByASignOfIt(@ForAll("histories") List<Event> history) {
        var task = Task.unheard(Story.TASK);
        for (var event : history) {
            var before = task;
            task = Fold.apply(task, event);
            for (var run : task.runs().values()) {
                if (run.end().isPresent()) assertTrue(run.held().findAny().isEmpty());
                var ended = before.run(run.id()).end().isPresent();
                if (ended && run.end().isEmpty()) assertTrue(isSignOf(run, event), event::toString);
            }
        }
    }

    /** Never by a mark or by a suspicion of our own. */
    private static boolean isSignOf(Run run, Event event) {
        return event.fact() instanceof Fact.RunReturned
                || about(run, List.of(event)).anyMatch(Event::isObservation);
    }

    /** Only a newer run reopens it, or one that goes on and waits for a person. */
    @Property(tries = 3_000)
    void aTaskThatEndedIsReopenedOnlyByANewerRun(@ForAll("histories") List<Event> history) {
        var task = Story.fold(history);
        var newest = newestRun(task);
        var end = history.stream()
                .filter(event -> event.fact() instanceof Fact.TaskEnded ended
                        && ended.end().isReal()
                        && !ended.end().isGuess())
                .filter(event ->
                        newest.map(first -> event.stamp().isAfter(first)).orElse(true))
                .findAny();
        if (end.isEmpty()) return;
        var sitrep = Sitrep.of(task);
        var isWaiting = sitrep.phase().value().kind() == Phase.Kind.HUMAN;
        assertEquals(!isWaiting, sitrep.outcome().isPresent());
        assertEquals(!isWaiting, sitrep.phase().value().kind() == Phase.Kind.ENDED);
    }

    /** However the clocks go and whatever else is said: a live run that waits for a person is shown, or another is. */
    @Property(tries = 3_000)
    void noWaitForAPersonIsEverHidden(@ForAll("histories") List<Event> history) {
        var task = Story.fold(history);
        var lineage = Lineage.of(task);
        var waits = lineage.live().stream().flatMap(Run::openHolds).anyMatch(BlockedSpan::needsHuman);
        if (waits)
            assertEquals(Phase.Kind.HUMAN, Sitrep.of(task).phase().value().kind());
    }

    /** No time is believed that has not been yet. */
    @Property(tries = 3_000)
    void nothingIsShownToHaveBeenBeforeItWasHeard(@ForAll("histories") List<Event> history) {
        var latest = history.stream().map(Event::heard).max(Comparator.naturalOrder());
        var since = Sitrep.of(Story.fold(history)).since().value();
        assertTrue(latest.map(heard -> !since.isAfter(heard.plus(Stamp.SKEW))).orElse(true));
    }

    private static Optional<Stamp> newestRun(Task task) {
        return task.runs().values().stream()
                .flatMap(run -> run.signs().stream())
                .map(SignsOfLife::first)
                .max(Comparator.naturalOrder());
    }

    /** Marks, updates, ends, labels, links, sources and workers keep the laws even where they are condensed. */
    @Property(tries = 200)
    void beyondTheLimitsTheOrderOfArrivalStillDoesNotMatter(@ForAll Random random) {
        var history = Histories.beyond(random, 100 + random.nextInt(900));
        var picture = Picture.of(history);
        assertEquals(picture, Picture.of(Histories.shuffled(history, random)));
        assertBounded(picture.task());
    }

    /**
     * Dropping runs and blocks goes by the order of the log: the one known exception. The same log gives the same task.
     */
    @Property(tries = 30)
    void beyondTheLimitsOfRunsAndBlocksTheSameLogGivesTheSameTask(@ForAll Random random) {
        var log = new ArrayList<Event>();
        for (var i = 0; i < 1_500; i++) {
            var run = Story.run("r" + (random.nextInt(3) == 0 ? 0 : random.nextInt(900)));
            var block = new BlockId("b" + random.nextInt(200));
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
        var runs = task.runs().values();
        assertTrue(task.runs().size() <= Limits.RUNS, "runs");
        assertTrue(task.workers().size() <= Limits.WORKERS, "workers");
        assertTrue(task.updates().size() <= Limits.UPDATES, "updates");
        assertTrue(task.ends().size() <= 2 * Limits.ENDS, "ends");
        assertTrue(task.aliases().size() <= Limits.ALIASES, "aliases");
        assertTrue(task.sources().size() <= Limits.SOURCES, "sources");
        assertTrue(task.intent().labels().size() <= Limits.LABELS, "labels");
        assertTrue(task.intent().links().size() <= Limits.LABELS, "links");
        assertTrue(runs.stream().allMatch(run -> run.blocks().size() <= Limits.BLOCKS), "blocks");
        assertTrue(runs.stream().allMatch(run -> run.doubt().spans().size() <= Limits.RECENT), "suspicions");
        assertTrue(runs.stream().allMatch(run -> run.ends().takenBack().size() <= Limits.RECENT), "wrong guesses");
        assertTrue(runs.stream().allMatch(run -> run.marks().kept().size() <= Limits.MARKS), "marks");
        assertTrue(runs.stream().allMatch(run -> run.ends().told().size() <= 2 * Limits.ENDS), "ends of a run");
        assertTrue(runs.stream().allMatch(run -> run.witnesses().bySource().size() <= Limits.WITNESSES), "witnesses");
    }
}
