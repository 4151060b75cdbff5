package sitrep.snapshot;

import java.util.List;

/** A record: which of its parts are filled in, then those parts in order. */
final class RecordCodec implements Codec {
    private final Records.Way way;
    private final Codec[] parts;
    private final Object[] blanks;

    /** The bit of each part that has a blank; none for one that is always there. */
    private final long[] bits;

    private final boolean isMarked;
    private final Object blank;

    RecordCodec(Records.Way way, List<Codec> parts) {
        this.way = way;
        this.parts = parts.toArray(Codec[]::new);
        this.blanks = parts.stream().map(Codec::blank).toArray();
        this.bits = new long[blanks.length];
        var bit = 1L;
        var allBlank = true;
        for (var i = 0; i < blanks.length; i++) {
            if (NEVER_BLANK.equals(blanks[i])) {
                allBlank = false;
            } else {
                bits[i] = bit;
                bit <<= 1;
            }
        }
        this.isMarked = bit > 1 || parts.isEmpty();
        this.blank = allBlank ? blankOf() : NEVER_BLANK;
    }

    /** Some records refuse to be empty. */
    private Object blankOf() {
        try {
            return way.make(blanks.clone());
        } catch (RuntimeException _) {
            return NEVER_BLANK;
        }
    }

    @Override
    public Object blank() {
        return blank;
    }

    @Override
    public void write(Object value, Output out) {
        var values = new Object[parts.length];
        way.take(value, values);
        var filled = 0L;
        for (var i = 0; i < values.length; i++) {
            if (bits[i] != 0 && !blanks[i].equals(values[i])) filled |= bits[i];
        }
        if (isMarked) out.number(filled);
        for (var i = 0; i < values.length; i++) {
            if (bits[i] == 0) parts[i].write(values[i], out);
            else if ((filled & bits[i]) != 0) parts[i].writeFilled(values[i], out);
        }
    }

    @Override
    public Object read(Input in) {
        var filled = isMarked ? in.number() : 0;
        if (isMarked && filled == 0 && !NEVER_BLANK.equals(blank)) return blank;
        var values = new Object[parts.length];
        for (var i = 0; i < values.length; i++) {
            if (bits[i] == 0) values[i] = parts[i].read(in);
            else values[i] = (filled & bits[i]) != 0 ? parts[i].readFilled(in) : blanks[i];
        }
        return way.make(values);
    }
}
