package sitrep.snapshot;

/** A value that is often the same: written once, then pointed at. It is one object again when it is read. */
record RepeatedCodec(Codec codec, int table) implements Codec {

    @Override
    public void write(Object value, Output out) {
        if (!out.again(table, value)) codec.write(value, out);
    }

    @Override
    public Object read(Input in) {
        return in.again(table).orElseGet(() -> {
            var value = codec.read(in);
            in.keep(table, value);
            return value;
        });
    }
}
