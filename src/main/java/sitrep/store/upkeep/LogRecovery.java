package sitrep.store.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import sitrep.store.EventCodec;
import sitrep.store.StoreFailure;
import sitrep.store.folder.DataFolder;

/**
 * Puts a copy of a log in the place of that of a data folder, which nobody works with. The copy itself stays as it is.
 *
 * @param events how many the copy has
 * @param last the place of its newest event
 * @param isOld whether it is as an older Sitrep kept it
 * @param aside the name that what was there before has now, if there was anything
 */
public record LogRecovery(long events, long last, boolean isOld, Optional<Path> aside) {

    /** How the log of a folder stands before it is replaced. */
    private sealed interface Before {
        record Empty() implements Before {}

        record Filled(long events) implements Before {}

        record Unreadable(String why) implements Before {}
    }

    /**
     * Looks through the copy, and puts it in place.
     *
     * @param isAsked whether a log with events may be replaced
     * @throws StoreFailure if the copy is not whole, the folder is in use, or it has events and nobody asked for that
     */
    public static LogRecovery run(Path folder, Path copy, EventCodec codec, boolean isAsked) {
        try (var log = LogFile.open(copy)) {
            check(log, copy, codec);
            try (var held = DataFolder.hold(folder)) {
                var before = before(held.database());
                if (!isAsked) refuse(folder, before);
                var aside = replaceOrLeave(held, log, before);
                return new LogRecovery(log.events(), log.last(), log.isOld(), aside);
            }
        } catch (IOException | SQLException e) {
            throw new StoreFailure("The log in " + folder + " was not replaced: " + e.getMessage() + ".", e);
        }
    }

    private static void check(LogFile log, Path copy, EventCodec codec) {
        var faults = log.faults();
        if (faults.isEmpty() && !log.isOld()) faults = LogCheck.of(log, codec).broken();
        if (faults.isEmpty()) return;
        throw new StoreFailure(
                "The copy " + copy + " is not as it was written, and was not put in place. " + faults.getFirst());
    }

    private static Before before(Path database) throws IOException {
        if (Files.size(database) == 0) return new Before.Empty();
        try (var log = LogFile.open(database)) {
            var events = log.events();
            return events == 0 ? new Before.Empty() : new Before.Filled(events);
        } catch (StoreFailure e) {
            return new Before.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(Path folder, Before before) {
        var then =
                " Nothing was changed. With --yes it is kept aside under another name, and the copy put in its place.";
        switch (before) {
            case Before.Empty() -> {
                // Nothing is lost by it.
            }
            case Before.Filled(var events) ->
                throw new StoreFailure("The log in " + folder + " has " + events + " events already." + then);
            case Before.Unreadable(var why) ->
                throw new StoreFailure("There is a log in " + folder + " already. " + why + then);
        }
    }

    private static Optional<Path> replaceOrLeave(DataFolder held, LogFile copy, Before before)
            throws IOException, SQLException {
        try {
            return replace(held, copy, before);
        } finally {
            held.beside(".new");
        }
    }

    /** Until the last step, which is one, the log is as it was; the index can be made anew from either. */
    private static Optional<Path> replace(DataFolder held, LogFile copy, Before before)
            throws IOException, SQLException {
        var anew = held.made(".new");
        copy.copyInto(anew);
        held.sync(anew);
        held.removeIndex();
        if (!(before instanceof Before.Unreadable)) bringTogether(held.database());
        var aside = before instanceof Before.Empty ? Optional.<Path>empty() : Optional.of(held.keepAside());
        var _ = held.with(anew);
        return aside;
    }

    /** Brings into the log itself what SQLite has beside it: nothing of that may be left for the log that follows. */
    private static void bringTogether(Path database) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
        }
        if (Files.exists(database.resolveSibling(DataFolder.DATABASE + "-wal"))) {
            throw new IOException("somebody else has it open; let them close it, and try again");
        }
    }
}
