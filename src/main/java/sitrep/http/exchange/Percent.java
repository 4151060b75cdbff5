package sitrep.http.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as in URLs and in the headers of CloudEvents, read strictly. */
public final class Percent {
    private Percent() {}

    /** The text behind one encoded part of a URL, or of a header; what is not UTF-8 in the end is refused. */
    public static String decode(String part, String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('\uFFFD') < 0) return encoded;
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '\uFFFD') throw broken(part);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            if (i + 2 >= encoded.length()) throw broken(part);
            bytes.write(digit(part, encoded.charAt(i + 1)) << 4 | digit(part, encoded.charAt(i + 2)));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw broken(part);
        }
    }

    private static int digit(String part, char c) {
        var digit = Character.digit(c, 16);
        if (digit < 0 || c > 'f') throw broken(part);
        return digit;
    }

    private static Refusal broken(String part) {
        return new Refusal(new Problem.BadParameter(
                part, "something that is not percent-encoded UTF-8", "UTF-8 with every byte that is not ASCII as %XX"));
    }
}
