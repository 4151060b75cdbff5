package sitrep.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.store.Days;
import sitrep.store.Insights;
import sitrep.store.Insights.Lasting;
import sitrep.store.Insights.Spent;
import sitrep.store.Millis;
import sitrep.store.TaskEnding;
import sitrep.store.database.SqlSession;

/**
 * The SQL of ended tasks, and of what they came to on each day: kept up to date with every task that ends, so that
 * insights cost a few rows for each day and not one for each task.
 */
final class SqlEndings {
    private static final String OUTCOME = "outcome";
    private static final String PHASE = "phase";
    private static final String WAIT = "wait";

    private static final String FIND = "SELECT day, ended, took, waited, spent FROM ended WHERE n = ?";
    private static final String FORGET = "DELETE FROM ended WHERE n = ?";
    private static final String KEEP = """
        INSERT INTO ended (n, day, ended, took, waited, spent) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (n) DO UPDATE SET day = excluded.day, ended = excluded.ended, took = excluded.took,
        waited = excluded.waited, spent = excluded.spent\
        """;
    private static final String COUNT = """
        INSERT INTO spent (day, sort, name, tasks, millis) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (day, sort, name)
        DO UPDATE SET tasks = spent.tasks + excluded.tasks, millis = spent.millis + excluded.millis\
        """;
    private static final String SPENT = """
        SELECT day, sort, name, tasks, millis FROM spent WHERE day >= ? AND day < ? AND tasks > 0 ORDER BY day\
        """;
    private static final String SLOWEST = longest("took");
    private static final String BLOCKED = longest("waited");
    private static final String JSON = "SELECT json FROM task WHERE n = ?";

    /** Of one day, in the order of an index. */
    private static String longest(String by) {
        return "SELECT n, took, waited FROM ended WHERE day = ? AND " + by + " > 0 ORDER BY " + by + " DESC LIMIT ?";
    }

    /** An ending as it is kept: times in milliseconds, what it was spent on as text. */
    private record Kept(long day, long ended, long took, long waited, String spent) {
        static Kept of(TaskEnding ending) {
            var parts = new ArrayList<String>();
            parts.add(part(OUTCOME, ending.outcome().word(), ending.took()));
            ending.phases().forEach((phase, time) -> parts.add(part(PHASE, phase.word(), time)));
            ending.waits().forEach((reason, time) -> parts.add(part(WAIT, reason.word(), time)));
            parts.sort(null);
            return new Kept(
                    Days.of(ending.at()).toEpochDay(),
                    Millis.of(ending.at()),
                    Millis.of(ending.took()),
                    Millis.of(ending.waited()),
                    String.join("\n", parts));
        }

        private static String part(String sort, String name, Duration time) {
            return sort + " " + name + " " + Millis.of(time);
        }
    }

    private record Part(long day, String sort, String name) {}

    /** One of a day's longest, before it is known whether it is one of all days'. */
    record Candidate(long n, long took, long waited) {}

    private final Map<Part, long[]> changes = new HashMap<>();

    /** @param perhaps whether an ending may be kept already */
    void keep(SqlSession session, long n, boolean perhaps, Optional<TaskEnding> ending) throws SQLException {
        if (!perhaps && ending.isEmpty()) return;
        var before = perhaps ? find(session, n) : Optional.<Kept>empty();
        var after = ending.map(Kept::of);
        if (before.equals(after)) return;
        before.ifPresent(kept -> count(kept, -1));
        after.ifPresent(kept -> count(kept, 1));
        if (after.isPresent()) {
            var it = after.get();
            session.batch(KEEP, n, it.day(), it.ended(), it.took(), it.waited(), it.spent());
        } else {
            session.batch(FORGET, n);
        }
    }

    private static Optional<Kept> find(SqlSession session, long n) throws SQLException {
        return session.first(
                FIND,
                row -> new Kept(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5)),
                n);
    }

    private void count(Kept kept, int sign) {
        kept.spent().lines().forEach(line -> {
            var words = line.split(" ", -1);
            var sum = changes.computeIfAbsent(new Part(kept.day(), words[0], words[1]), _ -> new long[2]);
            sum[0] += sign;
            sum[1] += sign * Long.parseLong(words[2]);
        });
    }

    /** Writes down what was counted. */
    void keepCounts(SqlSession session) throws SQLException {
        for (var change : changes.entrySet()) {
            var part = change.getKey();
            var sum = change.getValue();
            if (sum[0] != 0 || sum[1] != 0) {
                session.batch(COUNT, part.day(), part.sort(), part.name(), sum[0], sum[1]);
            }
        }
        changes.clear();
    }

    /** Forgets what was not committed. */
    void forget() {
        changes.clear();
    }

    static Insights insights(SqlSession session, Days days, int most) throws SQLException {
        var found = days(session, days);
        return new Insights(
                List.copyOf(found.values()),
                lasting(session, found.keySet(), SLOWEST, Candidate::took, most),
                lasting(session, found.keySet(), BLOCKED, Candidate::waited, most),
                Optional.empty(),
                false);
    }

    private static Map<Long, Insights.Part> days(SqlSession session, Days days) throws SQLException {
        record Row(long day, String sort, String name, Spent spent) {}
        var rows = session.list(
                SPENT,
                row -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        new Spent(row.getLong(4), Duration.ofMillis(row.getLong(5)))),
                days.from().toEpochDay(),
                days.until().toEpochDay());
        var found = new LinkedHashMap<Long, Insights.Part>();
        for (var row : rows) {
            var day = found.computeIfAbsent(row.day(), number -> new Insights.Part(startOf(number)));
            add(day, row.sort(), row.name(), row.spent());
        }
        return found;
    }

    private static Instant startOf(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Adds what was spent on one thing to what its day came to. */
    static void add(Insights.Part day, String sort, String word, Spent spent) throws SQLException {
        var name = word.toUpperCase(Locale.ROOT);
        switch (sort) {
            case OUTCOME -> day.outcomes().merge(Outcome.valueOf(name), spent, Spent::plus);
            case PHASE -> day.phases().merge(Phase.valueOf(name), spent, Spent::plus);
            case WAIT -> day.waits().merge(BlockReason.valueOf(name), spent, Spent::plus);
            default -> throw new SQLException("the table of what was spent knows no " + sort);
        }
    }

    /** The longest of each day are read from an index, and of these the longest kept. */
    private static List<Lasting> lasting(
            SqlSession session, Iterable<Long> days, String ofDay, ToLongFunction<Candidate> by, int most)
            throws SQLException {
        var longest = new ArrayList<Candidate>();
        for (var day : days) {
            longest.addAll(session.list(
                    ofDay, row -> new Candidate(row.getLong(1), row.getLong(2), row.getLong(3)), day, most));
            longest.sort(Comparator.comparingLong(by).reversed());
            if (longest.size() > most) longest.subList(most, longest.size()).clear();
        }
        return longest(session, longest, by, most);
    }

    /** Those of these that lasted longest, as far as they lasted at all. */
    static List<Lasting> longest(SqlSession session, List<Candidate> all, ToLongFunction<Candidate> by, int most)
            throws SQLException {
        var longest = all.stream()
                .filter(one -> by.applyAsLong(one) > 0)
                .sorted(Comparator.comparingLong(by).reversed())
                .limit(most)
                .toList();
        var lasting = new ArrayList<Lasting>();
        for (var one : longest) {
            var json = session.first(JSON, row -> SqlText.read(row.getBytes(1)), one.n())
                    .orElseThrow();
            lasting.add(new Lasting(json, Duration.ofMillis(one.took()), Duration.ofMillis(one.waited())));
        }
        return lasting;
    }
}
