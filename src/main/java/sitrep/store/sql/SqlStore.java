package sitrep.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sitrep.config.LogPlace;
import sitrep.config.PostgresAddress;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.EventCodec;
import sitrep.store.IndexChange;
import sitrep.store.Insights;
import sitrep.store.InsightsScope;
import sitrep.store.Learnt;
import sitrep.store.NearWords;
import sitrep.store.Notebook;
import sitrep.store.Parting;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.StoreSize;
import sitrep.store.TaskQuery;
import sitrep.store.TaskState;
import sitrep.store.database.Postgres;
import sitrep.store.database.PostgresPlace;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlReaders;
import sitrep.store.database.SqlSchema;
import sitrep.store.database.SqlSession;
import sitrep.store.database.SqlWriter;
import sitrep.store.folder.FolderNotebook;
import sitrep.store.folder.StorePlace;

/**
 * Keeps everything in a database. One thread appends and another may put at the same time, each through a connection of
 * its own; reads come from anywhere and run on platform threads of the store's own.
 */
public final class SqlStore implements Store {
    private final StorePlace place;
    private final SqlDialect dialect;
    private final EventCodec codec;
    private final SqlWriter logging;
    private final SqlWriter indexing;
    private final SqlReaders readers;
    private final UnreadableEvents unreadable = new UnreadableEvents();
    private final SqlLog log;
    private final SqlParts parts = new SqlParts();
    private final SqlIndex index;
    private final SqlPages pages;
    private final SqlUpkeep upkeep;
    private final SqlNotebook notebook;

    private final SqlAppending appending;

    /** Whether the index can be read, as far as was tried since it was made. */
    private volatile boolean sound = true;

    SqlStore(StorePlace place, SqlDialect dialect, EventCodec codec, SqlWriter logging, SqlWriter indexing)
            throws SQLException {
        this.place = place;
        this.dialect = dialect;
        this.codec = codec;
        this.logging = logging;
        this.indexing = indexing;
        this.index = new SqlIndex(dialect, parts);
        this.pages = new SqlPages(dialect);
        this.log = new SqlLog(codec, unreadable, logging.write("The log cannot be read", SqlLog::head));
        this.readers = new SqlReaders(place, dialect);
        this.upkeep = new SqlUpkeep(dialect, readers, logging, indexing, parts);
        log.takeOut(upkeep.out());
        this.notebook = new SqlNotebook(logging, readers);
        this.appending = new SqlAppending(place, logging, readers, log, parts, upkeep);
        catchUpIfSound();
    }

    /** What cannot be read at the start is made anew by whoever fills the index. */
    private void catchUpIfSound() {
        try {
            index("The index was not brought up", this::forgetOther);
            catchUp();
        } catch (StoreFailure e) {
            if (e.kind() != StoreFailure.Kind.BROKEN) throw e;
            sound = false;
        }
    }

    /** An index that is ahead of the log is that of another, as when a copy of the log was put in its place by hand. */
    private boolean forgetOther(SqlSession session) throws SQLException {
        if (parts.upTo(session) <= log.last()) return false;
        SqlSchema.renew(session, dialect, false);
        return true;
    }

    /**
     * Opens the embedded database in a folder, which is made if there is none. It is ours alone until it is closed.
     *
     * @throws StoreFailure if another server works with the folder, or a newer Sitrep wrote to it
     */
    public static SqlStore open(Path folder, EventCodec codec) {
        return SqlOpening.open(folder, codec);
    }

    /**
     * Opens a database on a server. It is ours alone until it is closed, or until the server finds us gone.
     *
     * @throws StoreFailure if it cannot be reached, if another Sitrep works with it, or a newer one wrote to it
     */
    public static SqlStore open(PostgresAddress address, EventCodec codec) {
        return SqlOpening.open(new PostgresPlace(address, Optional.empty()), new Postgres(address), codec);
    }

    /** Opens either; the data folder is ours alone then, too, for there is more in it. */
    public static SqlStore open(LogPlace place, EventCodec codec) {
        return SqlOpening.open(place, codec);
    }

    @Override
    public List<OptionalLong> append(List<Event> events) {
        return appending.append(events);
    }

    @Override
    public void tryOut() {
        appending.tryOut();
    }

    @Override
    public void hold(String under) {
        if (place.isShared()) appending.hold(dialect, under);
    }

    /** Where it is noted what is no event: in the database if servers share it, so that the next that leads knows. */
    public Notebook notebook(Path folder) {
        return place.isShared() ? notebook : new FolderNotebook(folder);
    }

    @Override
    public List<Entry> after(long seq, int limit) {
        return log.after(readers, seq, limit);
    }

    @Override
    public List<Entry> ofTask(TaskId task, long after, int limit) {
        return of(Optional.of(task), after, limit);
    }

    @Override
    public List<Entry> ofSources(long after, int limit) {
        return of(Optional.empty(), after, limit);
    }

    private List<Entry> of(Optional<TaskId> task, long after, int limit) {
        var entries = new ArrayList<Entry>();
        for (var from = after; entries.size() < limit; ) {
            var places = parts.places(readers, task, from, limit);
            var seq = entries.isEmpty() ? after : entries.getLast().seq();
            entries.addAll(log.of(readers, task, places, seq, limit - entries.size()));
            if (places.isEmpty() || places.getLast() <= from) break;
            from = places.getLast();
        }
        return List.copyOf(entries);
    }

    @Override
    public List<Entry> ofTaskBefore(TaskId task, long before, int limit) {
        var entries = new ArrayList<Entry>();
        var few = Math.clamp(limit / 32, 4, SqlLog.AT_ONCE);
        for (var from = before; entries.size() < limit; ) {
            var places = parts.placesBefore(readers, task, from, few);
            if (places.isEmpty()) break;
            var back = log.before(readers, task, places, from);
            entries.addAll(back.entries());
            from = back.from();
        }
        return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
    }

    @Override
    public Set<TaskId> told(Collection<TaskId> tasks, long before) {
        return parts.told(readers, tasks, before);
    }

    @Override
    public long last() {
        return log.last();
    }

    @Override
    public List<String> tasks(String after, int limit) {
        return parts.names(readers, after, limit);
    }

    @Override
    public List<Unreadable> unreadable() {
        return unreadable.all();
    }

    @Override
    public boolean isSound() {
        return sound;
    }

    @Override
    public Mark mark() {
        return ofIndex(SqlIndex::mark);
    }

    @Override
    public void put(IndexChange filing) {
        var upTo = index("The index was not changed", session -> {
            var written = parts.write(session);
            SqlLasted.keep(session, filing.lasted());
            SqlNames.drop(session, filing);
            SqlNames.keep(session, filing.names());
            index.put(session, filing);
            return written;
        });
        parts.written(upTo);
        tidy();
    }

    private void tidy() {
        try {
            dialect.tidy();
        } catch (SQLException e) {
            throw place.failure("The log was not tidied", e);
        }
    }

    @Override
    public Map<TaskId, TaskId> names() {
        return ofIndex(SqlNames::all);
    }

    @Override
    public Map<TaskId, TaskState> states(Collection<TaskId> tasks) {
        return ofIndex(session -> SqlStates.of(session, tasks));
    }

    @Override
    public Map<Lasted.What, Histogram> lasted() {
        return ofIndex(SqlLasted::all);
    }

    @Override
    public void clear() {
        index("The index was not cleared", session -> {
            index.forget();
            parts.forget();
            SqlSchema.renew(session, dialect, true);
            return true;
        });
        sound = true;
        catchUp();
    }

    /** Writes down what is missing of in which chunks tasks are: after a crash, or when it was made anew. */
    private void catchUp() {
        while (!index(
                "The index was not brought up", session -> logging.write("", log -> parts.catchUp(log, session)))) {
            // Some chunks at a time.
        }
    }

    /** Sets aside what of the log cannot be read, and forgets the index. Answers how many events that were. */
    public int repair() {
        var aside = logging.write("Nothing was repaired", session -> new SqlRepair(session, codec).run());
        unreadable.clear();
        clear();
        return aside;
    }

    /** Changes the index. What is remembered of it between changes counts only if they are kept. */
    private <T> T index(String otherwise, SqlWriter.Writing<T> change) {
        try {
            return indexing.write(otherwise, change);
        } catch (RuntimeException e) {
            index.forget();
            parts.forget();
            throw e;
        }
    }

    /** Reads the index. What fails once may fail again, so that whoever fills it had better make it anew. */
    private <T> T ofIndex(SqlReaders.Question<T> question) {
        try {
            return readers.read(question);
        } catch (StoreFailure e) {
            if (SqlReaders.isOfDatabase(e)) sound = false;
            throw e;
        }
    }

    @Override
    public List<Listed> page(TaskQuery query) {
        return ofIndex(session -> pages.page(session, query));
    }

    @Override
    public List<BoardPlace> places(TaskQuery query, int most) {
        return ofIndex(session -> pages.places(session, query, most));
    }

    @Override
    public Set<String> near(NearWords near) {
        return ofIndex(session -> pages.near(session, near));
    }

    @Override
    public List<Aged> aged(Instant before, Optional<Aged> behind, int limit) {
        return ofIndex(session -> SqlAged.list(session, before, behind, limit));
    }

    @Override
    public List<TaskId> due(Instant now, int limit) {
        return ofIndex(session -> SqlPages.due(session, now, limit));
    }

    @Override
    public Insights insights(InsightsScope scope, int most) {
        var kept = scope.kept();
        return ofIndex(session -> kept.isPresent()
                ? SqlEndings.insights(session, kept.get(), most)
                : SqlNarrowed.insights(session, scope, most));
    }

    @Override
    public Map<String, Long> counts(String facet) {
        return ofIndex(session -> SqlFacets.counts(session, facet));
    }

    @Override
    public void part(Parting parting, Learnt learnt) {
        upkeep.part(parting, learnt);
        log.takeOut(upkeep.out());
    }

    @Override
    public Optional<Parting> parting() {
        return upkeep.parting();
    }

    @Override
    public Learnt learnt() {
        return upkeep.learnt();
    }

    @Override
    public boolean sweep() {
        var isMore = upkeep.sweep(log.out());
        if (isMore) tidy();
        return isMore;
    }

    @Override
    public boolean parted() {
        settle();
        var isOver = upkeep.parted(log.out());
        if (isOver) log.takeOut(upkeep.out());
        return isOver;
    }

    private void settle() {
        try {
            dialect.settle();
        } catch (SQLException e) {
            throw place.failure("The index was not made durable", e);
        }
    }

    @Override
    public StoreSize size() {
        return upkeep.size();
    }

    @Override
    public void close() {
        try {
            notebook.close();
            readers.close();
            indexing.close();
            index.close();
            logging.close();
            log.close();
        } catch (SQLException e) {
            throw new StoreFailure("The database was not closed properly: " + e.getMessage(), e);
        } finally {
            SqlOpening.release(place);
        }
    }
}
