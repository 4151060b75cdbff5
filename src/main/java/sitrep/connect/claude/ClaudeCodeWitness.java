package sitrep.connect.claude;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.connect.hooks.HookDesk;
import sitrep.connect.hooks.dialect.ClaudeCodeSessions;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.json.Json;

/**
 * Looks at what Claude Code keeps of the sessions that run on this machine: it tells when somebody has answered, when a
 * session is idle though no hook said so, and that its process is gone; and at the end of their transcripts, where it
 * stands that they were interrupted. Only of sessions that hooks told of anything is told.
 */
public final class ClaudeCodeWitness implements Runnable, AutoCloseable {
    private static final long LOOK_MILLIS = 300;

    /** Files that are looked at; of more the rest is not seen. */
    private static final int FILES = 200;

    /** Larger ones are none. */
    private static final long LARGEST = 256 * 1_024;

    private static final Pattern NAME = Pattern.compile("\\d{1,10}\\.json");
    private static final String AGENT = "claude-code";
    private static final Logger LOG = LoggerFactory.getLogger(ClaudeCodeWitness.class);

    private final Path folder;
    private final Path processes;
    private final HookDesk desk;
    private final InstantSource clock;
    private final Transcripts transcripts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Path, ClaudeCodeSessions.Read> known = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private volatile Optional<String> version = Optional.empty();

    /**
     * @param home where Claude Code keeps what it keeps, as in {@code ~/.claude}
     * @param processes where the system tells of its processes, as in {@code /proc}
     */
    public ClaudeCodeWitness(Path home, Path processes, HookDesk desk, InstantSource clock) {
        this.folder = home.resolve("sessions");
        this.processes = processes;
        this.desk = desk;
        this.clock = clock;
        this.transcripts = new Transcripts(home.resolve("projects"));
    }

    @Override
    public void run() {
        try {
            do {
                lookSafely();
            } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Which Claude Code the newest of the sessions is of that run now. */
    public Optional<String> version() {
        return version;
    }

    private void lookSafely() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The sessions of Claude Code cannot be looked at now: {}", e.toString());
        }
    }

    /** Looks once. */
    public void look() throws IOException {
        if (!Files.isDirectory(folder)) return;
        var there = new HashSet<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (var file : files) {
                if (there.size() == FILES) break;
                if (!NAME.matcher(file.getFileName().toString()).matches()) continue;
                there.add(file);
                read(file).ifPresent(read -> known.put(file, read));
            }
        }
        version = known.values().stream()
                .max(Comparator.comparing(ClaudeCodeSessions.Read::since))
                .flatMap(ClaudeCodeSessions.Read::version);
        for (var each : Map.copyOf(known).entrySet()) {
            var file = each.getKey();
            var read = each.getValue();
            if (!desk.knows(AGENT, read.session())) continue;
            if (there.contains(file) && isAlive(read)) tell(read);
            else gone(file, read);
        }
    }

    private static Optional<ClaudeCodeSessions.Read> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) return Optional.empty();
            return ClaudeCodeSessions.read(Json.read(Files.readAllBytes(file)));
        } catch (IOException | Json.Malformed _) {
            // It is being written, or gone again: the next look sees more.
            return Optional.empty();
        }
    }

    /** An idle session is believed a little later, for its last hook may be on its way still. */
    private void tell(ClaudeCodeSessions.Read read) {
        transcripts
                .interrupted(read.session())
                .ifPresent(at -> desk.witness(AGENT, said(read, "interrupted at " + at, new Signal.Interrupted()), at));
        var idle = new Signal.Seen(Signal.Status.IDLE, read.since(), Optional.empty());
        var isIdle = read.message().signals().contains(idle);
        var due = read.since().plus(ClaudeCodeSessions.SETTLED);
        if (isIdle && clock.instant().isBefore(due)) return;
        if (told.add(read.message().mark())) desk.witness(AGENT, read.message(), read.since());
    }

    private void gone(Path file, ClaudeCodeSessions.Read read) {
        known.remove(file);
        told.remove(read.message().mark());
        transcripts.forget(read.session());
        var gone = new Signal.Gone("its process is gone, and nobody said how it ended");
        desk.witness(AGENT, said(read, "gone " + read.process(), gone), clock.instant());
    }

    private static HookMessage said(ClaudeCodeSessions.Read read, String mark, Signal signal) {
        return ClaudeCodeSessions.message(read.session(), mark, signal);
    }

    /**
     * Whether its process lives, as far as can be told: one of the same id that was started at another time is another,
     * and what runs in a container of its own is not seen.
     */
    private boolean isAlive(ClaudeCodeSessions.Read read) {
        if (!Files.isDirectory(processes) || !read.space().map(this::isOurs).orElse(true)) return true;
        try {
            var stat = Files.readString(processes.resolve("" + read.process()).resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return read.started().map(fields[19]::equals).orElse(true) && !fields[0].equals("Z");
        } catch (IOException | IndexOutOfBoundsException _) {
            return false;
        }
    }

    private boolean isOurs(String space) {
        try {
            return Files.readSymbolicLink(
                            processes.resolve("self").resolve("ns").resolve("pid"))
                    .toString()
                    .equals(space);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
