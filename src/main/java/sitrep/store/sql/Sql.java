package sitrep.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query in the making, with the values of its question marks so far. */
final class Sql {
    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    Sql(String text) {
        this.text = new StringBuilder(text);
    }

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql values(Object... more) {
        values.addAll(List.of(more));
        return this;
    }

    /** The same between two texts without values. */
    Sql within(String before, String after) {
        text.insert(0, before).append(after);
        return this;
    }

    <T> List<T> list(Session session, Session.Reading<T> reading) throws SQLException {
        return session.list(text.toString(), reading, values.toArray());
    }
}
