package sitrep.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The first line of a connection, as far as it is needed to know what it is about: a character for each byte. */
record Opening(String read) {
    /** What asks whether the process lives, in the words of RFC 9112. */
    private static final String ABOUT_LIFE = "GET /health/live HTTP/1.1\r\n";

    /** Reads on only while it may be that. */
    static Opening of(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        while (read.size() < ABOUT_LIFE.length() && ABOUT_LIFE.startsWith(text(read))) {
            var next = in.read();
            if (next < 0) break;
            read.write(next);
        }
        return new Opening(text(read));
    }

    private static String text(ByteArrayOutputStream read) {
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    boolean isAboutLife() {
        return read.equals(ABOUT_LIFE);
    }

    byte[] bytes() {
        return read.getBytes(StandardCharsets.ISO_8859_1);
    }
}
