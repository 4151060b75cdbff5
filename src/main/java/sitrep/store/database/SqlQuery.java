package sitrep.store.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query in the making, with the values of its question marks so far. */
public final class SqlQuery {
    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    public SqlQuery(String text) {
        this.text = new StringBuilder(text);
    }

    public SqlQuery add(String more) {
        text.append(more);
        return this;
    }

    public SqlQuery values(Object... more) {
        values.addAll(List.of(more));
        return this;
    }

    /** The same between two texts without values. */
    public SqlQuery within(String before, String after) {
        text.insert(0, before).append(after);
        return this;
    }

    public <T> List<T> list(SqlSession session, SqlSession.Reading<T> reading) throws SQLException {
        return session.list(text.toString(), reading, values.toArray());
    }
}
