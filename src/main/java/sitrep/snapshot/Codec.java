package sitrep.snapshot;

/** How values of one type are written down and read again. */
interface Codec {
    /** What a type has for a blank that has none: equal to no value. */
    Object NEVER_BLANK = new Object();

    /**
     * The value of those that say nothing: no text, no entries, zero. A record only marks which of its parts are filled
     * in, so that a blank takes a bit.
     */
    default Object blank() {
        return NEVER_BLANK;
    }

    /** Any value; it takes a byte at least. */
    void write(Object value, Output out);

    Object read(Input in);

    /** A value of which is known that it is not the blank. */
    default void writeFilled(Object value, Output out) {
        write(value, out);
    }

    default Object readFilled(Input in) {
        return read(in);
    }
}
