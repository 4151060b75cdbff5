package sitrep.core.task;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.BlockReason;

/**
 * What was told of a block: of each part the newest, for who tells of it again without that part takes nothing back.
 * What was told before the wait that is looked at began, or before it asked for something else, is of another one.
 */
public record Particulars(
        Optional<Said<String>> text,
        Optional<Said<String>> waitingOn,
        Optional<Said<Action>> action,
        Optional<Said<Expiry>> expires,
        Optional<Said<Awaited>> on,
        Optional<Said<List<String>>> options) {

    static final Particulars NONE = new Particulars(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

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
