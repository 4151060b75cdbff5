package sitrep.connect.process.start;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pipe of our own for a command's output. The pipe that the JDK offers is closed as soon as the command ends, also
 * when something that it left running in the background still writes: that would then die of it. Ours stays, and can be
 * handed over. Only where {@code /proc} tells which number a pipe has.
 */
record OutputPipe(Pipe pipe, Path handle, String name) {
    private static final Path OPEN = Path.of("/proc/self/fd");

    static Optional<OutputPipe> open() {
        try {
            var before = pipes();
            var pipe = Pipe.open();
            var after = pipes();
            after.keySet().removeAll(before.keySet());
            if (after.size() == 1) {
                var found = after.entrySet().iterator().next();
                return Optional.of(new OutputPipe(pipe, found.getValue(), found.getKey()));
            }
            pipe.source().close();
            pipe.sink().close();
        } catch (IOException _) {
            // Then the JDK's pipes must do.
        }
        return Optional.empty();
    }

    /** What makes a new process write into it. */
    Redirect redirect() {
        return Redirect.appendTo(handle.toFile());
    }

    /** Once the command has its end, ours is in the way: with it the pipe would never end. */
    ReadableByteChannel reading() throws IOException {
        pipe.sink().close();
        return pipe.source();
    }

    /** Another end to read from: with it the pipe stays when the first is closed, and who writes into it lives. */
    FileChannel keep() throws IOException {
        return FileChannel.open(handle, StandardOpenOption.READ);
    }

    /**
     * Another process reads on from here, until those who have the other end are gone. Whoever copied until now must
     * have stopped, so that nothing overtakes what it read.
     *
     * @return whether one could be started
     */
    boolean handOver(boolean toError) {
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
                if (target.startsWith("pipe:")) pipes.merge(target, handle, OutputPipe::lower);
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
