package sitrep.snapshot;

import java.util.List;

/** A word of a closed vocabulary: its place among them, for their names and their order belong to the shape. */
record EnumCodec(List<Object> constants) implements Codec {

    @Override
    @SuppressWarnings("EnumOrdinal")
    public void write(Object value, Output out) {
        out.number(((Enum<?>) value).ordinal());
    }

    @Override
    public Object read(Input in) {
        return constants.get(in.choice(constants.size()));
    }
}
