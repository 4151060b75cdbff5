package sitrep.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query in the making, with the values of its question marks so far. */
final class SqlQuery {
    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    SqlQuery(String text) {
        this.text = new StringBuilder(text);
    }

    SqlQuery add(String more) {
        text.append(more);
        return this;
    }

    SqlQuery values(Object... more) {
        values.addAll(List.of(more));
        return this;
    }

    /** The same between two texts without values. */
    SqlQuery within(String before, String after) {
        text.insert(0, before).append(after);
        return this;
    }

    <T> List<T> list(SqlSession session, SqlSession.Reading<T> reading) throws SQLException {
        return session.list(text.toString(), reading, values.toArray());
    }
}
