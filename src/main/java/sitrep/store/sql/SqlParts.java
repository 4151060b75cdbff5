package sitrep.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.store.chunk.Chunk;
import sitrep.store.database.RecentlyUsed;
import sitrep.store.database.SqlReaders;
import sitrep.store.database.SqlSession;

/**
 * In which chunks of the log a task's events are. That of the newest chunks is in memory until it is written with the
 * index; what is missing after a crash is made anew from the chunks' keys.
 */
final class SqlParts {
    private static final int REMEMBERED = 50_000;
    private static final String FIND = "SELECT n FROM name WHERE task = ?";
    private static final String FIND_MANY = "SELECT task, n FROM name WHERE task IN (%s)";
    private static final String ADD = "INSERT INTO name (n, task) VALUES (?, ?)";
    private static final String NEWEST = "SELECT coalesce(max(n), 0) FROM name";
    private static final String KEEP = "INSERT INTO part (n, seq) VALUES (?, ?) ON CONFLICT (n, seq) DO NOTHING";
    private static final String FORGET = "DELETE FROM part WHERE n = ? AND seq >= ? AND seq <= ?";
    private static final String DROP = """
        DELETE FROM name WHERE task = ? AND NOT EXISTS (SELECT 1 FROM part p WHERE p.n = name.n)
        AND NOT EXISTS (SELECT 1 FROM task t WHERE t.n = name.n)\
        """;
    private static final String UP_TO = "SELECT seq FROM parted";
    private static final String SET_UP_TO =
            "INSERT INTO parted (one, seq) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq";
    private static final String NAMES = "SELECT task FROM name WHERE task > ? ORDER BY task LIMIT ?";

    /** The chunk that a place is in begins at the newest part up to it. */
    private static final String PLACES = """
        SELECT seq FROM part
        WHERE n = ? AND seq >= coalesce((SELECT max(seq) FROM part WHERE n = ? AND seq <= ?), 0)
        ORDER BY seq LIMIT ?\
        """;

    private static final String PLACES_BEFORE =
            "SELECT seq FROM part WHERE n = ? AND seq < ? ORDER BY seq DESC LIMIT ?";

    /** What stands for a task where an event is about a source as a whole; no task has an empty name. */
    private static final String SOURCES = "";

    private static final long SOURCES_NUMBER = 0;

    private final RecentlyUsed<String, Long> numbers = new RecentlyUsed<>(REMEMBERED);

    /** The newest number, and the first that was given within this change; 0 while there is none or it is not known. */
    private long newest;

    private long fresh;

    /** Whether names may have been added that are not written down yet. */
    private boolean isAdded;

    /** Of each chunk that is not written down yet the names in it, by where it begins. */
    private final ConcurrentSkipListMap<Long, Set<String>> open = new ConcurrentSkipListMap<>();

    void add(Chunk chunk) {
        open.put(chunk.first(), names(SqlLog.Packed.of(chunk)));
    }

    private static Set<String> names(SqlLog.Packed packed) {
        var names = new HashSet<String>();
        packed.unpacked().ifPresent(keys -> {
            names.addAll(keys.tasks());
            if (keys.hasSources()) names.add(SOURCES);
        });
        return names;
    }

    /** Up to where it is written down. */
    long upTo(SqlSession index) throws SQLException {
        return index.first(UP_TO, row -> row.getLong(1)).orElse(0L);
    }

    /** Writes down what is missing of chunks that are in the log, some at a time. Answers whether that was all. */
    boolean catchUp(SqlSession log, SqlSession index) throws SQLException {
        var upTo = upTo(index);
        var missing = SqlLog.keysBehind(log, upTo);
        if (missing.isEmpty()) return true;
        var chunks = new TreeMap<Long, Set<String>>();
        missing.forEach(packed -> chunks.put(packed.seq(), names(packed)));
        write(index, chunks);
        return false;
    }

    /** Writes down what is open, and forgets it once {@link #written} is told that it is there. Answers up to where. */
    long write(SqlSession session) throws SQLException {
        var chunks = new TreeMap<>(open);
        if (chunks.isEmpty()) return 0;
        write(session, chunks);
        return chunks.lastKey();
    }

    void written(long upTo) {
        fresh = 0;
        open.headMap(upTo, true).clear();
    }

    private void write(SqlSession session, SortedMap<Long, Set<String>> chunks) throws SQLException {
        var places = new TreeMap<Long, List<Long>>();
        lookUp(session, chunks.values().stream().flatMap(Set::stream).toList());
        for (var chunk : chunks.entrySet()) {
            for (var name : chunk.getValue()) {
                places.computeIfAbsent(number(session, name), _ -> new ArrayList<>())
                        .add(chunk.getKey());
            }
        }
        for (var each : places.entrySet()) {
            for (var place : each.getValue()) session.batch(KEEP, each.getKey(), place);
        }
        session.batch(SET_UP_TO, chunks.lastKey());
        session.flush();
    }

    /** Writes down where what was in some chunks is, now that others are in their place. */
    void rewrite(SqlSession session, List<Chunk> gone, List<Chunk> come) throws SQLException {
        var from = gone.getFirst().first();
        var to = gone.getLast().last();
        var names = new HashSet<String>();
        gone.forEach(chunk -> names.addAll(names(SqlLog.Packed.of(chunk))));
        for (var name : names) session.batch(FORGET, number(session, name), from, to);
        for (var chunk : come) {
            for (var name : names(SqlLog.Packed.of(chunk))) session.batch(KEEP, number(session, name), chunk.first());
        }
        session.flush();
    }

    /** Forgets a name of which the log has nothing any more, nor the index a task. */
    void drop(SqlSession session, TaskId name) throws SQLException {
        session.change(DROP, name.text());
        numbers.remove(name.text());
    }

    /** Has the numbers of names at hand, all of them together. */
    void lookUp(SqlSession session, Collection<String> names) throws SQLException {
        record Found(String name, long number) {}
        var missing = names.stream()
                .filter(name -> !name.equals(SOURCES) && !numbers.containsKey(name))
                .distinct()
                .toList();
        if (!missing.isEmpty()) writeAdded(session);
        for (var found : session.listOf(FIND_MANY, row -> new Found(row.getString(1), row.getLong(2)), missing)) {
            numbers.put(found.name(), found.number());
        }
        for (var name : missing) {
            if (!numbers.containsKey(name)) numbers.put(name, add(session, name));
        }
    }

    /** The number of a name, which gets one if it has none; that is written down with all else that is left to do. */
    long number(SqlSession session, String name) throws SQLException {
        if (name.equals(SOURCES)) return SOURCES_NUMBER;
        var known = numbers.get(name);
        if (known != null) return known;
        writeAdded(session);
        var found = session.first(FIND, row -> row.getLong(1), name);
        long number = found.isPresent() ? found.get() : add(session, name);
        numbers.put(name, number);
        return number;
    }

    private long add(SqlSession session, String name) throws SQLException {
        if (newest == 0) newest = session.first(NEWEST, row -> row.getLong(1)).orElse(0L);
        if (fresh == 0) fresh = newest + 1;
        session.batch(ADD, ++newest, name);
        isAdded = true;
        return newest;
    }

    /** What was added and is remembered no more is to be found. */
    private void writeAdded(SqlSession session) throws SQLException {
        if (isAdded) session.flush();
        isAdded = false;
    }

    /** Whether a number was given within this change, so that nothing can be kept under it yet. */
    boolean isFresh(long number) {
        return fresh > 0 && number >= fresh;
    }

    /** Forgets what is remembered between calls, for it was not committed. */
    void forget() {
        numbers.clear();
        newest = 0;
        fresh = 0;
        isAdded = false;
    }

    /** Places of the log, in order, such that the chunks there have whatever is said of a task after one. */
    List<Long> places(SqlReaders readers, Optional<TaskId> task, long after, int limit) {
        var name = task.map(TaskId::text).orElse(SOURCES);
        var places = new TreeSet<Long>();
        open.forEach((first, names) -> {
            if (names.contains(name)) places.add(first);
        });
        places.addAll(readers.read(session -> written(session, name, after, limit)));
        return List.copyOf(places);
    }

    /** The last few places of the log before one, going back; the chunks there have what was last said of a task. */
    List<Long> placesBefore(SqlReaders readers, TaskId task, long before, int few) {
        var places = new TreeSet<Long>(Comparator.reverseOrder());
        open.headMap(before, false).forEach((first, names) -> {
            if (names.contains(task.text())) places.add(first);
        });
        places.addAll(readers.read(session -> {
            var number = session.first(FIND, row -> row.getLong(1), task.text());
            return number.isEmpty()
                    ? List.<Long>of()
                    : session.list(PLACES_BEFORE, row -> row.getLong(1), number.get(), before, few);
        }));
        return places.stream().limit(few).toList();
    }

    private static List<Long> written(SqlSession session, String name, long after, int limit) throws SQLException {
        var number =
                name.equals(SOURCES) ? Optional.of(SOURCES_NUMBER) : session.first(FIND, row -> row.getLong(1), name);
        if (number.isEmpty()) return List.of();
        return session.list(PLACES, row -> row.getLong(1), number.get(), number.get(), after, limit);
    }

    /** Those of these of which anything was said before a place. */
    Set<TaskId> told(SqlReaders readers, Collection<TaskId> tasks, long before) {
        var lately = new HashSet<String>();
        open.headMap(before, false).values().forEach(lately::addAll);
        return readers.read(session -> {
            var told =
                    tasks.stream().filter(task -> lately.contains(task.text())).collect(Collectors.toSet());
            var others = tasks.stream()
                    .filter(task -> !told.contains(task))
                    .map(TaskId::text)
                    .toList();
            told.addAll(session.listOf(FIND_MANY, row -> new TaskId(row.getString(1)), others));
            return told;
        });
    }

    /** The names of tasks in the log, in their order from behind one. */
    List<String> names(SqlReaders readers, String after, int limit) {
        var names = new TreeSet<String>();
        open.values()
                .forEach(some -> names.addAll(some.stream()
                        .filter(name -> !name.equals(SOURCES) && name.compareTo(after) > 0)
                        .toList()));
        names.addAll(readers.read(session -> session.list(NAMES, row -> row.getString(1), after, limit)));
        return names.stream().limit(limit).toList();
    }
}
