package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.event.TaskId;
import sitrep.core.standing.Lineage;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;

/**
 * Waits that are over without anybody's word: the time in which something could be answered has passed, or what was
 * waited for by name has ended or come. Times that a source gave are reckoned from when we heard of the block, so that
 * a clock which is wrong ends no wait before its time.
 */
public final class OverdueWaits {
    private OverdueWaits() {}

    /** How soon it is looked again whether another task has ended that one waits for. */
    public static final Duration AGAIN = Duration.ofSeconds(5);

    /** What is known of other tasks. */
    public interface Ended {
        /** When a task ended, if it did. */
        Optional<Instant> of(TaskId task);
    }

    /**
     * A wait that is over.
     *
     * @param at when it was, by the clock of whoever told of the wait: what he tells later counts after it
     */
    public record Over(Fact.RunUnblocked fact, Instant at) {}

    /**
     * An end of a wait that is known or foreseen.
     *
     * @param due when, by our clock
     * @param at when, in the order of what is said of the wait
     * @param how for people who ask
     */
    private record End(Instant due, Instant at, Supplier<String> how) {}

    /** The waits of a task that are over now. Looking again after these facts are folded finds nothing. */
    public static List<Over> look(Task task, Ended ended, Instant now) {
        var lineage = Lineage.of(task);
        return task.runs().values().stream()
                .flatMap(run -> run.held()
                        .flatMap(hold -> ends(run, hold, lineage, ended)
                                .min(Comparator.comparing(End::due))
                                .filter(end -> !end.due().isAfter(now))
                                .map(end -> over(run, hold, end))
                                .stream()))
                .toList();
    }

    /**
     * When there may next be a wait of it over, if nothing else happens.
     *
     * @param lately a time not long ago: other tasks are looked at anew a little later
     */
    public static Optional<Instant> due(Task task, Instant lately) {
        if (task.runs().values().stream().allMatch(run -> run.blocks().isEmpty())) return Optional.empty();
        var lineage = Lineage.of(task);
        return task.runs().values().stream()
                .flatMap(run -> run.held()
                        .flatMap(hold -> Stream.concat(
                                ends(run, hold, lineage, _ -> Optional.empty()).map(End::due),
                                ofAnotherTask(hold).map(_ -> lately.plus(AGAIN)).stream())))
                .min(Comparator.naturalOrder());
    }

    /** When we last said of a run that a wait was over, by our clock: its silence does not count from before. */
    static Optional<Instant> ended(Run run) {
        return run.blocks().values().stream()
                .flatMap(block -> block.closed().stream())
                .filter(said -> said.stamp().event().source().equals(Event.OURS))
                .map(Said::value)
                .max(Comparator.naturalOrder());
    }

    private static Over over(Run run, BlockedSpan hold, End end) {
        var block = hold.block().id();
        var opener = Optional.of(hold.said().stamp().event().source()).filter(_ -> block.equals(BlockId.UNNAMED));
        return new Over(
                new Fact.RunUnblocked(run.id(), block, Optional.of(end.how().get()), opener), end.at());
    }

    private static Stream<End> ends(Run run, BlockedSpan hold, Lineage lineage, Ended ended) {
        var said = hold.said().value();
        var expiry = said.expires().map(it -> at(hold, it.at(), () -> expired(it)));
        return Stream.concat(expiry.stream(), said.on().flatMap(on -> end(on, run, hold, lineage, ended)).stream());
    }

    private static String expired(Expiry expiry) {
        return "expired" + expiry.then().map(then -> ": " + then).orElse("");
    }

    private static Optional<End> end(Awaited on, Run run, BlockedSpan hold, Lineage lineage, Ended ended) {
        return switch (on) {
            case Awaited.OfTime(var time) -> Optional.of(at(hold, time, () -> "its time has come"));
            case Awaited.OfTask _ -> ofAnotherTask(hold).flatMap(ended::of).map(at -> since(hold, at, on));
            case Awaited.OfRun(var id) ->
                lineage.runs().stream()
                        .filter(other -> other.id().equals(id))
                        .findFirst()
                        .flatMap(other -> end(other, lineage))
                        .map(at -> since(hold, at, on));
            case Awaited.OfSlot(var slot) -> ofSlot(slot, run, lineage).map(at -> since(hold, at, on));
            case Awaited.OfLock _ -> Optional.empty();
        };
    }

    private static Optional<TaskId> ofAnotherTask(BlockedSpan hold) {
        return hold.said()
                .value()
                .on()
                .flatMap(on -> on instanceof Awaited.OfTask(var task) ? Optional.of(task) : Optional.empty());
    }

    /** When the newest attempts at a piece had all ended. */
    private static Optional<Instant> ofSlot(String slot, Run run, Lineage lineage) {
        var attempts = lineage.runs().stream()
                .filter(other ->
                        !other.id().equals(run.id()) && !lineage.superseded().contains(other.id()))
                .filter(other -> other.about().slot().map(Said::value).equals(Optional.of(slot)))
                .toList();
        var ends =
                attempts.stream().flatMap(other -> end(other, lineage).stream()).toList();
        return ends.size() < attempts.size() ? Optional.empty() : ends.stream().max(Comparator.naturalOrder());
    }

    /** A guess of ours that it was lost ends nothing. */
    private static Optional<Instant> end(Run run, Lineage lineage) {
        return lineage.end(run)
                .map(Said::stamp)
                .filter(stamp -> !stamp.event().source().equals(Event.OURS))
                .map(Stamp::at);
    }

    /** At a time of the clock of whoever told of the wait. */
    private static End at(BlockedSpan hold, Instant time, Supplier<String> how) {
        var times = hold.block().times().orElseThrow();
        var left = Duration.between(times.value().at(), time);
        return new End(
                times.value().heard().plus(left), after(hold, times.stamp().at().plus(left)), how);
    }

    /** At once, since something that happened meanwhile. */
    private static End since(BlockedSpan hold, Instant at, Awaited on) {
        var times = hold.block().times().orElseThrow();
        return new End(times.value().heard(), after(hold, at), () -> on.spoken() + " has ended");
    }

    /** Never before the wait was told of, or it would not be over. */
    private static Instant after(BlockedSpan hold, Instant at) {
        var told = hold.said().stamp().at();
        return at.isAfter(told) ? at : told.plusMillis(1);
    }
}
