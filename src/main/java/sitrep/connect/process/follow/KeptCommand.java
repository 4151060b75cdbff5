package sitrep.connect.process.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import sitrep.connect.process.command.CommandEnding;
import sitrep.connect.process.command.KeeperTrack;
import sitrep.connect.process.command.ObservedCommand;
import sitrep.connect.process.look.TypingMode;
import sitrep.connect.process.output.AgentReport;
import sitrep.connect.process.output.OutputLines;
import sitrep.connect.process.output.OutputNews;
import sitrep.connect.process.output.RepeatedLines;
import sitrep.connect.process.output.Screenful;

/** A command that its keeper started: what can be known of it stands in its track. */
final class KeptCommand implements ObservedCommand {
    private static final int SIGNALS = 128;
    private static final List<String> ENDING = List.of("SIGHUP", "SIGINT");

    private final KeeperTrack track;
    private final Screenful screen = new Screenful();
    private final Voices voices = new Voices(new OutputLines(screen), Optional.of(new OutputLines(screen)));
    private final long[] seen = new long[2];
    private KeeperTrack.Now now;

    KeptCommand(KeeperTrack track) {
        this.track = track;
        this.now = read();
    }

    /** Waits until the command has a process, which its keeper notes at once, or has failed to get one. */
    void awaitBegin() {
        for (var left = 5_000; left > 0 && now.command() == 0 && now.ended() == 0; left -= 10) {
            LockSupport.parkNanos(10_000_000);
            now = read();
        }
    }

    Instant began() {
        return Instant.ofEpochMilli(now.began());
    }

    @Override
    public Optional<Instant> ended() {
        return now.ended() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(now.ended()));
    }

    /** Why it could not be started: the system's number; absent if it was. */
    Optional<Integer> error() {
        return now.ended() != 0 && now.status() == -1 ? Optional.of(now.error()) : Optional.empty();
    }

    @Override
    public long pid() {
        return now.command() == 0 ? now.keeper() : now.command();
    }

    @Override
    public String input() {
        return track.first("in").orElse("");
    }

    /** A keeper that was killed tells no end: then it is the end of the command itself. */
    @Override
    public boolean awaitEnd(long millis) {
        for (var left = millis; ; left -= 50) {
            now = read();
            if (now.ended() != 0 || (isGone(now.keeper()) && isGone(pid()))) {
                now = read();
                return true;
            }
            if (left <= 0) return false;
            LockSupport.parkNanos(Math.min(left, 50) * 1_000_000);
        }
    }

    @Override
    public Optional<String> told() {
        return switch (now.told()) {
            case 0 -> Optional.empty();
            case 1, 2 -> Optional.of(ENDING.get(now.told() - 1));
            default -> Optional.of("SIGTERM");
        };
    }

    @Override
    public boolean look() {
        var outSpoke = look(0, voices.out());
        var errSpoke = look(1, voices.err().orElseThrow());
        return outSpoke || errSpoke;
    }

    private boolean look(int stream, OutputLines lines) {
        var to = now.passed().get(stream);
        if (to == seen[stream]) return false;
        try {
            var from = Math.max(seen[stream], to - KeeperTrack.RING);
            var bytes = track.bytes(stream, from, to);
            var overtaken = read().passed().get(stream) - KeeperTrack.RING > from;
            if (overtaken || from > seen[stream]) lines.miss();
            lines.byKey(now.typing() == TypingMode.BY_KEY);
            if (!overtaken) lines.feed(bytes, bytes.length);
            seen[stream] = to;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Screenful screen() {
        return screen;
    }

    @Override
    public OutputNews news(boolean atEnd) {
        return voices.news(atEnd, isOutLast());
    }

    @Override
    public RepeatedLines repeats() {
        return voices.repeats();
    }

    /** Who reports of itself need not be guessed at. */
    @Override
    public TypingMode typing() {
        return reported().isPresent() ? TypingMode.UNKNOWN : now.typing();
    }

    @Override
    public Optional<AgentReport> reported() {
        return voices.out().report();
    }

    @Override
    public String unfinished() {
        return voices.unfinished(isOutLast());
    }

    @Override
    public CommandEnding ending() {
        return new CommandEnding(status(), told(), now.unheard(), voices.tail());
    }

    /** As a shell tells it: 128 and the signal's number for one that died of a signal. */
    private int status() {
        var signal = now.status() & 0x7f;
        return signal == 0 ? now.status() >> 8 & 0xff : SIGNALS + signal;
    }

    private boolean isOutLast() {
        return now.newest().get(0) >= now.newest().get(1);
    }

    private KeeperTrack.Now read() {
        try {
            return track.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
