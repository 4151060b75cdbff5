package sitrep.store.sql;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import sitrep.core.event.Event;
import sitrep.store.StoreFailure;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlReaders;
import sitrep.store.database.SqlWriter;
import sitrep.store.folder.StorePlace;

/** How events come into the log, and what is done where it is not known whether they did. For one thread. */
final class SqlAppending {
    private final StorePlace place;
    private final SqlWriter logging;
    private final SqlReaders readers;
    private final SqlLog log;
    private final SqlParts parts;
    private final SqlUpkeep upkeep;

    /** Done when repeats of the newest events are known, which nobody needs before the first append. */
    private Future<Boolean> remembering;

    SqlAppending(
            StorePlace place, SqlWriter logging, SqlReaders readers, SqlLog log, SqlParts parts, SqlUpkeep upkeep) {
        this.place = place;
        this.logging = logging;
        this.readers = readers;
        this.log = log;
        this.parts = parts;
        this.upkeep = upkeep;
        this.remembering = readers.begin(log::remember);
    }

    List<OptionalLong> append(List<Event> events) {
        if (events.isEmpty()) return List.of();
        remembered();
        settleDoubt();
        var appended = appended(events);
        keep(appended);
        place.check();
        return appended.places();
    }

    /** What could not be read at the start is read again. */
    private void remembered() {
        try {
            SqlReaders.answer(remembering);
        } catch (StoreFailure e) {
            remembering = readers.begin(log::remember);
            throw e;
        }
    }

    private SqlLog.Appended appended(List<Event> events) {
        try {
            return logging.write("Nothing was appended", session -> log.append(session, events));
        } catch (RuntimeException e) {
            log.doubt();
            throw e;
        }
    }

    private void settleDoubt() {
        if (!log.isInDoubt()) return;
        logging.write("The log cannot be read", log::settled).ifPresent(this::keep);
        log.settled();
    }

    private void keep(SqlLog.Appended appended) {
        appended.chunks().forEach(parts::add);
        log.keep(appended);
        upkeep.grown(appended.chunks());
    }

    /** Throws if nothing could be appended now. */
    void tryOut() {
        place.checkRoom();
        logging.write("Nothing can be written", session -> {
            session.run("UPDATE schema_version SET version = version");
            return true;
        });
        settleDoubt();
    }

    /** Makes sure that the log is still ours, and says where we are. Any thread may do that. */
    void hold(SqlDialect dialect, String under) {
        logging.write("It is not known whether the log is still ours", session -> {
            dialect.hold(session, under);
            return true;
        });
    }
}
