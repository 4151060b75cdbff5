package sitrep.store.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.config.LogPlace;
import sitrep.store.EventCodec;
import sitrep.store.StoreFailure;
import sitrep.store.database.Postgres;
import sitrep.store.database.PostgresPlace;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlSchema;
import sitrep.store.database.SqlWriter;
import sitrep.store.database.Sqlite;
import sitrep.store.folder.Damage;
import sitrep.store.folder.DataFolder;
import sitrep.store.folder.FolderLock;
import sitrep.store.folder.StorePlace;

/** How a store is opened: upgraded if need be, with the newest schema, and let go of whole where that fails. */
final class SqlOpening {
    private SqlOpening() {}

    static SqlStore open(LogPlace place, EventCodec codec) {
        if (place.store().isEmpty()) return open(place.data(), codec);
        var address = place.store().get();
        var folder = Optional.of(FolderLock.of(place.data()));
        return open(new PostgresPlace(address, folder), new Postgres(address), codec);
    }

    static SqlStore open(Path folder, EventCodec codec) {
        var held = DataFolder.hold(folder);
        try {
            var upgraded = new SqlUpgrade(held, codec).run();
            return open(upgraded, new Sqlite(upgraded.database(), upgraded.index()), codec);
        } catch (SQLException e) {
            release(held);
            throw cannotBeOpened(held, e);
        } catch (IOException e) {
            release(held);
            throw new StoreFailure("The log in " + folder + " cannot be brought into the form of this Sitrep: " + e, e);
        }
    }

    static SqlStore open(StorePlace held, SqlDialect dialect, EventCodec codec) {
        var opened = new ArrayList<SqlWriter>();
        try {
            opened.add(writer(held, dialect, SqlSchema.LOG, dialect::log));
            opened.add(index(held, dialect));
            return new SqlStore(held, dialect, codec, opened.getFirst(), opened.getLast());
        } catch (SQLException e) {
            giveUp(held, opened);
            throw cannotBeOpened(held, e);
        } catch (RuntimeException e) {
            giveUp(held, opened);
            throw e;
        }
    }

    /** What cannot even be opened is thrown away: all of it can be made anew from the log. */
    private static SqlWriter index(StorePlace held, SqlDialect dialect) throws SQLException {
        try {
            return writer(held, dialect, SqlSchema.INDEX, dialect::index);
        } catch (SQLException | StoreFailure e) {
            if (!(held instanceof DataFolder folder) || !Damage.isBehind(e)) throw e;
            Damage.removeIndex(folder, e);
            return writer(held, dialect, SqlSchema.INDEX, dialect::index);
        }
    }

    private static SqlWriter writer(StorePlace held, SqlDialect dialect, String part, SqlWriter.Connecting connecting)
            throws SQLException {
        var writer = new SqlWriter(held, connecting);
        try {
            writer.write("The schema of the " + part + " was not brought up", session -> {
                SqlSchema.migrate(session, dialect, part, held.name());
                return true;
            });
            return writer;
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static void giveUp(StorePlace held, List<SqlWriter> opened) {
        for (var writer : opened) {
            try {
                writer.close();
            } catch (SQLException _) {
                // What cannot be opened properly is closed as well as it can be.
            }
        }
        release(held);
    }

    private static StoreFailure cannotBeOpened(StorePlace held, SQLException e) {
        return held.failure("The database in " + held.name() + " cannot be opened", e);
    }

    static void release(StorePlace place) {
        try {
            place.close();
        } catch (IOException e) {
            throw new StoreFailure("The lock of " + place.name() + " was not given up: " + e, e);
        }
    }
}
