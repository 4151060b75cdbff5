package sitrep.core.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/**
 * Something that a run waits for. It may be opened, closed and opened again.
 *
 * @param turns when it was said to hold, with the phase that its run is then in, and when, without one, to be closed
 * @param opened the reason that was given for it last
 * @param told what else was told of it
 * @param closed the newest event that closed it, with when we heard it
 * @param words what it asked for, and when
 * @param times the two times of the event that opened it: what is judged against times that it names needs both
 */
public record Block(
        Key key,
        Timeline<Optional<Phase>> turns,
        Optional<Said<BlockReason>> opened,
        Particulars told,
        Optional<Said<Instant>> closed,
        AskedWords words,
        Optional<Said<Times>> times) {

    /**
     * When an event was.
     *
     * @param at by its source's clock
     * @param heard by ours
     */
    public record Times(Instant at, Instant heard) {}

    /**
     * Which block of a run it is. What nobody named is told apart by who told of it.
     *
     * @param source empty for one with a name
     */
    public record Key(BlockId id, String source) {
        static Key of(BlockId id, String source) {
            return new Key(id, id.equals(BlockId.UNNAMED) ? source : "");
        }

        public boolean isUnnamed() {
            return id.equals(BlockId.UNNAMED);
        }
    }

    /** What is known of one wait, by all that was told of it: {@link Fact.RunBlocked} has the parts. */
    public record Wait(
            BlockReason reason,
            Optional<String> text,
            Optional<String> waitingOn,
            Optional<Action> action,
            Optional<Expiry> expires,
            Optional<Awaited> on,
            List<String> options) {}

    /**
     * What was told of a block: of each part the newest, for who tells of it again without that part takes nothing
     * back. What was told before the wait that is looked at began, or before it asked for something else, is of
     * another one.
     */
    public record Particulars(
            Optional<Said<String>> text,
            Optional<Said<String>> waitingOn,
            Optional<Said<Action>> action,
            Optional<Said<Expiry>> expires,
            Optional<Said<Awaited>> on,
            Optional<Said<List<String>>> options) {

        static final Particulars NONE = new Particulars(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Particulars with(Fact.RunBlocked fact, Stamp stamp) {
            var offered = Optional.of(fact.options()).filter(some -> !some.isEmpty());
            return new Particulars(
                    Said.newest(text, fact.text(), stamp),
                    Said.newest(waitingOn, fact.waitingOn(), stamp),
                    Said.newest(action, fact.action(), stamp),
                    Said.newest(expires, fact.expires(), stamp),
                    Said.newest(on, fact.on(), stamp),
                    Said.newest(options, offered, stamp));
        }

        /** What of it counts for a wait, by which events told of that. */
        Wait of(Predicate<Stamp> wait, BlockReason reason) {
            return new Wait(
                    reason,
                    of(wait, text),
                    of(wait, waitingOn),
                    of(wait, action),
                    of(wait, expires),
                    of(wait, on),
                    of(wait, options).orElse(List.of()));
        }

        private static <T> Optional<T> of(Predicate<Stamp> wait, Optional<Said<T>> part) {
            return part.filter(said -> wait.test(said.stamp())).map(Said::value);
        }

        /** The event that has the words. */
        Stream<Stamp> wording(Predicate<Stamp> wait) {
            return text.map(Said::stamp).filter(wait).stream();
        }

        /** How many characters its longest texts have together. */
        int length() {
            return length(text)
                    + length(waitingOn)
                    + action.map(said -> said.value().text().length()).orElse(0);
        }

        private static int length(Optional<Said<String>> part) {
            return part.map(said -> said.value().length()).orElse(0);
        }
    }

    static Block unknown(Key key) {
        return new Block(
                key,
                Timeline.none(),
                Optional.empty(),
                Particulars.NONE,
                Optional.empty(),
                AskedWords.NONE,
                Optional.empty());
    }

    Block open(Fact.RunBlocked fact, Event event, Stamp stamp) {
        var turn = Optional.of(fact.reason().phase());
        return new Block(
                key,
                turns.with(turn, stamp),
                Said.newest(opened, fact.reason(), stamp),
                told.with(fact, stamp),
                closed,
                words.with(fact, stamp),
                Said.newest(times, new Times(event.at(), event.heard()), stamp));
    }

    Block close(Event event, Stamp stamp) {
        var shut = Said.newest(closed, event.heard(), stamp);
        return new Block(key, turns.with(Optional.empty(), stamp), opened, told, shut, words, times);
    }

    public BlockId id() {
        return key.id();
    }

    /** How many characters it has to tell, about. */
    public int length() {
        return told.length();
    }

    /** The last that was said of it. */
    Stamp newest() {
        return turns.last().orElseThrow().stamp();
    }
}
