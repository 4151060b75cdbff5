package sitrep.core.task;

import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/**
 * What one source told of a run, as far as it matters whose word it is: of each kind the newest, of its opening the
 * earliest.
 *
 * @param opened when it told that the run exists
 * @param phase what it said that the run does
 * @param told news, progress, or what the run has open or did: a source that tells of these sees it at work
 * @param asked what it said that the run waits for, or that it waits no more
 * @param worked when it last told of work: more than that the run is queued or starting
 * @param seen what it saw of the run from outside
 * @param alive its last sign that the run lives, of whatever kind
 */
public record Witness(
        Optional<Stamp> opened,
        Optional<Said<Phase>> phase,
        Optional<Said<String>> told,
        Optional<Said<Optional<BlockReason>>> asked,
        Optional<Stamp> worked,
        Optional<Said<Condition>> seen,
        Optional<Stamp> alive) {

    static final Witness NONE = new Witness(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Witness with(Fact.OfRun fact, Stamp stamp) {
        return switch (fact) {
            case Fact.RunOpened it ->
                new Witness(
                        earlier(opened, stamp),
                        Said.newest(phase, it.phase(), stamp),
                        told,
                        asked,
                        it.phase().filter(Witness::isWork).isPresent() ? later(worked, stamp) : worked,
                        seen,
                        it.phase().isPresent() ? later(alive, stamp) : alive);
            case Fact.RunAdvanced it ->
                new Witness(
                        opened,
                        Said.newest(phase, it.phase(), stamp),
                        Said.newest(told, words(it), stamp),
                        asked,
                        isWork(it) ? later(worked, stamp) : worked,
                        Said.newest(seen, it.condition(), stamp),
                        later(alive, stamp));
            case Fact.RunBlocked it ->
                new Witness(
                        opened,
                        phase,
                        told,
                        newest(asked, Optional.of(it.reason()), stamp),
                        later(worked, stamp),
                        seen,
                        later(alive, stamp));
            case Fact.RunUnblocked _ ->
                new Witness(opened, phase, told, newest(asked, Optional.empty(), stamp), worked, seen, alive);
            case Fact.RunPrinted _ -> new Witness(opened, phase, told, asked, worked, seen, later(alive, stamp));
            case Fact.RunStopping _, Fact.RunPaused _, Fact.RunEnded _ -> this;
            case Fact.StallSuspected _, Fact.StallCleared _, Fact.RunReturned _ -> this;
        };
    }

    private static Optional<Said<Optional<BlockReason>>> newest(
            Optional<Said<Optional<BlockReason>>> before, Optional<BlockReason> reason, Stamp stamp) {
        return Said.newest(before, Optional.of(reason), stamp);
    }

    private Optional<Said<BlockReason>> waits() {
        return asked.flatMap(said -> said.value().map(reason -> new Said<>(reason, said.stamp())));
    }

    private static boolean isWork(Fact.RunAdvanced fact) {
        return fact.phase().filter(Witness::isWork).isPresent() || words(fact).isPresent();
    }

    private static Optional<String> words(Fact.RunAdvanced fact) {
        return fact.update()
                .or(() -> fact.progress().map(it -> it.done() + " of " + it.total()))
                .or(() -> fact.did().isEmpty() ? Optional.empty() : Optional.of("it did something"))
                .or(() -> fact.open().filter(acts -> !acts.isEmpty()).map(_ -> "it has something open"));
    }

    private static Optional<Stamp> earlier(Optional<Stamp> before, Stamp stamp) {
        return Optional.of(before.map(known -> Stamp.earlier(known, stamp)).orElse(stamp));
    }

    private static Optional<Stamp> later(Optional<Stamp> before, Stamp stamp) {
        return Optional.of(before.map(known -> Stamp.later(known, stamp)).orElse(stamp));
    }

    /** When it last told of work that no list of states could tell of, or saw it computing. */
    Optional<Stamp> sawAtWork() {
        return Stream.of(
                        told.map(Said::stamp),
                        seen.filter(said -> said.value().kind() == Condition.Kind.BUSY)
                                .map(Said::stamp))
                .flatMap(Optional::stream)
                .max(Stamp::compareTo);
    }

    /** Whether it told no more of the run than that it was put into a queue. */
    boolean isLauncher() {
        return worked().isEmpty()
                && phase.filter(said -> said.value() == Phase.QUEUED).isPresent();
    }

    /** The last that it said, in a word or two, if that was well after something. */
    Optional<Said<String>> lastWord(Stamp after) {
        return words().filter(said -> said.stamp().isWellAfter(after))
                .max((one, other) -> one.stamp().compareTo(other.stamp()));
    }

    /** The last that it said of what the run is in: a phase or a wait. */
    public Optional<Said<String>> lastState() {
        return Stream.of(
                        phase.map(said -> new Said<>(said.value().word(), said.stamp())),
                        waits().map(said -> new Said<>(said.value().phase().word(), said.stamp())))
                .flatMap(Optional::stream)
                .max((one, other) -> one.stamp().compareTo(other.stamp()));
    }

    private Stream<Said<String>> words() {
        return Stream.of(
                        lastState(),
                        told.filter(said -> lastState()
                                .map(state -> said.stamp().isAfter(state.stamp()))
                                .orElse(true)),
                        seen.map(said -> new Said<>(said.value().spoken(), said.stamp())),
                        alive.filter(stamp -> isPlainBeat(stamp)).map(stamp -> new Said<>("alive", stamp)))
                .flatMap(Optional::stream);
    }

    private boolean isPlainBeat(Stamp stamp) {
        return Stream.of(phase.map(Said::stamp), told.map(Said::stamp), waits().map(Said::stamp), seen.map(Said::stamp))
                .flatMap(Optional::stream)
                .allMatch(stamp::isAfter);
    }

    public static boolean isWork(Phase phase) {
        return phase.kind() == Phase.Kind.ACTIVE && phase != Phase.STARTING;
    }
}
