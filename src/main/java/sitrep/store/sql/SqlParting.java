package sitrep.store.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.store.Learnt;
import sitrep.store.Parting;
import sitrep.store.chunk.TakenOut;
import sitrep.store.database.SqlSession;

/** The SQL of what leaves the log, and of what was learnt from it. */
final class SqlParting {
    private static final String KEEP = "INSERT INTO parting (one, places, names) VALUES (1, ?, ?)";
    private static final String FIND = "SELECT places, names FROM parting";
    private static final String FORGET = "DELETE FROM parting";
    private static final String LEARNT_UP_TO = "SELECT seq FROM learnt_up_to";
    private static final String SET_LEARNT_UP_TO =
            "INSERT INTO learnt_up_to (one, seq) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq";

    private SqlParting() {}

    static void keep(SqlSession session, Parting parting, Learnt learnt) throws SQLException {
        var names = parting.names().stream().map(TaskId::text).collect(Collectors.joining("\n"));
        session.change(KEEP, TakenOut.of(parting.places()).pack(), names);
        SqlLasted.keepLearnt(session, learnt.lasted());
        session.flush();
        session.change(SET_LEARNT_UP_TO, learnt.upTo());
    }

    static Optional<Parting> find(SqlSession session) throws SQLException {
        return session.first(
                FIND,
                row -> new Parting(
                        Arrays.stream(row.getString(2).split("\n", -1))
                                .filter(name -> !name.isEmpty())
                                .map(TaskId::new)
                                .collect(Collectors.toSet()),
                        TakenOut.unpack(row.getBytes(1)).places()));
    }

    static void forget(SqlSession session) throws SQLException {
        session.change(FORGET);
    }

    static Learnt learnt(SqlSession session) throws SQLException {
        var upTo = session.first(LEARNT_UP_TO, row -> row.getLong(1)).orElse(0L);
        return new Learnt(SqlLasted.allLearnt(session), upTo);
    }
}
