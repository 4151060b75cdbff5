package sitrep.store.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes bytes small, by zlib (RFC 1950) with a preset dictionary: a chunk of a few events has little in common with
 * itself, but much with every other. What is damaged does not pass zlib's own checksum.
 */
public final class Compression implements AutoCloseable {
    /** What most events have in them, the most frequent last. It belongs to the format and can never change. */
    private static final byte[] DICTIONARY = """
        "certainty":"exit","outcome":"succeeded","summary":"outcome":"failed","links":[{"rel":"href":"https://\
        "labels":{"goal":"parent":"owner":{"name":"kind":"person","channel":"thread":"action":{"kind":"command":\
        "block":{"id":"reason":"user_input","approval","text":"waitingOn":"expires":"until":"\
        {"type":"sitrep.task.reported","time":"{"type":"sitrep.task.ended",\
        "time":"{"type":"sitrep.task.opened","time":"\
        {"type":"sitrep.run.unblocked","time":"{"type":"sitrep.run.blocked",\
        "time":"{"type":"sitrep.run.printed","time":"\
        "output":"{"type":"sitrep.run.ended","time":"worker":{"id":"kind":"agent","session","subagent","process","\
        "name":"where":"command":"slot":"attempt":1,"pulse":"condition":{"kind":"did":[{"call":"tool":"took":\
        "open":[{"id":"kind":"tool","name":"since":"label":"voice":"{"type":"sitrep.run.opened","time":"\
        phase":"queued","starting","reading_context","researching","planning","editing","testing","\
        {"type":"sitrep.run.advanced","time":"2026-11-29T10:00:00.000Z","heard":"2026-11-29T10:00:00.000000Z",\
        "data":{"run":"main","phase":"testing","update":"progress":{"done":1,"total":10}}}\
        """.getBytes(StandardCharsets.UTF_8);

    /** Fast rather than small: the step from here to the best saves a tenth, and takes three times as long. */
    private static final int LEVEL = 3;

    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] dictionary;

    /** For chunks. */
    Compression() {
        this(DICTIONARY);
    }

    /** @param dictionary what most of what is made small has in it, the most frequent last */
    public Compression(byte[] dictionary) {
        this.dictionary = dictionary;
    }

    public byte[] deflate(byte[] plain) {
        deflater.reset();
        deflater.setDictionary(dictionary);
        deflater.setInput(plain);
        deflater.finish();
        var packed = new byte[plain.length / 2 + 64];
        var size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) packed = Arrays.copyOf(packed, size * 2);
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return Arrays.copyOf(packed, size);
    }

    static byte[] inflate(byte[] packed, int length) {
        return inflate(packed, length, DICTIONARY);
    }

    /**
     * What was made small.
     *
     * @param length how long it was before
     * @param dictionary with which it was made small
     */
    public static byte[] inflate(byte[] packed, int length, byte[] dictionary) {
        try (var inflater = new Inflater()) {
            inflater.setInput(packed);
            var plain = new byte[length];
            var size = inflater.inflate(plain);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(dictionary);
                size = inflater.inflate(plain);
            }
            if (size < length || !isWhole(inflater)) throw new ChunkDamaged("it is shorter or longer than it was");
            return plain;
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new ChunkDamaged("its bytes are not those that were written", e);
        }
    }

    /** Whether nothing is left but zlib's checksum, which is looked at by this. */
    private static boolean isWhole(Inflater inflater) throws DataFormatException {
        return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
    }

    @Override
    public void close() {
        deflater.end();
    }
}
