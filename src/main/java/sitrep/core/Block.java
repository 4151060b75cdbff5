package sitrep.core;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a run waits for. It may be opened, closed and opened again.
 *
 * @param first the earliest event that opened it
 * @param opened the newest event that opened it, which has the most to tell
 * @param closed the newest event that closed it, with how
 */
public record Block(
        Id id, Optional<Stamp> first, Optional<Said<Fact.RunBlocked>> opened, Optional<Said<Optional<String>>> closed) {

    /** A block's id, made from its source's own ids. */
    public record Id(String text) {

        /** The one block of a run that its source did not name: the run's next phase closes it too. */
        public static final Id UNNAMED = new Id("-");

        public Id {
            Check.id("block.id", text);
        }
    }

    static Block unknown(Id id) {
        return new Block(id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Block open(Fact.RunBlocked fact, Stamp stamp) {
        var earliest = first.map(known -> Stamp.earlier(known, stamp)).orElse(stamp);
        return new Block(id, Optional.of(earliest), Said.newest(opened, fact, stamp), closed);
    }

    Block close(Fact.RunUnblocked fact, Stamp stamp) {
        return new Block(id, first, opened, Said.newest(closed, fact.how(), stamp));
    }

    /** Whether nothing has closed it since it was last opened. */
    boolean isOpen() {
        return opened.isPresent()
                && closed.map(close -> opened.get().stamp().isAfter(close.stamp()))
                        .orElse(true);
    }

    /** When it began to hold, for a block that is open: the first opening, or the last if it was closed in between. */
    Instant since() {
        var last = opened.orElseThrow().stamp();
        var reopened = closed.isPresent() && closed.get().stamp().isAfter(first.orElseThrow());
        return reopened ? last.at() : first.orElseThrow().at();
    }

    Stamp newest() {
        var open = opened.map(Said::stamp);
        var close = closed.map(Said::stamp);
        return open.isPresent() && close.isPresent()
                ? Stamp.later(open.get(), close.get())
                : open.or(() -> close).orElseThrow();
    }
}
