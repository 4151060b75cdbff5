package sitrep;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.command.UpkeepCommands;
import sitrep.engine.board.JsonEvents;
import sitrep.store.StoreFailure;
import sitrep.store.sql.SqlStore;
import sitrep.store.upkeep.LogBackup;
import sitrep.store.upkeep.LogCheck;
import sitrep.store.upkeep.LogRecovery;

/** What is done with a data folder without a server, and said of it. */
final class Upkeep implements UpkeepCommands {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final CommandLineSurroundings surroundings;

    Upkeep(CommandLineSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int backup(Path data, Path file) {
        return in(data, () -> {
            var backup = LogBackup.write(data, file);
            say(file + " has " + backup.events() + " events, up to event " + backup.last() + ", in " + backup.bytes()
                    + " bytes.");
            return OK;
        });
    }

    @Override
    public int recover(Path data, Path file, boolean isAsked) {
        return without(() -> {
            var done = LogRecovery.run(data, file, new JsonEvents(), isAsked);
            say("The log in " + data + " has " + done.events() + " events, up to event " + done.last() + ".");
            done.aside().ifPresent(aside -> say("What was there before is in " + aside + "."));
            if (done.isOld())
                say("An older Sitrep wrote it: it is brought into the form of this one at the next start.");
            say("The index of tasks is made anew at the next start.");
            return OK;
        });
    }

    @Override
    public int export(Path data, Optional<Path> file) {
        return in(data, () -> new Exporting(data, surroundings).run(file));
    }

    @Override
    public int takeIn(Path data, Optional<Path> file) {
        return without(() -> {
            try (var in = input(file)) {
                return new Importing(data, surroundings)
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
    public int verify(Path data) {
        return in(
                data, () -> new Verifying(surroundings.out()).tell(LogCheck.of(data, new JsonEvents())) ? OK : FAILED);
    }

    @Override
    public int repair(Path data, boolean isToBeDone) {
        return in(data, () -> {
            try (var store = SqlStore.open(data, new JsonEvents())) {
                new Repairing(store, surroundings.out()).run(isToBeDone);
                return OK;
            }
        });
    }

    /** Does it in a folder that has to be there. */
    private int in(Path data, IntSupplier work) {
        if (!Files.isDirectory(data)) return complain(REFUSED, "there is no data folder " + data);
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
