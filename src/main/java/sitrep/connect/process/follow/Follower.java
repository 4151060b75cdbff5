package sitrep.connect.process.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import sitrep.connect.outbox.Outbox;
import sitrep.connect.process.command.KeeperTrack;
import sitrep.connect.process.orders.OrderLines;

/**
 * Tells of the commands that keepers started: of all of one data folder, one process for as many as there are. The
 * commands know nothing of it, and it may come late, be killed, or be missing.
 */
public final class Follower {
    /** How long it stays when there is nothing to follow: the next command of a loop does not wait for a JVM. */
    static final Duration LINGER = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String ENDING = ".track";

    private final Path runs;
    private final BiFunction<String, Optional<String>, Outbox> outboxes;
    private final OrderLines lines;
    private final InstantSource clock;
    private final Map<String, Outbox> open = new HashMap<>();
    private final Map<Path, Thread> followed = new ConcurrentHashMap<>();

    /**
     * @param data the data folder
     * @param outboxes the way to a server, by its address and the token for it; the address is empty for the usual one
     * @param lines the way back from there
     */
    public Follower(
            Path data, BiFunction<String, Optional<String>, Outbox> outboxes, OrderLines lines, InstantSource clock) {
        this.runs = data.resolve("runs");
        this.outboxes = outboxes;
        this.lines = lines;
        this.clock = clock;
    }

    /** Follows until nothing was there to follow for a while. */
    public void follow() {
        try {
            var idle = System.nanoTime();
            while (System.nanoTime() - idle < LINGER.toNanos()) {
                tracks().forEach(this::begin);
                followed.values().removeIf(thread -> !thread.isAlive());
                if (!followed.isEmpty()) idle = System.nanoTime();
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } finally {
            open.values().forEach(Outbox::close);
        }
    }

    private void begin(Path path) {
        if (followed.containsKey(path)) return;
        try {
            var track = KeeperTrack.open(path);
            var outbox = outbox(track);
            followed.put(
                    path,
                    Thread.ofVirtual().name("follows " + path.getFileName()).start(() -> {
                        try (track) {
                            new FollowedCommand(track, outbox, lines, clock).follow();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        } finally {
                            delete(path);
                        }
                    }));
        } catch (IOException _) {
            // Its keeper is of another version, or a disk without room cut it off at its beginning.
            delete(path);
        }
    }

    private Outbox outbox(KeeperTrack track) {
        var url = FollowedCommand.server(track);
        var token = FollowedCommand.token(track);
        return open.computeIfAbsent(url + " " + token.orElse(""), _ -> outboxes.apply(url, token));
    }

    private List<Path> tracks() {
        try (var files = Files.list(runs)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a track that cannot be deleted would be told again and again", e);
        }
    }
}
