package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last line of {@code ./sitrep test} says what Maven says. */
class TestSummaryTest {
    @TempDir
    private Path folder;

    /** The totals of such a report are those of the engine that ended last; its cases are those of both. */
    @Test
    void aClassThatTwoEnginesRanCountsWhole() throws Exception {
        var report = """
                <testsuite name="a.Mixed" tests="1" errors="0" skipped="0" failures="0">
                  <testcase name="property" classname="a.Mixed"/>
                  <testcase name="one" classname="a.Mixed"/>
                  <testcase name="two" classname="a.Mixed">
                    <skipped message="no network"/>
                  </testcase>
                </testsuite>
                """;
        assertEquals(
                "SKIPPED a.Mixed.two: no network\nTests run: 3, Failures: 0, Errors: 0, Skipped: 1\n", summary(report));
    }

    @Test
    void failuresAndErrorsAreCountedByTheCase() throws Exception {
        var report = """
                <testsuite name="a.Bad" tests="3" errors="0" skipped="0" failures="0">
                  <testcase name="one" classname="a.Bad"><![CDATA[]]></testcase>
                  <testcase name="two" classname="a.Bad">
                    <failure message="expected" type="x"/>
                  </testcase>
                  <testcase name="three" classname="a.Bad">
                    <error type="x"/>
                  </testcase>
                </testsuite>
                """;
        assertEquals("Tests run: 3, Failures: 1, Errors: 1, Skipped: 0\n", summary(report));
    }

    private String summary(String report) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("TEST-a.xml"), report);
        var awk = new ProcessBuilder("awk", "-f", "tools/test-summary.awk", file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        awk.waitFor();
        return said;
    }
}
