package sitrep.core.task;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.Outcome;

/**
 * Which of the ends that were told of a run stands; a function of the set of events, whatever their order.
 *
 * <p>Who saw the process exit knows best, then whoever told of the run's work, then hearsay: what a list, a launcher or
 * a sweeper says that never told of any work. An end is refuted by work that the run's own source tells of well
 * afterwards; hearsay by whoever still sees the run at work; that it was lost by any sign of life. Of those that are
 * known equally well the earliest stands. What breaks within {@link #CONSEQUENCE} of being cancelled was cancelled.
 */
public record RunEnd(Run run) {

    /** How soon after a cancellation a failure is taken for its consequence. */
    static final Duration CONSEQUENCE = Duration.ofSeconds(30);

    /** For how long after it was told to stop a run that fails is taken to have been stopped. */
    static final Duration STOPPING = Duration.ofMinutes(10);

    /** How well an end is known, the best first. */
    private enum Rank {
        EXIT,
        WORD,
        HEARD_OF_SUCCESS,
        DEADLINE,
        HEARD_OF_FAILURE,
        GUESS,
        LOST
    }

    static Optional<Said<End>> of(Run run) {
        var ends = run.ends();
        if (ends.told().isEmpty()) return ends.guessed();
        return new RunEnd(run).told().or(ends::guessed);
    }

    private Optional<Said<End>> told() {
        return unrefuted()
                .min(Comparator.comparing(this::rank).thenComparing(Said::stamp))
                .map(this::unlessCancelled)
                .map(this::unlessStopped);
    }

    private Stream<Said<End>> unrefuted() {
        return run.ends().inOrder().filter(end -> !isRefuted(end));
    }

    /** Whether an end proved to be none. */
    boolean isRefuted(Said<End> end) {
        var rank = rank(end);
        if (rank == Rank.EXIT) return false;
        var teller = end.stamp().source();
        var others = run.witnesses().besides(teller);
        if (isRefutedByOwn(end, rank)) return true;
        if (rank == Rank.LOST) return others.flatMap(it -> it.alive().stream()).anyMatch(it -> isAfter(it, end));
        if (isLaunchers(teller) || end.value().isGuess()) {
            return others.flatMap(it -> it.sawAtWork().stream()).anyMatch(it -> isAfter(it, end));
        }
        return isHearsay(teller)
                && others.flatMap(it -> Stream.concat(it.worked().stream(), it.sawAtWork().stream()))
                        .anyMatch(it -> isAfter(it, end));
    }

    /** Its own guess a source takes back with its next word; what it knew, only well afterwards. */
    private boolean isRefutedByOwn(Said<End> end, Rank rank) {
        var teller = end.stamp().source();
        if (rank.compareTo(Rank.GUESS) >= 0) {
            var again = run.witnesses().of(teller).worked();
            if (again.filter(it -> it.isAfter(end.stamp())).isPresent()) return true;
        }
        return run.own()
                .map(own -> run.witnesses().of(own))
                .flatMap(Witness::worked)
                .filter(it -> isAfter(it, end))
                .isPresent();
    }

    private static boolean isAfter(Stamp sign, Said<End> end) {
        return sign.isWellAfter(end.stamp());
    }

    private Rank rank(Said<End> said) {
        var end = said.value();
        if (end.outcome() == Outcome.LOST) return Rank.LOST;
        if (end.known().isPresent()) {
            return switch (end.known().get()) {
                case EXIT -> Rank.EXIT;
                case WORD -> Rank.WORD;
                case GUESS -> Rank.GUESS;
            };
        }
        if (end.outcome() == Outcome.TIMED_OUT) return Rank.DEADLINE;
        if (!isHearsay(said.stamp().source())) return Rank.WORD;
        return switch (end.outcome()) {
            case SUCCEEDED -> Rank.HEARD_OF_SUCCESS;
            case FAILED -> Rank.HEARD_OF_FAILURE;
            case CANCELLED, TIMED_OUT, LOST -> Rank.GUESS;
        };
    }

    /** Whether it is no more than somebody's conclusion. */
    public boolean isGuess(Said<End> end) {
        return rank(end).compareTo(Rank.GUESS) >= 0;
    }

    /** A source that told of none of its work has the end from elsewhere; one that opened it is to know. */
    private boolean isHearsay(String source) {
        var witness = run.witnesses().of(source);
        return witness.worked().isEmpty() && (witness.isLauncher() || !run.own().equals(Optional.of(source)));
    }

    /** It opened the run and never saw it at work. */
    private boolean isLaunchers(String source) {
        return run.own().equals(Optional.of(source))
                && run.witnesses().of(source).worked().isEmpty();
    }

    private Said<End> unlessCancelled(Said<End> end) {
        if (!canBreak(end.value().outcome())) return end;
        return unrefuted()
                .filter(other -> other.value().outcome() == Outcome.CANCELLED)
                .filter(other -> isConsequence(end.stamp(), other.stamp()))
                .min(Comparator.comparing(Said::stamp))
                .orElse(end);
    }

    /** Whether something may end so because something else was cancelled. */
    public static boolean canBreak(Outcome outcome) {
        return outcome == Outcome.FAILED || outcome == Outcome.LOST;
    }

    /** Whether what broke then did so because of what was cancelled. */
    public static boolean isConsequence(Stamp broke, Stamp cancelled) {
        return !broke.at().isAfter(cancelled.at().plus(CONSEQUENCE))
                && !cancelled.at().isAfter(broke.at().plus(Stamp.APART));
    }

    /** A failure of what was told to stop is no failure, however rudely it ended. */
    private Said<End> unlessStopped(Said<End> end) {
        if (end.value().outcome() != Outcome.FAILED) return end;
        return run.orders()
                .stopping()
                .filter(said -> !said.stamp().isAfter(end.stamp()))
                .filter(said -> !end.stamp().at().isAfter(said.stamp().at().plus(STOPPING)))
                .map(said -> new Said<>(end.value().cancelled(said.value().by()), end.stamp()))
                .orElse(end);
    }

    /** What ends there are beside the one that stands, our own guess included. */
    public static Stream<Said<End>> others(Run run) {
        var stands = of(run).map(Said::stamp);
        return Stream.concat(run.ends().inOrder(), run.ends().guessed().stream())
                .filter(end -> !stands.equals(Optional.of(end.stamp())));
    }
}
