package sitrep.connect.opencode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes the events out of a stream that a server sends, however its bytes are cut: of each its data. One that is too
 * large is passed over.
 */
final class EventParser {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.UTF_8);

    private final int largest;
    private final Consumer<StreamPiece> told;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean isTooLarge;

    /** @param told is given each event */
    EventParser(int largest, Consumer<StreamPiece> told) {
        this.largest = largest;
        this.told = told;
    }

    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            var next = bytes.get();
            if (next == '\n') endOfLine();
            else if (next != '\r') add(next);
        }
    }

    private void add(byte next) {
        if (line.size() + data.size() > largest) isTooLarge = true;
        else line.write(next);
    }

    private void endOfLine() {
        if (line.size() == 0) {
            if (isTooLarge) told.accept(new StreamPiece.TooLarge());
            else if (data.size() > 0) told.accept(new StreamPiece.Told(data.toString(StandardCharsets.UTF_8)));
            isTooLarge = false;
            data.reset();
            return;
        }
        append(line.toByteArray());
        line.reset();
    }

    private void append(byte[] whole) {
        if (!isData(whole)) return;
        var from = whole.length > DATA.length && whole[DATA.length] == ' ' ? DATA.length + 1 : DATA.length;
        if (data.size() > 0) data.write('\n');
        data.write(whole, from, whole.length - from);
    }

    private static boolean isData(byte[] whole) {
        for (var i = 0; i < DATA.length; i++) {
            if (i >= whole.length || whole[i] != DATA[i]) return false;
        }
        return true;
    }
}
