package sitrep.engine.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.TaskId;
import sitrep.core.notice.Fate;
import sitrep.core.notice.Matter;
import sitrep.core.notice.NoticeFilter;
import sitrep.core.notice.NoticeReason;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.sitrep.Shelf;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.contact.Contacts;
import sitrep.engine.known.KnownTask;
import sitrep.store.Facet;
import sitrep.store.TaskQuery;

/**
 * All that somebody may have to be told of, as it stands: read from the board once, and kept up by what the feed tells.
 * For one thread.
 */
final class StandingMatters implements AutoCloseable {
    /** Most tasks of each sort that are read at the start: those that come first on the board. */
    static final int MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(StandingMatters.class);

    private final Board board;
    private final Contacts contacts;
    private final Feed.Subscription changes;
    /** A matter of a task, and what the task can be picked out by. */
    private record Standing(Matter matter, NoticeFilter.Traits traits) {}

    private final Map<TaskId, Standing> ofTasks = new HashMap<>();
    private Set<NoticeReason> read = Set.of();
    private boolean isChanged;
    private List<Contacts.Lost> lost = List.of();

    StandingMatters(Board board, Feed feed, Contacts contacts) {
        this.board = board;
        this.contacts = contacts;
        this.changes = feed.subscribe();
    }

    /**
     * What stands now, and more than is asked for; nothing once the server stops.
     *
     * @param wanted what of it is asked for: only that is read at the start, for to open tasks that ended takes time
     */
    Optional<Collection<Matter>> now(Set<NoticeReason> wanted) throws InterruptedException {
        if (!read.containsAll(wanted)) readAll(wanted);
        for (var news = changes.next(Duration.ZERO); ; news = changes.next(Duration.ZERO)) {
            if (news.isEmpty()) return Optional.empty();
            switch (news.get()) {
                case Feed.News.Changes(var tasks, var gone) -> {
                    isChanged = true;
                    gone.forEach(each -> ofTasks.remove(each.task()));
                    tasks.forEach(this::take);
                }
                case Feed.News.Resync _ -> readAll(wanted);
                case Feed.News.Quiet _ -> {
                    return Optional.of(all());
                }
            }
        }
    }

    /** Whether anything is told otherwise than when this was last asked. */
    boolean takeChanged() {
        var was = isChanged;
        isChanged = false;
        return was;
    }

    private Collection<Matter> all() {
        var before = lost;
        lost = contacts.lost();
        isChanged |= !before.equals(lost);
        var all = new ArrayList<Matter>();
        ofTasks.values().forEach(each -> all.add(each.matter()));
        lost.forEach(source -> all.add(Matter.blind(source.source(), source.since(), source.why())));
        return all;
    }

    private void take(KnownTask known) {
        var id = known.task().id();
        ofTasks.remove(id);
        if (!known.isHeard()) return;
        Matter.of(known.sitrep()).ifPresent(matter -> ofTasks.put(id, new Standing(matter, traits(known))));
    }

    /** The same that the board can be filtered by. */
    private static NoticeFilter.Traits traits(KnownTask known) {
        return new NoticeFilter.Traits(
                known.sitrep().owner().map(owner -> owner.value().name()),
                known.task().sources(),
                known.sitrep().labels().entrySet().stream()
                        .map(label -> label.getKey() + ":" + label.getValue().value())
                        .collect(Collectors.toSet()));
    }

    /** What one that stands can be picked out by. */
    NoticeFilter.Traits traits(Matter matter) {
        if (!matter.isOfTask()) return NoticeFilter.Traits.ofSource(matter.subject());
        return Optional.ofNullable(ofTasks.get(new TaskId(matter.subject())))
                .map(Standing::traits)
                .orElse(NoticeFilter.Traits.NONE);
    }

    private void readAll(Set<NoticeReason> wanted) {
        ofTasks.clear();
        for (var reason : wanted) facet(reason).ifPresent(facet -> readThose(reason, facet));
        read = Set.copyOf(wanted);
        isChanged = true;
    }

    private static Optional<Facet> facet(NoticeReason reason) {
        return switch (reason) {
            case NEEDS_YOU -> Optional.of(attention(Attention.NEEDS_YOU));
            case STUCK -> Optional.of(attention(Attention.STUCK));
            case FAILED -> Optional.of(KnownTask.FAILURE);
            case UNREPORTED -> Optional.of(attention(Attention.UNREPORTED));
            case BLIND -> Optional.empty();
        };
    }

    private static Facet attention(Attention attention) {
        return new Facet("attention", attention.word());
    }

    private void readThose(NoticeReason reason, Facet facet) {
        var facets = Set.of(facet, new Facet(KnownTask.SHELF, Shelf.NONE));
        var after = Optional.<BoardPlace>empty();
        for (var count = 0; count < MOST; ) {
            var none = Optional.<Instant>empty();
            var page = board.page(new TaskQuery(facets, Optional.empty(), none, none, after, TaskQuery.LIMIT));
            page.forEach(listed -> board.known(listed.place().task()).ifPresent(this::take));
            count += page.size();
            if (page.size() < TaskQuery.LIMIT) return;
            after = Optional.of(page.getLast().place());
        }
        LOG.info("Of the tasks told of as {}, the first {} are known; others once they change", reason.word(), MOST);
    }

    /** What became of one that stands no longer. */
    Fate fate(Matter matter, Instant now) {
        if (!matter.isOfTask()) return Fate.heardAgain(matter, now);
        return Fate.of(matter, board.known(new TaskId(matter.subject())).map(KnownTask::sitrep), now);
    }

    @Override
    public void close() {
        changes.close();
    }
}
