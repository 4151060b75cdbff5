package sitrep.connect.process.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.text.Limits;

/** What is kept of a command's screen is what a terminal would show. */
final class ScreenfulTest {
    private final Screenful screen = new Screenful();
    private final OutputLines out = new OutputLines(screen);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "one~two~                          | one~two",
                "~~  one~~  two  ~~                | \"  one~~  two\"",
                "10 %^20 %^30 %                    | 30 %",
                "long line^short~                  | shortline",
                "long line^short<K~                | short",
                "abc!!XY                           | aXY",
                "a: wait~b: wait~<2A<Ka: done~     | a: done~b: wait",
                "a: wait~b: wait~<1Fb: done        | a: wait~b: done",
                "<31;1mred<0m and plain            | red and plain",
                "old~older~<H<2Jnew                | new",
                "top~low~<1;2Hx<5Gy                | txp y~low",
                "one~two~<2A<Jthree                | three",
                "name{@key                         | name    key",
                "shell~<?1049hall of it<?1049lback | shell~back",
                "]0;a title@seen                   | seen",
            })
    void linesStandWhereATerminalHasThem(String written, String shown) {
        draw(out, written.replace("]0;a title@", "\u001b]0;a title\u0007").replace("{@", "\t"));
        assertEquals(shown.replace('~', '\n'), screen.text());
    }

    @Test
    void theLastLinesStayAndEventsHoldThem() {
        var lines = IntStream.range(0, 1_000).mapToObj(i -> i + " x".repeat(3_000));
        draw(out, lines.collect(Collectors.joining("~")));
        var kept = screen.text().lines().toList();
        assertEquals(Screenful.LINES, kept.size());
        assertEquals("976 x", kept.getFirst().substring(0, 5));
        assertEquals("999" + " x".repeat(98) + " …", kept.getLast());
        assertTrue(screen.text().length() <= Limits.OUTPUT);
    }

    @Test
    void noHalfSecretIsKept() {
        draw(out, "token: " + "k".repeat(3_000) + "~地".repeat(1) + "地".repeat(300));
        assertEquals("token: …\n" + "地".repeat(ScreenRow.COLUMNS) + "…", screen.text());
    }

    @Test
    void ofAPrivateKeyNothingIsKeptWhereverItIsCut() {
        var body = "MIIEowIBAAKCAQEAx0".repeat(4).substring(0, 64) + "~";
        draw(out, "x".repeat(300) + " -----BEGIN RSA PRIVATE KEY-----~Proc-Type: 4,ENCRYPTED~~" + body.repeat(100));
        assertEquals("[redacted: private key]", screen.text());
        draw(out, body.substring(0, 20));
        assertEquals("[redacted: private key]", screen.text());
        draw(out, "~-----END RSA PRIVATE KEY-----~and on");
        assertEquals("[redacted: private key]\nand on", screen.text());
        out.miss();
        draw(out, "~" + body.repeat(3) + "-----END RSA PRIVATE KEY-----~after~");
        assertEquals("…\nafter", screen.text());
    }

    @Test
    void whatOnlySpeaksOfAKeyHidesNothingElse() {
        draw(out, "fix.go:3:-----BEGIN RSA PRIVATE KEY-----~1~2~");
        assertEquals("[redacted: private key]\n1\n2", screen.text());
    }

    @Test
    void bothStreamsDrawOnOneScreen() {
        var err = new OutputLines(screen);
        draw(out, "out~and ");
        draw(err, "err~");
        assertEquals("out\nand err", screen.text());
    }

    @Test
    void whereBytesWereMissedItSaysSo() {
        draw(out, "one~two");
        out.miss();
        draw(out, "rest of a line~three~");
        assertEquals("…\nthree", screen.text());
    }

    @Test
    void whatChangesNothingIsNoChange() {
        draw(out, "same^");
        var before = screen.changes();
        draw(out, "<0m^<A");
        assertEquals(before, screen.changes());
    }

    private static void draw(OutputLines lines, String written) {
        var bytes = written.replace('~', '\n')
                .replace('^', '\r')
                .replace('!', '\b')
                .replace("<", "\u001b[")
                .getBytes(StandardCharsets.UTF_8);
        lines.feed(bytes, bytes.length);
    }
}
