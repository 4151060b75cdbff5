package sitrep.snapshot;

import java.util.Optional;

/** A value that may be absent. */
record OptionalCodec(Codec content) implements Codec {

    @Override
    public Object blank() {
        return Optional.empty();
    }

    @Override
    public void write(Object value, Output out) {
        var isPresent = ((Optional<?>) value).isPresent();
        out.octet(isPresent ? 1 : 0);
        if (isPresent) writeFilled(value, out);
    }

    @Override
    public Object read(Input in) {
        return in.choice(2) == 1 ? readFilled(in) : Optional.empty();
    }

    @Override
    public void writeFilled(Object value, Output out) {
        content.write(((Optional<?>) value).orElseThrow(), out);
    }

    @Override
    public Object readFilled(Input in) {
        return Optional.of(content.read(in));
    }
}
