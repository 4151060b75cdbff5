package sitrep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.LogPlace;
import sitrep.core.text.Invalid;
import sitrep.engine.board.JsonEvents;
import sitrep.json.EventLine;
import sitrep.json.Json;
import sitrep.store.StoreFailure;
import sitrep.store.upkeep.LogAddition;

/** Takes the events of a log in that was exported: all of them, or none. */
final class Importing {
    /** Longest line that is read, in bytes. */
    private static final int LINE = 8 << 20;

    private final LogPlace log;
    private final CommandLineSurroundings surroundings;
    private long number;

    Importing(LogPlace log, CommandLineSurroundings surroundings) {
        this.log = log;
        this.surroundings = surroundings;
    }

    /** Answers what the process is to end with. */
    int run(InputStream in, String name) throws IOException {
        try (var addition = LogAddition.to(log, new JsonEvents())) {
            while (true) {
                var line = line(in, name);
                if (line.length == 0) break;
                number++;
                if (!isBlank(line)) add(addition, line, name);
            }
            addition.commit();
            var repeats = addition.repeats() > 0 ? "; " + addition.repeats() + " were there already" : "";
            surroundings.out().println(addition.added() + " events were added to the log in " + log + repeats + ".");
            return 0;
        }
    }

    private void add(LogAddition addition, byte[] line, String name) {
        try {
            var read = EventLine.read(line);
            addition.add(read.place(), read.event());
        } catch (Invalid | Json.Malformed e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    private StoreFailure refused(String name, String why) {
        return new StoreFailure(
                "Line " + number + " of " + name + " cannot be taken in: " + why + ". Nothing of it was taken in.");
    }

    private static boolean isBlank(byte[] line) {
        for (var one : line) {
            if (one != ' ' && one != '\t' && one != '\r' && one != '\n') return false;
        }
        return true;
    }

    /** The next line with its end; nothing at the end of all. */
    private byte[] line(InputStream in, String name) throws IOException {
        var line = new ByteArrayOutputStream(512);
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') break;
            if (line.size() > LINE) {
                number++;
                throw refused(name, "it is longer than " + LINE + " bytes");
            }
        }
        return line.toByteArray();
    }
}
