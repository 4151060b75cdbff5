package sitrep.http.server;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers what is small and passes on what is large in slices, so that a listener who does not read holds no more than
 * one of them, however much it is told. What is passed on is not changed, and so can be shared by all listeners.
 */
public final class SlicedOutput extends OutputStream {
    /** Most bytes that are written at once. */
    private static final int SLICE = 16 << 10;

    private final OutputStream out;
    private final OpenStreams streams;
    private final byte[] gathered = new byte[SLICE];
    private int size;

    public SlicedOutput(OutputStream out, OpenStreams streams) {
        this.out = out;
        this.streams = streams;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var end = from + length;
        for (var at = from; at < end; ) {
            if (size == SLICE) pass();
            var some = Math.min(end - at, SLICE - size);
            System.arraycopy(bytes, at, gathered, size, some);
            size += some;
            at += some;
        }
    }

    @Override
    public void flush() throws IOException {
        pass();
    }

    private void pass() throws IOException {
        if (size == 0) return;
        streams.beginWrite();
        out.write(gathered, 0, size);
        out.flush();
        streams.endWrite();
        size = 0;
    }
}
