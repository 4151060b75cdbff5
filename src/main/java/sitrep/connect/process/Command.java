package sitrep.connect.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that was started: it has our input, and its output comes through us.
 *
 * @param err absent where both streams of output go to one place, such as a terminal or a pipe by {@code 2>&1}: then
 *     both come through one pipe, so that what is written one after the other stays so
 */
record Command(Process process, Stream out, Optional<Stream> err) {

    /** How long the output must rest, once the command has ended, before its background processes are left alone. */
    private static final Duration REST = Duration.ofMillis(50);

    /** One of the two streams of output. */
    record Stream(Copier copier, Optional<OutputPipe> pipe, OutputLines lines, WritableByteChannel to) {

        static Stream of(String name, Optional<OutputPipe> pipe, ReadableByteChannel from, WritableByteChannel to) {
            return new Stream(Copier.start(name, from, to), pipe, new OutputLines(), to);
        }

        News news(boolean atEnd) {
            return atEnd ? lines.finish() : lines.take();
        }

        /** Reads what went past. */
        boolean look() {
            return copier.tap().visit(lines);
        }

        /** Waits until all that the command itself wrote has gone where it goes. */
        void end(boolean isError) throws InterruptedException {
            while (!copier.awaitEnd(REST)) {
                if (pipe.isEmpty()) continue;
                handOver(pipe.get(), isError);
                return;
            }
        }

        /** If nobody else can read on, we do, and stay as long as there is anything to read. */
        private void handOver(OutputPipe pipe, boolean isError) throws InterruptedException {
            try (var kept = pipe.keep()) {
                copier.leave();
                if (!pipe.handOver(isError)) Copier.start("the rest", kept, to).awaitEnd();
            } catch (IOException _) {
                copier.awaitEnd();
            }
        }
    }

    /** @param together whether both streams of output go to one place */
    static Command start(
            List<String> words,
            Assignment assignment,
            WritableByteChannel out,
            WritableByteChannel err,
            boolean together)
            throws IOException {
        var outPipe = OutputPipe.open();
        var errPipe = together ? Optional.<OutputPipe>empty() : OutputPipe.open();
        var builder = new ProcessBuilder(words)
                .redirectInput(Redirect.INHERIT)
                .redirectOutput(outPipe.map(OutputPipe::redirect).orElse(Redirect.PIPE))
                .redirectErrorStream(together);
        if (!together) builder.redirectError(errPipe.map(OutputPipe::redirect).orElse(Redirect.PIPE));
        assignment.handOn(builder.environment());
        var process = builder.start();
        var outStream = Stream.of("standard output", outPipe, reading(outPipe, process.getInputStream()), out);
        if (together) return new Command(process, outStream, Optional.empty());
        var errStream = Stream.of("standard error", errPipe, reading(errPipe, process.getErrorStream()), err);
        return new Command(process, outStream, Optional.of(errStream));
    }

    private static ReadableByteChannel reading(Optional<OutputPipe> pipe, java.io.InputStream otherwise)
            throws IOException {
        return pipe.isPresent() ? pipe.get().reading() : Channels.newChannel(otherwise);
    }

    /** What was written since the last look; whichever stream spoke last has the last word. */
    News news(boolean atEnd) {
        var fromOut = out.news(atEnd);
        var fromErr = err.map(stream -> stream.news(atEnd)).orElse(News.NONE);
        return err.filter(
                        stream -> out.copier().tap().isNewerThan(stream.copier().tap()))
                .map(_ -> fromErr.then(fromOut))
                .orElseGet(() -> fromOut.then(fromErr));
    }

    /** Reads what went past in both streams. */
    boolean look() {
        var outSpoke = out.look();
        var errSpoke = err.map(Stream::look).orElse(false);
        return outSpoke || errSpoke;
    }

    /** Whether whoever read the output went away. */
    boolean isUnheard() {
        return out.copier().isUnheard()
                || err.map(stream -> stream.copier().isUnheard()).orElse(false);
    }

    /** Whether it still says anything new: as much as the stream that says most that is new. */
    Repeats repeats() {
        var fromOut = out.lines().repeats();
        var fromErr = err.map(stream -> stream.lines().repeats()).orElse(Repeats.NONE);
        if (fromOut.known().isEmpty()) return fromErr;
        if (fromErr.known().isEmpty()) return fromOut;
        return fromOut.count() < fromErr.count() ? fromOut : fromErr;
    }

    /** The line that it began and did not end, of whichever stream spoke last. */
    String unfinished() {
        return err.filter(
                        stream -> stream.copier().tap().isNewerThan(out.copier().tap()))
                .orElse(out)
                .lines()
                .unfinished();
    }

    /** The last lines of standard error, or of standard output if there are none. */
    List<String> tail() {
        return err.map(stream -> stream.lines().tail())
                .filter(lines -> !lines.isEmpty())
                .orElseGet(() -> out.lines().tail());
    }

    /** Waits until the output of the ended command has gone where it goes. */
    void awaitOutput() throws InterruptedException {
        out.end(false);
        if (err.isPresent()) err.get().end(true);
    }
}
