package sitrep.connect.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A command that was started: it has our input, and its output comes through us. */
record Command(Process process, Stream out, Stream err) {

    /** How long the output must rest, once the command has ended, before its background processes are left alone. */
    private static final Duration REST = Duration.ofMillis(50);

    /** One of the two streams of output. */
    record Stream(Copier copier, Optional<OutputPipe> pipe, OutputLines lines) {

        static Stream of(String name, Optional<OutputPipe> pipe, ReadableByteChannel from, WritableByteChannel to) {
            return new Stream(Copier.start(name, from, to), pipe, new OutputLines());
        }

        /** Reads what went past. */
        boolean look() {
            return copier.tap().visit(lines);
        }

        /** Waits until all that the command itself wrote has gone where it goes. */
        void end(boolean isError) throws InterruptedException {
            while (!copier.awaitEnd(REST)) {
                if (pipe.isEmpty()) continue;
                try {
                    pipe.get().handOver(isError);
                } catch (IOException _) {
                    continue;
                }
                copier.leave();
                return;
            }
        }
    }

    static Command start(List<String> words, Assignment assignment, WritableByteChannel out, WritableByteChannel err)
            throws IOException {
        var outPipe = OutputPipe.open();
        var errPipe = OutputPipe.open();
        var builder = new ProcessBuilder(words)
                .redirectInput(Redirect.INHERIT)
                .redirectOutput(outPipe.map(OutputPipe::redirect).orElse(Redirect.PIPE))
                .redirectError(errPipe.map(OutputPipe::redirect).orElse(Redirect.PIPE));
        assignment.handOn(builder.environment());
        var process = builder.start();
        return new Command(
                process,
                Stream.of("standard output", outPipe, reading(outPipe, process.getInputStream()), out),
                Stream.of("standard error", errPipe, reading(errPipe, process.getErrorStream()), err));
    }

    private static ReadableByteChannel reading(Optional<OutputPipe> pipe, java.io.InputStream otherwise)
            throws IOException {
        return pipe.isPresent() ? pipe.get().reading() : Channels.newChannel(otherwise);
    }

    /** What was written since the last look; whichever stream spoke last has the last word. */
    News news(boolean atEnd) {
        var fromOut = atEnd ? out.lines().finish() : out.lines().take();
        var fromErr = atEnd ? err.lines().finish() : err.lines().take();
        return out.copier().tap().isNewerThan(err.copier().tap()) ? fromErr.then(fromOut) : fromOut.then(fromErr);
    }

    /** Reads what went past in both streams. */
    boolean look() {
        var outSpoke = out.look();
        var errSpoke = err.look();
        return outSpoke || errSpoke;
    }

    /** The last lines of standard error, or of standard output if there are none. */
    List<String> tail() {
        return err.lines().tail().isEmpty() ? out.lines().tail() : err.lines().tail();
    }

    /** Waits until the output of the ended command has gone where it goes. */
    void awaitOutput() throws InterruptedException {
        out.end(false);
        err.end(true);
    }
}
