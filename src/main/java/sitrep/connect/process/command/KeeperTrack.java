package sitrep.connect.process.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.process.look.TypingMode;

/**
 * What the keeper of a command writes down of it, as {@code src/main/c/track.h} lays it out: numbers, words, and the
 * last bytes of each stream of output. The keeper writes on while this is read and never waits for it.
 */
public final class KeeperTrack implements AutoCloseable {
    /** Bytes kept of each stream. */
    public static final int RING = 256 * 1_024;

    private static final long VERSION = 2;
    private static final int NUMBERS = 17;
    private static final long HIDDEN = 2;
    private static final long BY_KEY = 4;
    private static final int WORDS_AT = 512;
    private static final int RINGS_AT = 65_536;

    private final FileChannel file;
    private final Map<String, List<String>> words;

    private KeeperTrack(FileChannel file, Map<String, List<String>> words) {
        this.file = file;
        this.words = words;
    }

    /** @throws IOException also for one that another version of the keeper wrote */
    public static KeeperTrack open(Path path) throws IOException {
        var file = FileChannel.open(path);
        try {
            var track = new KeeperTrack(file, words(file));
            if (track.numbers()[0] != VERSION) throw new IOException("a track of another version");
            return track;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The numbers, as they are now.
     *
     * @param began when the command began, in milliseconds since 1970
     * @param ended the same; 0 while it runs
     * @param status as the system gives it to a parent; -1 for one that did not start
     * @param error why it did not start
     * @param told the signal by which it was told to end; 0 for none
     * @param passed bytes that went past, of output and of errors
     * @param newest when the last of them came
     * @param typing how it takes what is typed at its terminal
     */
    public record Now(
            long keeper,
            long command,
            long began,
            long ended,
            int status,
            int error,
            int told,
            boolean unheard,
            List<Long> passed,
            List<Long> newest,
            TypingMode typing) {}

    public Now now() throws IOException {
        var all = numbers();
        return new Now(
                all[1],
                all[2],
                all[3],
                all[4],
                (int) all[5],
                (int) all[6],
                (int) all[7],
                all[8] != 0,
                List.of(all[9], all[10]),
                List.of(all[11], all[12]),
                typing(all[16]));
    }

    private static TypingMode typing(long terminal) {
        if ((terminal & BY_KEY) != 0) return TypingMode.BY_KEY;
        if ((terminal & HIDDEN) != 0) return TypingMode.HIDDEN;
        return terminal == 0 ? TypingMode.UNKNOWN : TypingMode.SHOWN;
    }

    /** What was said under this name, in its order. */
    public List<String> all(String name) {
        return words.getOrDefault(name, List.of());
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The variables that the command was started with, as far as its keeper wrote them down. */
    public Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        for (var variable : all("env")) {
            var equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }

    /**
     * The bytes of a stream from one place to another; of more than the ring holds, the last.
     *
     * @param stream 0 for output, 1 for errors
     */
    public byte[] bytes(int stream, long from, long to) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(to - from, RING));
        var at = to - bytes.capacity();
        while (bytes.hasRemaining()) {
            var place = at % RING;
            bytes.limit((int) Math.min(bytes.capacity(), bytes.position() + RING - place));
            var length = file.read(bytes, RINGS_AT + (long) stream * RING + place);
            if (length < 0) break;
            at += length;
            bytes.limit(bytes.capacity());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // It was only read from.
        }
    }

    private long[] numbers() throws IOException {
        var bytes = ByteBuffer.allocate(NUMBERS * Long.BYTES).order(ByteOrder.nativeOrder());
        if (file.read(bytes, 0) < bytes.capacity()) throw new IOException("a track without its beginning");
        var numbers = new long[NUMBERS];
        bytes.flip().asLongBuffer().get(numbers);
        return numbers;
    }

    private static Map<String, List<String>> words(FileChannel file) throws IOException {
        var bytes = ByteBuffer.allocate(RINGS_AT - WORDS_AT);
        file.read(bytes, WORDS_AT);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        var words = new HashMap<String, List<String>>();
        for (var word : text.split("\0", -1)) {
            var equals = word.indexOf('=');
            if (equals <= 0) break;
            words.computeIfAbsent(word.substring(0, equals), _ -> new ArrayList<>())
                    .add(word.substring(equals + 1));
        }
        return words;
    }
}
