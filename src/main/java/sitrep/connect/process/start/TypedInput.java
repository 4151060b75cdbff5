package sitrep.connect.process.start;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.orders.OrderTaker.Done;

/**
 * The input of a command that can be answered from elsewhere: what is typed where we run goes through us, and what is
 * answered is typed into it as well, a line at a time. Where nobody can type, as with {@code /dev/null}, it never ends.
 */
final class TypedInput {
    private static final int PIECE = 8 * 1_024;

    private final OutputStream to;

    private TypedInput(OutputStream to) {
        this.to = to;
    }

    static TypedInput of(Process process) {
        var input = new TypedInput(process.getOutputStream());
        Thread.ofPlatform().daemon().name("copies standard input").start(input::copy);
        return input;
    }

    private void copy() {
        var isNobody = CommandSurroundings.stream(0).equals(Optional.of("/dev/null"));
        var piece = new byte[PIECE];
        try (var from = new FileInputStream(FileDescriptor.in)) {
            for (var length = from.read(piece); length >= 0; length = from.read(piece)) write(piece, length);
        } catch (IOException _) {
            // There is no input, or nobody reads it any more.
        }
        if (!isNobody) end();
    }

    private synchronized void write(byte[] piece, int length) throws IOException {
        to.write(piece, 0, length);
        to.flush();
    }

    private synchronized void end() {
        try {
            to.close();
        } catch (IOException _) {
            // The command has closed it before.
        }
    }

    /** Types a line. */
    Done say(String line) {
        var typed = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            write(typed, typed.length);
            return new Done(true, "typed into its input");
        } catch (IOException _) {
            return new Done(false, "it reads no input any more");
        }
    }
}
