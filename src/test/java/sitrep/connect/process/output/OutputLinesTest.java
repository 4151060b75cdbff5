package sitrep.connect.process.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.Progress;

class OutputLinesTest {
    private final OutputLines lines = new OutputLines(new Screenful());

    @Test
    void coloursTitlesAndLinksLeaveNoTrace() {
        say("\u001b[1m\u001b[31merror\u001b[0m: \u001b]8;;http://x/\u001b\\no such file\u001b]8;;\u001b\\\n");
        assertEquals("error: no such file", text());
        say("\u001b]0;a title\u0007\u001b(Bafter a title\n");
        assertEquals("after a title", text());
        say("\u009b32mgreen by one byte\n");
        assertEquals("green by one byte", text());
    }

    @Test
    void aCarriageReturnOverwritesAndAnEraseTakesAway() {
        say("12345678\rabc\n");
        assertEquals("abc45678", text());
        say("downloading a long name\r\u001b[Kdone\n");
        assertEquals("done", text());
        say("windows line\r\n");
        assertEquals("windows line", text());
    }

    @Test
    void aBackspaceGoesBack() {
        say("working |\b/\b-\b\\\b \n");
        assertEquals("working", text());
    }

    @Test
    void aPictureThatIsDrawnAgainIsRead() {
        say("10% fetched\r20% fetched\r");
        assertEquals(said("20% fetched", 20, 100), lines.take());
    }

    @Test
    void aCharacterMayBeSplitAnywhere() {
        for (var b : "größe ✓ 🚀 ok\n".getBytes(StandardCharsets.UTF_8)) lines.feed(new byte[] {b}, 1);
        assertEquals("größe ✓ 🚀 ok", text());
    }

    @Test
    void aLineThatRestsIsReadThoughUnfinished() {
        say("Proceed with 3 changes? [y/N] ");
        assertEquals(OutputNews.NONE, lines.take());
        assertEquals("Proceed with 3 changes? [y/N]", text());
    }

    @Test
    void aLineThatIsNeverFinishedIsReadAtTheEnd() {
        say("no newline");
        assertEquals(Optional.of("no newline"), lines.finish().text());
    }

    @Test
    void binaryIsPassedOver() {
        say("before\n");
        var bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        lines.feed(bytes, bytes.length);
        say("\n");
        assertTrue(lines.tail().stream().noneMatch(line -> line.matches(".*[\\x00-\\x1f].*")));
        say("after\n");
        assertEquals("after", text());
    }

    @Test
    void aLongLineIsCutWithAMark() {
        say("x".repeat(1_000_000) + "\n");
        say("word ".repeat(200_000) + "\n");
        var text = text();
        assertEquals(LineWording.LONGEST, text.length());
        assertTrue(text.endsWith("…"));
    }

    @Test
    void whatHasNoWordSaysNothing() {
        say("the last word\n");
        for (var line : List.of("", "   ", "=========", "────────", "***", "|", "⠋", "...", "\u001b[2J"))
            say(line + "\n");
        assertEquals("the last word", text());
    }

    @Test
    void spinnersAndRulesAreTakenOff() {
        say("⠹ installing left-pad\n");
        assertEquals("installing left-pad", text());
        say("==== 3 passed ====\n");
        assertEquals("3 passed", text());
        say("Building [====>      ] 5/12: core\n");
        assertEquals(said("Building 5/12: core", 5, 12), lines.take());
    }

    @Test
    void afterAGapTheRestOfTheLineMeansNothing() {
        say("half a li");
        lines.miss();
        say("f another\nwhole\n");
        assertEquals("whole", text());
        assertEquals(List.of("whole"), lines.tail());
    }

    @Test
    void theTailKeepsTheLastLinesWithoutRepeats() {
        for (var line : List.of("a1", "b2", "b2", "c3", "d4", "e5", "f6")) say(line + "\n");
        assertEquals(List.of("b2", "c3", "d4", "e5", "f6"), lines.tail());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            412/913                                    | 412 | 913
            412 / 913 tests                            | 412 | 913
            [12/40] Building CXX object a.o            | 12  | 40
            (3 of 10) Installing                       | 3   | 10
            412 of 913 tests passed                    | 412 | 913
            Step 3/10 : RUN make                       | 3   | 10
            #7 [2/4] RUN npm ci                        | 2   | 4
            test_a.py .......... [ 45%]                | 45  | 100
            [ 12%] Linking CXX executable              | 12  | 100
            Progress: 45%                              | 45  | 100
            45.7% complete                             | 45  | 100
            ##########            17.3%                | 17  | 100
            Receiving objects: 45% (452/1004)          | 452 | 1004
            1,234/5,678 files                          | 1234 | 5678
            1,234 of 5,678                             | 1234 | 5678
            45,5 % done                                | 45  | 100
            [ 97,2%] Building                          | 97  | 100
            300,000 100% 1.50MB/s (xfr#13, to-chk=28/41) | 13 | 41
            300,000 100% 1.50MB/s (xfr#41, to-chk=0/41) | 41 | 41
            12/40 remaining                            | 28  | 40
            3 of 10 files left                         | 7   | 10
            remaining: 3/10                            | 7   | 10
            1/3 done                                   | 1   | 3
            [3/10] failed test is run again            | 3   | 10
            """)
    void countsAreProgress(String line, long done, long total) {
        say(line + "\n");
        assertEquals(Optional.of(new Progress(done, total)), lines.take().progress());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Coverage: 85%
            2026/11/22 10:42 started
            22/11/2026
            src/12/40/main.c
            HTTP/1.1 200
            open 24/7
            version 1.2/1.3
            Tests run: 12, Failures: 0
            error 5/0
            Retry 2/5
            retrying (2/5) in 3 s
            attempt 1 of 3
            Attempt [1/3]: connecting
            9/11 memorial
            add 1/2 cup
            3/5 failed
            3 of 5 checks failed
            2/7 nodes offline
            300,000 100% 1.50MB/s (xfr#13, ir-chk=1028/1050)
            0  1  2  3  5  7
            """)
    void whatOnlyLooksLikeACountIsNone(String line) {
        say(line + "\n");
        assertEquals(Optional.empty(), lines.take().progress());
    }

    @Test
    void aReasonAboveATraceIsNotPushedOutByIt() {
        say("thread 'main' panicked at src/main.rs:7:13:\ndatabase is locked by migration 42\nstack backtrace:\n"
                + "   0: rust_begin_unwind\n             at /rustc/abc/library/std/src/panicking.rs:652:5\n"
                + "   1: core::panicking::panic_fmt\n             at /rustc/abc/library/core/src/panicking.rs:72:14\n"
                + "   2: <alloc::vec::Vec<T> as core::ops::Index>::index\n             at ./src/main.rs:7:13\n"
                + "note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.\n");
        assertEquals(
                List.of("thread 'main' panicked at src/main.rs:7:13:", "database is locked by migration 42"),
                lines.tail());
    }

    @Test
    void norIsThatOfAGoroutine() {
        say("panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\n"
                + "main.lookup(...)\n\t/src/app/main.go:12\nmain.(*Server).Do(0xc000012345, {0x1, 0x2})\n"
                + "\t/src/app/main.go:15 +0x1d\nmain.main()\n\t/src/app/main.go:18 +0x1d\nexit status 2\n");
        assertEquals(List.of("panic: runtime error: index out of range [5] with length 3"), lines.tail());
    }

    @Test
    void theResultOfTestsIsTheNewsAndNotHowLongTheyTook() {
        say("Test Suites: 2 passed, 2 total\nTests:       16 passed, 16 total\nSnapshots:   0 total\n"
                + "Time:        11.464 s, estimated 12 s\nRan all test suites matching je.\n");
        assertEquals("Tests: 16 passed, 16 total", text());
        say(" Test Files  1 passed (1)\n      Tests  12 passed (12)\n   Start at  22:48:24\n"
                + "   Duration  9.15s (transform 80ms, tests 7.27s)\n\n");
        assertEquals("Tests 12 passed (12)", text());
        say("2 test suites failed: database unreachable\n# suites 3\n");
        assertEquals("2 test suites failed: database unreachable", text());
    }

    @Test
    void whatNodeAndGccAddIsNotTheReason() {
        say("node:assert:126\n  throw new AssertionError(obj);\n  ^\n\n"
                + "AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n2 !== 3\n\n"
                + "    at Object.<anonymous> (/app/assert.js:1:24)\n    at node:internal/main/run_main_module:28:49 {\n"
                + "  generatedMessage: true,\n  code: 'ERR_ASSERTION',\n  actual: 2,\n  expected: 3,\n"
                + "  operator: 'strictEqual',\n  diff: 'simple'\n}\n\nNode.js v20.20.2\n");
        assertEquals("2 !== 3", text());
        assertTrue(lines.tail().contains("AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:"));
        say("a.c:2:10: error: 'x' undeclared (first use in this function)\n"
                + "a.c:2:10: note: each undeclared identifier is reported only once for each function it appears in\n");
        assertEquals("a.c:2:10: error: 'x' undeclared (first use in this function)", text());
    }

    @Test
    void amountsThatAreRedrawnAreShares() {
        say("pkg ━━━━━━━━ 12.5/50.0 MB 5.0 MB/s\r");
        assertEquals(Optional.of(new Progress(25, 100)), lines.take().progress());
    }

    private void say(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        lines.feed(bytes, bytes.length);
    }

    private String text() {
        return lines.take().text().orElse("");
    }

    private static OutputNews said(String text, long done, long total) {
        return new OutputNews(Optional.of(text), Optional.of(new Progress(done, total)));
    }
}
