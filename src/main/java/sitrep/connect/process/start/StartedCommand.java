package sitrep.connect.process.start;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sitrep.connect.child.ChildPipe;
import sitrep.connect.child.Signals;
import sitrep.connect.process.command.CommandEnding;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.ObservedCommand;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.output.OutputLines;
import sitrep.connect.process.output.OutputNews;
import sitrep.connect.process.output.RepeatedLines;
import sitrep.connect.process.output.Screenful;

/**
 * A command that was started: it has our input, or what comes through us of it, and its output comes through us.
 *
 * @param typed its input, where that comes through us
 * @param screen what both streams draw on
 * @param err absent where both streams of output go to one place, such as a terminal or a pipe by {@code 2>&1}: then
 *     both come through one pipe, so that what is written one after the other stays so
 */
record StartedCommand(
        Process process,
        Signals signals,
        Optional<TypedInput> typed,
        Screenful screen,
        Stream out,
        Optional<Stream> err)
        implements ObservedCommand {

    /**
     * How it is started.
     *
     * @param together whether both streams of output go to one place
     * @param answerable whether its input comes through us, so that something can be typed from elsewhere
     */
    record Shape(boolean together, boolean answerable) {}

    /** How long the output must rest, once the command has ended, before its background processes are left alone. */
    private static final Duration REST = Duration.ofMillis(50);

    /** One of the two streams of output. */
    record Stream(OutputCopier copier, Optional<ChildPipe> pipe, OutputLines lines, WritableByteChannel to) {

        static Stream of(
                String name,
                Optional<ChildPipe> pipe,
                ReadableByteChannel from,
                WritableByteChannel to,
                Screenful screen) {
            return new Stream(OutputCopier.start(name, from, to), pipe, new OutputLines(screen), to);
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
        private void handOver(ChildPipe pipe, boolean isError) throws InterruptedException {
            try (var kept = pipe.keep()) {
                copier.leave();
                if (!pipe.handOver(isError))
                    OutputCopier.start("the rest", kept, to).awaitEnd();
            } catch (IOException _) {
                copier.awaitEnd();
            }
        }
    }

    static StartedCommand start(
            List<String> words, TaskAssignment assignment, Signals signals, ProcessWrapper.Streams to, Shape shape)
            throws IOException {
        var together = shape.together();
        var outPipe = ChildPipe.open();
        var errPipe = together ? Optional.<ChildPipe>empty() : ChildPipe.open();
        var builder = new ProcessBuilder(words)
                .redirectInput(shape.answerable() ? Redirect.PIPE : Redirect.INHERIT)
                .redirectOutput(outPipe.map(ChildPipe::redirect).orElse(Redirect.PIPE))
                .redirectErrorStream(together);
        if (!together) builder.redirectError(errPipe.map(ChildPipe::redirect).orElse(Redirect.PIPE));
        assignment.handOn(builder.environment());
        var process = builder.start();
        var typed = Optional.of(process).filter(_ -> shape.answerable()).map(TypedInput::of);
        var screen = new Screenful();
        var from = reading(outPipe, process.getInputStream());
        var outStream = Stream.of("standard output", outPipe, from, to.out(), screen);
        if (together) return new StartedCommand(process, signals, typed, screen, outStream, Optional.empty());
        var errFrom = reading(errPipe, process.getErrorStream());
        var errStream = Stream.of("standard error", errPipe, errFrom, to.err(), screen);
        return new StartedCommand(process, signals, typed, screen, outStream, Optional.of(errStream));
    }

    private static ReadableByteChannel reading(Optional<ChildPipe> pipe, java.io.InputStream otherwise)
            throws IOException {
        return pipe.isPresent() ? pipe.get().reading() : Channels.newChannel(otherwise);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String input() {
        return typed.flatMap(_ -> CommandSurroundings.stream(pid(), 0))
                .or(() -> CommandSurroundings.stream(0))
                .orElse("");
    }

    @Override
    public boolean awaitEnd(long millis) throws InterruptedException {
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) return false;
        awaitOutput();
        return true;
    }

    @Override
    public Optional<Instant> ended() {
        return Optional.empty();
    }

    @Override
    public Optional<String> told() {
        return signals.told();
    }

    @Override
    public OutputNews news(boolean atEnd) {
        return voices().news(atEnd, isOutLast());
    }

    @Override
    public boolean look() {
        var outSpoke = out.look();
        var errSpoke = err.map(Stream::look).orElse(false);
        return outSpoke || errSpoke;
    }

    @Override
    public RepeatedLines repeats() {
        return voices().repeats();
    }

    @Override
    public String unfinished() {
        return voices().unfinished(isOutLast());
    }

    @Override
    public CommandEnding ending() {
        return new CommandEnding(process.exitValue(), told(), isUnheard(), voices().tail());
    }

    private Voices voices() {
        return new Voices(out.lines(), err.map(Stream::lines));
    }

    private boolean isOutLast() {
        return err.map(stream -> out.copier().tap().isNewerThan(stream.copier().tap()))
                .orElse(true);
    }

    /** Whether whoever read the output went away. */
    private boolean isUnheard() {
        return out.copier().isUnheard()
                || err.map(stream -> stream.copier().isUnheard()).orElse(false);
    }

    /** Waits until the output of the ended command has gone where it goes. */
    void awaitOutput() throws InterruptedException {
        out.end(false);
        if (err.isPresent()) err.get().end(true);
    }
}
