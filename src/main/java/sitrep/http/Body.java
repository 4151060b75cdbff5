package sitrep.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads the bodies of requests whole, within limits: of each its size and how long it may take, of all together how
 * much memory they may hold while they arrive and are read.
 */
final class Body {
    /** Largest body. */
    static final int LIMIT = 8 * 1024 * 1024;

    /** How long a request waits for others to let go of memory. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final int STEP = 64 * 1024;

    /** Steps that may be held at once: an eighth of the heap, but enough for two of the largest bodies. */
    private final Semaphore room =
            new Semaphore((int) (Math.max(2L * LIMIT, Runtime.getRuntime().maxMemory() / 8) / STEP), true);

    private final Duration patience;

    /** @param patience how long a body may take to arrive */
    Body(Duration patience) {
        this.patience = patience;
    }

    /** What is made of a body. */
    interface Use {
        Answer of(byte[] body);
    }

    /** Reads a body and has it used; its memory counts as held until then. */
    Answer read(ServerRequest request, int limit, Use use) {
        var announced = request.headers().contentLength().orElse(-1);
        if (announced > limit) throw tooLarge(announced + " bytes", limit);
        if (!request.content().hasEntity()) return use.of(new byte[0]);
        var held = 0;
        try {
            var until = System.nanoTime() + patience.toNanos();
            var bytes = new ByteArrayOutputStream((int) Math.max(512, Math.min(announced, STEP)));
            var buffer = new byte[8 * 1024];
            var in = request.content().inputStream();
            for (var count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                if (bytes.size() + count > limit) throw tooLarge("more than " + limit + " bytes", limit);
                if (System.nanoTime() > until) throw new Refusal(new Problem.TooSlow(patience));
                while (held * STEP < bytes.size() + count) {
                    take();
                    held++;
                }
                bytes.write(buffer, 0, count);
            }
            return use.of(bytes.toByteArray());
        } finally {
            room.release(held);
        }
    }

    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            if (Sockets.isTimeout(e)) throw new Refusal(new Problem.TooSlow(patience));
            throw e;
        }
    }

    private void take() {
        try {
            if (room.tryAcquire(WAIT.toNanos(), TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(new Problem.Busy("Too many large bodies are being read."));
    }

    private static Refusal tooLarge(String found, int limit) {
        return new Refusal(new Problem.TooLarge("body", found, "at most " + limit + " bytes"));
    }
}
