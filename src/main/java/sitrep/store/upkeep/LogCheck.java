package sitrep.store.upkeep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.config.LogPlace;
import sitrep.store.EventCodec;
import sitrep.store.EventLog;
import sitrep.store.StoreFailure;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.Link;

/** Looks through all of a log: whether each chunk follows from those before it, and what is in it. */
public final class LogCheck {

    /**
     * What was found.
     *
     * @param first the place of the oldest event
     * @param last the place of the newest
     * @param gaps places where events were taken out on purpose
     * @param bytes what the chunks take, packed
     * @param broken where the log does not hold together, the first first, said for people
     * @param unreadable events that cannot be read, at most {@value EventLog#UNREADABLE}
     * @param unread how many of those there are
     */
    public record Findings(
            long chunks,
            long events,
            long gaps,
            long bytes,
            long first,
            long last,
            List<String> broken,
            List<EventLog.Unreadable> unreadable,
            long unread) {

        /** Whether nothing was changed, left out or put in since it was written. */
        public boolean isWhole() {
            return broken.isEmpty();
        }
    }

    private final LogEvents reading;
    private final List<String> broken = new ArrayList<>();
    private final List<EventLog.Unreadable> unreadable = new ArrayList<>();
    private long chunks;
    private long events;
    private long gaps;
    private long bytes;
    private long first;
    private long last;
    private long unread;
    private Link link = Link.FIRST;

    private LogCheck(EventCodec codec) {
        this.reading = new LogEvents(codec, this::unreadable);
    }

    private void unreadable(EventLog.Unreadable event) {
        unread++;
        if (unreadable.size() < EventLog.UNREADABLE) unreadable.add(event);
    }

    /** The log in a data folder, or in a database, as it is now. */
    public static Findings of(LogPlace place, EventCodec codec) {
        try (var log = LogChunks.at(place)) {
            return of(log, codec);
        }
    }

    static Findings of(LogChunks log, EventCodec codec) {
        try {
            log.stand();
        } catch (SQLException e) {
            throw new StoreFailure("The log cannot be read: " + e.getMessage() + ".", e);
        }
        return new LogCheck(codec).run(log);
    }

    private Findings run(LogChunks log) {
        for (var some = log.after(0); !some.isEmpty(); some = log.after(last)) some.forEach(this::look);
        return new Findings(
                chunks, events, gaps, bytes, first, last, List.copyOf(broken), List.copyOf(unreadable), unread);
    }

    private void look(Chunk chunk) {
        chunks++;
        bytes += chunk.keys().length + chunk.bodies().length + chunk.link().hash().length;
        if (first == 0) first = chunk.first();
        if (chunk.first() <= last) fault(chunk, "begins before the end of the one before it, event " + last);
        try {
            items(chunk, chunk.unpack());
        } catch (RuntimeException e) {
            fault(chunk, "cannot be unpacked: " + e.getMessage());
        }
        link = chunk.link();
        last = Math.max(last, chunk.last());
    }

    private void items(Chunk chunk, List<Chunk.Item> items) {
        var count = 0;
        var behind = link;
        for (var item : items) {
            behind = item.link(behind);
            switch (item) {
                case Chunk.Item.Gap _ -> gaps++;
                case Chunk.Item.Kept(var event) -> {
                    count++;
                    reading.event(event);
                }
            }
        }
        events += count;
        if (!behind.equals(chunk.link())) doesNotFollow(chunk);
        else described(chunk, items, count).ifPresent(what -> fault(chunk, what));
    }

    private void doesNotFollow(Chunk chunk) {
        var from = last == 0 ? "the beginning" : "event " + last;
        broken.add("Between " + from + " and event " + chunk.last()
                + " something was changed, left out or put in: the link of event " + chunk.last()
                + " does not follow from what is before it.");
    }

    /** What a chunk says of itself that is not so. */
    private static Optional<String> described(Chunk chunk, List<Chunk.Item> items, int count) {
        var isSo = !items.isEmpty() && items.getLast().seq() == chunk.last() && count == chunk.events();
        return isSo ? Optional.empty() : Optional.of("has other events in it than it says");
    }

    private void fault(Chunk chunk, String what) {
        broken.add("The chunk of events " + chunk.first() + " to " + chunk.last() + " " + what + ".");
    }
}
