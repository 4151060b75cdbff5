package sitrep;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.LogPlace;
import sitrep.engine.board.JsonEvents;
import sitrep.json.EventLine;
import sitrep.store.EventLog;
import sitrep.store.StoreFailure;
import sitrep.store.folder.WholeFile;
import sitrep.store.upkeep.LogChunks;
import sitrep.store.upkeep.LogEvents;

/** Writes the events of a log as CloudEvents, one a line, in their order. */
final class Exporting {
    private static final int BUFFER = 1 << 16;
    private static final int FAILED = 1;

    private final LogPlace log;
    private final CommandLineSurroundings surroundings;
    private long count;
    private long unread;

    Exporting(LogPlace log, CommandLineSurroundings surroundings) {
        this.log = log;
        this.surroundings = surroundings;
    }

    /** Writes them into a file, or to standard output. Answers what the process is to end with. */
    int run(Optional<Path> file) {
        try (var chunks = LogChunks.at(log)) {
            if (file.isPresent()) into(chunks, file.get());
            else to(chunks, surroundings.out());
        } catch (IOException | UncheckedIOException e) {
            throw new StoreFailure("The events were not written: " + e.getMessage() + ".", e);
        }
        var err = surroundings.err();
        if (unread > 0) err.println("sitrep: " + unread + " events cannot be read and are left out");
        return unread > 0 ? FAILED : 0;
    }

    private void into(LogChunks chunks, Path file) throws IOException {
        try (var whole = WholeFile.create(file)) {
            try (var out = Files.newOutputStream(whole.part())) {
                to(chunks, out);
            }
            var bytes = Files.size(whole.part());
            whole.done();
            surroundings.out().println(file + " has " + count + " events in " + bytes + " bytes.");
        }
    }

    private void to(LogChunks chunks, OutputStream unbuffered) throws IOException {
        var out = new BufferedOutputStream(unbuffered, BUFFER);
        new LogEvents(new JsonEvents(), this::unreadable).all(chunks, entry -> write(entry, out));
        out.flush();
        if (surroundings.out().checkError()) throw new IOException("nobody reads them any more");
    }

    private void write(EventLog.Entry entry, OutputStream out) {
        try {
            out.write((EventLine.text(entry.seq(), entry.event()) + "\n").getBytes(StandardCharsets.UTF_8));
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (count % 1_000 == 0 && surroundings.out().checkError()) {
            throw new UncheckedIOException(new IOException("nobody reads them any more"));
        }
    }

    private void unreadable(EventLog.Unreadable event) {
        if (unread++ == 0) {
            surroundings.err().println("sitrep: event " + event.seq() + " cannot be read: " + event.why());
        }
    }
}
