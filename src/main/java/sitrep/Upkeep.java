package sitrep;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.command.UpkeepCommands;
import sitrep.config.LogPlace;
import sitrep.engine.board.JsonEvents;
import sitrep.store.StoreFailure;
import sitrep.store.sql.SqlStore;
import sitrep.store.upkeep.LogBackup;
import sitrep.store.upkeep.LogCheck;
import sitrep.store.upkeep.LogRecovery;

/** What is done with a log without a server, and said of it. */
final class Upkeep implements UpkeepCommands {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final CommandLineSurroundings surroundings;

    Upkeep(CommandLineSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int backup(LogPlace log, Path file) {
        if (log.store().isPresent())
            return byPostgres(new PostgresCopies(log.store().get()).backup(file));
        return in(log, () -> {
            var backup = LogBackup.write(log.data(), file);
            say(file + " has " + backup.events() + " events, up to event " + backup.last() + ", in " + backup.bytes()
                    + " bytes.");
            return OK;
        });
    }

    @Override
    public int recover(LogPlace log, Path file, boolean isAsked) {
        if (log.store().isPresent())
            return byPostgres(new PostgresCopies(log.store().get()).recovery(file));
        return without(() -> {
            var done = LogRecovery.run(log.data(), file, new JsonEvents(), isAsked);
            say("The log in " + log + " has " + done.events() + " events, up to event " + done.last() + ".");
            done.aside().ifPresent(aside -> say("What was there before is in " + aside + "."));
            if (done.isOld())
                say("An older Sitrep wrote it: it is brought into the form of this one at the next start.");
            say("The index of tasks is made anew at the next start.");
            return OK;
        });
    }

    private int byPostgres(List<String> steps) {
        complain(REFUSED, "of a PostgreSQL database its own programs make copies, and put them back. Do this:");
        steps.forEach(step -> surroundings.err().println("  " + step));
        return REFUSED;
    }

    @Override
    public int export(LogPlace log, Optional<Path> file) {
        return in(log, () -> new Exporting(log, surroundings).run(file));
    }

    @Override
    public int takeIn(LogPlace log, Optional<Path> file) {
        return without(() -> {
            try (var in = input(file)) {
                return new Importing(log, surroundings)
                        .run(in, file.map(Path::toString).orElse("standard input"));
            } catch (IOException e) {
                return complain(
                        FAILED,
                        file.map(it -> "the file " + it).orElse("standard input") + " cannot be read: "
                                + e.getMessage());
            }
        });
    }

    private static InputStream input(Optional<Path> file) throws IOException {
        return new BufferedInputStream(file.isPresent() ? Files.newInputStream(file.get()) : System.in, 1 << 16);
    }

    @Override
    public int verify(LogPlace log) {
        return in(log, () -> new Verifying(surroundings.out()).tell(LogCheck.of(log, new JsonEvents())) ? OK : FAILED);
    }

    @Override
    public int repair(LogPlace log, boolean isToBeDone) {
        return in(log, () -> {
            try (var store = opened(log)) {
                new Repairing(store, surroundings.out()).run(isToBeDone);
                return OK;
            }
        });
    }

    private static SqlStore opened(LogPlace log) {
        var codec = new JsonEvents();
        return log.store().isPresent() ? SqlStore.open(log.store().get(), codec) : SqlStore.open(log.data(), codec);
    }

    /** Does it in a folder that has to be there, or in a database. */
    private int in(LogPlace log, IntSupplier work) {
        if (log.store().isEmpty() && !Files.isDirectory(log.data())) {
            return complain(REFUSED, "there is no data folder " + log.data());
        }
        return without(work);
    }

    /** Does it, and says why if it cannot be done. */
    private int without(IntSupplier work) {
        Logs.toStandardError(Level.OFF);
        try {
            return work.getAsInt();
        } catch (StoreFailure e) {
            return complain(FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void say(String line) {
        surroundings.out().println(line);
    }

    private int complain(int code, String reason) {
        surroundings.err().println("sitrep: " + reason);
        return code;
    }
}
