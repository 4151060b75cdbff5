package sitrep.store.sql;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.store.database.SqlSession;

/** The SQL of how long things lasted here: a row for each sort of thing, a few hundred at most. */
final class SqlLasted {
    private SqlLasted() {}

    private static final String ALL = "SELECT sort, kind, state, weights FROM lasted";
    private static final String KEEP = keep("lasted");
    private static final String ALL_LEARNT = "SELECT sort, kind, state, weights FROM learnt";
    private static final String KEEP_LEARNT = keep("learnt");

    private static String keep(String table) {
        return "INSERT INTO " + table + " (sort, kind, state, weights) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (sort, kind, state) DO UPDATE SET weights = excluded.weights";
    }

    private static final int BYTES = Short.BYTES + Double.BYTES;

    static void keep(SqlSession session, Map<Lasted.What, Histogram> lasted) throws SQLException {
        keep(session, KEEP, lasted);
    }

    /** The same with the log. */
    static void keepLearnt(SqlSession session, Map<Lasted.What, Histogram> lasted) throws SQLException {
        keep(session, KEEP_LEARNT, lasted);
    }

    private static void keep(SqlSession session, String sql, Map<Lasted.What, Histogram> lasted) throws SQLException {
        for (var each : lasted.entrySet()) {
            var what = each.getKey();
            session.batch(sql, what.sort().word(), what.kind().word(), what.state(), bytes(each.getValue()));
        }
    }

    static Map<Lasted.What, Histogram> all(SqlSession session) throws SQLException {
        return all(session, ALL);
    }

    static Map<Lasted.What, Histogram> allLearnt(SqlSession session) throws SQLException {
        return all(session, ALL_LEARNT);
    }

    private static Map<Lasted.What, Histogram> all(SqlSession session, String sql) throws SQLException {
        record Kept(Lasted.What what, Histogram histogram) {}
        var all = new HashMap<Lasted.What, Histogram>();
        for (var kept : session.list(
                sql,
                row -> new Kept(
                        new Lasted.What(
                                Lasted.Sort.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                                WorkerKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                                row.getString(3)),
                        histogram(row.getBytes(4))))) {
            all.put(kept.what(), kept.histogram());
        }
        return Map.copyOf(all);
    }

    private static byte[] bytes(Histogram histogram) {
        var weights = histogram.weights();
        var bytes = ByteBuffer.allocate(weights.length * BYTES);
        for (var i = 0; i < weights.length; i++) {
            if (weights[i] != 0) bytes.putShort((short) i).putDouble(weights[i]);
        }
        var kept = new byte[bytes.position()];
        bytes.flip().get(kept);
        return kept;
    }

    private static Histogram histogram(byte[] kept) {
        var weights = new double[Histogram.BUCKETS];
        for (var bytes = ByteBuffer.wrap(kept); bytes.remaining() >= BYTES; ) {
            var bucket = bytes.getShort();
            weights[Math.clamp(bucket, 0, Histogram.BUCKETS - 1)] += bytes.getDouble();
        }
        return Histogram.of(weights);
    }
}
