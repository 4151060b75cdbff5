package sitrep.http.exchange;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the bodies of requests whole, within limits: of each its size and how long it may take, of all together how
 * much memory they may hold while they arrive and are read.
 */
public final class RequestBody {
    /** Largest body. */
    public static final int LIMIT = 8 * 1024 * 1024;

    /** How long a request waits for others to let go of memory. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final int STEP = 64 * 1024;

    /** While it is read and taken apart, a body takes so many times its size. */
    private static final int COPIES = 2;

    /** What a body may be packed as. */
    static final String ENCODINGS = "gzip identity";

    /** Steps that may be held at once: an eighth of the heap, but enough for two of the largest bodies. */
    private final Semaphore room = new Semaphore(
            (int) (Math.max(2L * COPIES * LIMIT, Runtime.getRuntime().maxMemory() / 8) / STEP), true);

    private final Duration patience;

    /** @param patience how long a body may take to arrive */
    public RequestBody(Duration patience) {
        this.patience = patience;
    }

    /** What is made of a body. */
    public interface Use {
        ApiAnswer of(byte[] body);
    }

    /** Reads a body and has it used; its memory counts as held until then. */
    public ApiAnswer read(ServerRequest request, int limit, Use use) {
        var announced = request.headers().contentLength().orElse(-1);
        if (announced > limit) throw tooLarge(announced + " bytes", limit);
        var isPacked = isPacked(request);
        if (!request.content().hasEntity()) return use.of(new byte[0]);
        var held = new Held();
        try {
            return use.of(whole(opened(request, isPacked), limit, held));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            room.release(held.steps);
        }
    }

    /** How much of the room a body takes. */
    private static final class Held {
        private int steps;
    }

    private byte[] whole(InputStream in, int limit, Held held) {
        var until = System.nanoTime() + patience.toNanos();
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8 * 1024];
        for (var count = read(in, buffer); count >= 0; count = read(in, buffer)) {
            if (bytes.size() + count > limit) throw tooLarge("more than " + limit + " bytes", limit);
            if (System.nanoTime() > until) throw new Refusal(new Problem.TooSlow(patience));
            while (held.steps * STEP < (bytes.size() + count) * COPIES) {
                take();
                held.steps++;
            }
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    private static boolean isPacked(ServerRequest request) {
        var encoding = request.headers()
                .first(HeaderNames.CONTENT_ENCODING)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("identity");
        return switch (encoding) {
            case "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw new Refusal(new Problem.WrongEncoding(Excerpt.of(encoding)));
        };
    }

    private InputStream opened(ServerRequest request, boolean isPacked) throws IOException {
        var in = request.content().inputStream();
        if (!isPacked) return in;
        try {
            return new GZIPInputStream(in);
        } catch (RuntimeException e) {
            throw refused(e);
        } catch (IOException e) {
            throw unpacked(e);
        }
    }

    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (ZipException | EOFException e) {
            throw unpacked(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    private static Refusal unpacked(IOException e) {
        return new Refusal(new Problem.Unframed("It is not what gzip makes: " + e.getMessage() + "."));
    }

    /** What the server underneath throws when a body does not come as it was announced. */
    private RuntimeException refused(RuntimeException e) {
        if (SocketSetup.isTimeout(e)) return new Refusal(new Problem.TooSlow(patience));
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) return refusal;
            if (cause instanceof DataReader.InsufficientDataAvailableException) {
                return new Refusal(new Problem.Unframed("It ends before it is complete."));
            }
        }
        return e;
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
