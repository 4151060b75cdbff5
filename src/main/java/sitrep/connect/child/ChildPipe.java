package sitrep.connect.child;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/**
 * A pipe of our own for what a command writes, or for what it reads. The pipe that the JDK offers for output is closed
 * as soon as the command ends, also when something that it left running in the background still writes: that would then
 * die of it. Ours stays, and can be handed over; and bytes go through it without a copy within the JVM. Only where
 * {@code /proc} tells which number a pipe has.
 */
public record ChildPipe(Pipe pipe, Path handle, String name) {
    private static final Path OPEN = Path.of("/proc/self/fd");

    public static Optional<ChildPipe> open() {
        try {
            var before = pipes();
            var pipe = Pipe.open();
            var after = pipes();
            after.keySet().removeAll(before.keySet());
            if (after.size() == 1) {
                var found = after.entrySet().iterator().next();
                return Optional.of(new ChildPipe(pipe, found.getValue(), found.getKey()));
            }
            pipe.source().close();
            pipe.sink().close();
        } catch (IOException _) {
            // Then the JDK's pipes must do.
        }
        return Optional.empty();
    }

    /** The number that the system knows the end by which reads. */
    public int readingNumber() {
        return number(handle);
    }

    /** And that of the end which writes, while this process has it. */
    public OptionalInt writingNumber() {
        try (var handles = Files.newDirectoryStream(OPEN, each -> target(each).equals(name))) {
            return StreamSupport.stream(handles.spliterator(), false)
                    .mapToInt(ChildPipe::number)
                    .filter(number -> number != readingNumber())
                    .findFirst();
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }

    /** What makes a new process write into it. */
    public Redirect redirect() {
        return Redirect.appendTo(handle.toFile());
    }

    /** Once the command has its end, ours is in the way: with it the pipe would never end. */
    public ReadableByteChannel reading() throws IOException {
        pipe.sink().close();
        return pipe.source();
    }

    /** What makes a new process read from it. */
    public Redirect redirectInput() {
        return Redirect.from(handle.toFile());
    }

    /** Once the command has its end, ours is in the way: with it we would never learn that nobody reads any more. */
    public WritableByteChannel writing() throws IOException {
        pipe.source().close();
        return pipe.sink();
    }

    /** Another end to read from: with it the pipe stays when the first is closed, and who writes into it lives. */
    public FileChannel keep() throws IOException {
        return FileChannel.open(handle, StandardOpenOption.READ);
    }

    /**
     * Another process reads on from here, until those who have the other end are gone. Whoever copied until now must
     * have stopped, so that nothing overtakes what it read.
     *
     * @return whether one could be started
     */
    public boolean handOver(boolean toError) {
        var script = "trap '' HUP INT QUIT; exec cat" + (toError ? " >&2" : "");
        try {
            var kept = Optional.ofNullable(pipes().get(name)).orElse(handle);
            new ProcessBuilder("sh", "-c", script)
                    .redirectInput(kept.toFile())
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The pipes that this process has open, by what the system calls them, each with a handle that leads to it. */
    private static Map<String, Path> pipes() throws IOException {
        var pipes = new HashMap<String, Path>();
        try (var handles = Files.newDirectoryStream(OPEN)) {
            for (var handle : handles) {
                var target = target(handle);
                // The lower number of a pipe is its reading end, which stays open.
                if (target.startsWith("pipe:")) pipes.merge(target, handle, ChildPipe::lower);
            }
        }
        return pipes;
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static Path lower(Path one, Path other) {
        return number(one) < number(other) ? one : other;
    }

    private static int number(Path handle) {
        return Integer.parseInt(handle.getFileName().toString());
    }
}
