package sitrep.snapshot;

import java.util.Optional;
import java.util.Set;

/**
 * How values of one record are written down: a head that says in which way, of which shape and with which meaning, the
 * value, and a checksum over both. Only what has the head of today is read.
 */
final class Format {
    /** Raised when the same value is written in another way than before. */
    private static final int VERSION = 1;

    private final Codec codec;
    private final int tables;
    private final Shape shape;
    private final int meaning;

    private Format(Codec codec, Codecs codecs, int meaning) {
        this.codec = codec;
        this.tables = codecs.tables();
        this.shape = codecs.shape();
        this.meaning = meaning;
    }

    /**
     * For all that can be reached from a record. What cannot be written is refused now, and by the field's name.
     *
     * @param repeated records of which equal ones are found many times in one value
     * @param meaning the version of what the values mean
     */
    static Format of(Class<? extends Record> root, Set<Class<?>> repeated, int meaning) {
        var codecs = new Codecs(root, repeated);
        return new Format(codecs.of(root), codecs, meaning);
    }

    byte[] write(Record value) {
        var out = new Output(tables);
        out.octet(VERSION);
        out.fixed(shape.fingerprint());
        out.number(meaning);
        codec.write(value, out);
        return out.withChecksum();
    }

    Optional<Object> read(byte[] bytes) {
        try {
            return Input.checked(bytes, tables).flatMap(this::value);
        } catch (RuntimeException _) {
            // What the checksum did not tell: a text that is too long by today's limits, a key twice.
            return Optional.empty();
        }
    }

    private Optional<Object> value(Input in) {
        var isOurs = in.octet() == VERSION && in.fixed() == shape.fingerprint() && in.number() == meaning;
        if (!isOurs) return Optional.empty();
        var value = codec.read(in);
        return in.isAtEnd() ? Optional.of(value) : Optional.empty();
    }

    Shape shape() {
        return shape;
    }
}
