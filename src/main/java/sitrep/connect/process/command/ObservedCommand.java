package sitrep.connect.process.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.connect.process.look.TypingMode;
import sitrep.connect.process.output.AgentReport;
import sitrep.connect.process.output.OutputLines;
import sitrep.connect.process.output.OutputNews;
import sitrep.connect.process.output.RepeatedLines;
import sitrep.connect.process.output.Screenful;

/** A command that was started, as far as it can be observed, whoever started it. */
public interface ObservedCommand {

    /** The process of the command. */
    long pid();

    /** What its standard input leads to, as the system names it; empty where it does not say. */
    String input();

    /**
     * Waits for its end, for a while.
     *
     * @return whether it has ended
     */
    boolean awaitEnd(long millis) throws InterruptedException;

    /** When it ended, where that was seen at the time; what is said of it last was so then. */
    Optional<Instant> ended();

    /** The signal by which it was told to end, as in "SIGTERM"; absent if it was not. */
    Optional<String> told();

    /**
     * Reads what it wrote since the last look.
     *
     * @return whether that was anything
     */
    boolean look();

    /** What was written up to the last look; whichever stream spoke last has the last word. */
    OutputNews news(boolean atEnd);

    /** What both streams drew up to the last look. */
    Screenful screen();

    /** Whether it still says anything new: as much as the stream that says most that is new. */
    RepeatedLines repeats();

    /** How it takes what is typed at its terminal. */
    default TypingMode typing() {
        return TypingMode.UNKNOWN;
    }

    /** The newest that it reported of itself, where it is an agent that does. */
    default Optional<AgentReport> reported() {
        return Optional.empty();
    }

    /** The line that it began and did not end, of whichever stream spoke last. */
    String unfinished();

    /** How it ended, once it has. */
    CommandEnding ending();

    /**
     * What both streams of output say.
     *
     * @param err absent where both come through one pipe
     */
    record Voices(OutputLines out, Optional<OutputLines> err) {

        /** @param outLast whether standard output spoke last */
        public OutputNews news(boolean atEnd, boolean outLast) {
            var fromOut = news(out, atEnd);
            var fromErr = err.map(lines -> news(lines, atEnd)).orElse(OutputNews.NONE);
            return outLast ? fromErr.then(fromOut) : fromOut.then(fromErr);
        }

        private static OutputNews news(OutputLines lines, boolean atEnd) {
            return atEnd ? lines.finish() : lines.take();
        }

        public RepeatedLines repeats() {
            var fromOut = out.repeats();
            var fromErr = err.map(OutputLines::repeats).orElse(RepeatedLines.NONE);
            if (fromOut.known().isEmpty()) return fromErr;
            if (fromErr.known().isEmpty()) return fromOut;
            return fromOut.count() < fromErr.count() ? fromOut : fromErr;
        }

        public String unfinished(boolean outLast) {
            return err.filter(_ -> !outLast).orElse(out).unfinished();
        }

        /** The last lines of standard error, or of standard output if there are none. */
        public List<String> tail() {
            return err.map(OutputLines::tail).filter(lines -> !lines.isEmpty()).orElseGet(out::tail);
        }
    }
}
