package sitrep.snapshot;

import java.lang.invoke.MethodHandle;
import java.util.List;

/** A record: which of its parts are filled in, then those parts in order. */
final class RecordCodec implements Codec {
    private final MethodHandle make;
    private final MethodHandle[] gets;
    private final Codec[] parts;
    private final Object[] blanks;

    /** The bit of each part that has a blank; none for one that is always there. */
    private final long[] bits;

    private final boolean isMarked;
    private final Object blank;

    RecordCodec(Handles handles, List<Codec> parts) {
        this.make = handles.make();
        this.gets = handles.gets().toArray(MethodHandle[]::new);
        this.parts = parts.toArray(Codec[]::new);
        this.blanks = parts.stream().map(Codec::blank).toArray();
        this.bits = new long[blanks.length];
        var bit = 1L;
        var allBlank = true;
        for (var i = 0; i < blanks.length; i++) {
            if (blanks[i].equals(NEVER_BLANK)) {
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
            return make(blanks.clone());
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
        var values = new Object[gets.length];
        var filled = 0L;
        for (var i = 0; i < values.length; i++) {
            values[i] = get(gets[i], value);
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
        if (isMarked && filled == 0 && !blank.equals(NEVER_BLANK)) return blank;
        var values = new Object[parts.length];
        for (var i = 0; i < values.length; i++) {
            if (bits[i] == 0) values[i] = parts[i].read(in);
            else values[i] = (filled & bits[i]) != 0 ? parts[i].readFilled(in) : blanks[i];
        }
        return make(values);
    }

    private Object make(Object[] values) {
        try {
            return (Object) make.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(MethodHandle get, Object value) {
        try {
            return (Object) get.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
