package sitrep.store.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sitrep.store.NearWords;
import sitrep.store.SearchWords;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlSession;

/** The SQL that keeps the words of tasks, and tells the index of their beginnings what changed. */
final class SqlWords {
    private static final String FIND = "SELECT words FROM said WHERE n = ?";
    private static final String FORGET = "DELETE FROM said WHERE n = ?";
    private static final String KEEP =
            "INSERT INTO said (n, words) VALUES (?, ?) ON CONFLICT (n) DO UPDATE SET words = excluded.words";

    /** Of so many tasks words are looked at that begin alike. */
    private static final int NEWEST = 50;

    private final SqlDialect dialect;

    SqlWords(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** @param isNew whether nothing can be kept of it yet */
    void keep(SqlSession session, long n, boolean isNew, String text) throws SQLException {
        var before =
                isNew ? "" : session.first(FIND, row -> row.getString(1), n).orElse("");
        var words = SearchWords.of(text);
        var after = String.join(" ", words);
        if (after.equals(before)) return;
        session.batch(KEEP, n, after);
        var had = beginnings(before);
        var has = SearchWords.beginnings(words);
        dialect.index(session, n, without(has, had), without(had, has));
    }

    void forget(SqlSession session, long n) throws SQLException {
        var before = session.first(FIND, row -> row.getString(1), n).orElse("");
        dialect.index(session, n, Set.of(), beginnings(before));
        session.batch(FORGET, n);
    }

    /** Each of them is asked for by its beginning; what the newest tasks that have it say is compared. */
    static Set<String> near(SqlSession session, SqlDialect dialect, NearWords near) throws SQLException {
        var found = new TreeSet<String>();
        var sql = "SELECT s.words FROM (" + dialect.search() + ") AS w CROSS JOIN said s WHERE s.n = w.n";
        var beginnings = near.variants().stream().map(SearchWords::beginning).collect(Collectors.toSet());
        for (var beginning : beginnings) {
            var said = session.list(sql, row -> row.getString(1), dialect.sought(List.of(beginning)), NEWEST);
            for (var words : said)
                near.among(Arrays.asList(words.split(" ", -1))).forEach(found::add);
        }
        return found;
    }

    private static Set<String> beginnings(String words) {
        return words.isEmpty() ? Set.of() : SearchWords.beginnings(Arrays.asList(words.split(" ", -1)));
    }

    private static Collection<String> without(Set<String> some, Set<String> others) {
        return some.stream().filter(Predicate.not(others::contains)).toList();
    }
}
