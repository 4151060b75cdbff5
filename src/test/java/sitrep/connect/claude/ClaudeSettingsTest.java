package sitrep.connect.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.connect.hooks.LineDiff;
import sitrep.connect.hooks.SettingsFile;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hooks go into somebody's settings and out of them again, and all else stays. */
class ClaudeSettingsTest {
    private static final String SERVER = "http://127.0.0.1:7717";
    private static final ClaudeSettings.Wish POSTED = new ClaudeSettings.Wish(SERVER, false, "/opt/sitrep", false);
    private static final ClaudeSettings.Wish BROUGHT = new ClaudeSettings.Wish(SERVER, false, "/opt/sitrep", true);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'model':'opus','n':1.50,'hooks':{}}",
                "{'hooks':{'Stop':[{'hooks':[{'type':'command','command':'say done'}]}],'Odd':'text'}}",
                "{'hooks':{'PreToolUse':[{'matcher':'Bash','hooks':[{'type':'command','command':'check'}]}]},'z':[]}"
            })
    void whatWentInGoesOutAgainAndTheRestStays(String json) {
        var before = settings(json);
        for (var wish : List.of(POSTED, BROUGHT)) {
            var with = ClaudeSettings.with(before, wish);
            assertTrue(ClaudeSettings.isIn(with));
            assertEquals(with, ClaudeSettings.with(with, wish), "twice is once");
            assertEquals(
                    ClaudeSettings.with(before, BROUGHT),
                    ClaudeSettings.with(with, BROUGHT),
                    "another way replaces the one before");
            var after = ClaudeSettings.without(with);
            assertFalse(ClaudeSettings.isIn(after));
            var hooks = before.path("hooks").isEmpty();
            if (hooks) before.remove("hooks");
            assertEquals(before, after);
        }
    }

    @Test
    void everyHookIsPostedSaveThoseThatCannotBe() {
        var with = ClaudeSettings.with(settings("{}"), POSTED);
        for (var event : ClaudeCodeDialect.hooks()) {
            var types = handlers(with, event)
                    .map(handler -> handler.path("type").asString())
                    .toList();
            var expected = switch (event) {
                case "SessionStart" -> List.of("command");
                case "StopFailure" -> List.of("http", "command");
                default -> List.of("http");
            };
            assertEquals(expected, types, event);
        }
    }

    @Test
    void theTokenIsNamedAndNeverWritten() {
        var wish = new ClaudeSettings.Wish(SERVER, true, "sitrep", false);
        var handler = handlers(ClaudeSettings.with(settings("{}"), wish), "Stop")
                .toList()
                .getFirst();
        assertEquals(
                "Bearer $SITREP_TOKEN",
                handler.path("headers").path("Authorization").asString());
        assertEquals("SITREP_TOKEN", handler.path("allowedEnvVars").path(0).asString());
    }

    @Test
    void theWorkAroundASessionIsSaidByItsVariables() {
        var handler = handlers(ClaudeSettings.with(settings("{}"), POSTED), "Stop")
                .toList()
                .getFirst();
        assertEquals(
                "$SITREP_TASK", handler.path("headers").path("X-Sitrep-Task").asString());
        assertEquals(
                "[\"SITREP_TASK\",\"SITREP_RUN\",\"TRACEPARENT\"]",
                handler.path("allowedEnvVars").toString());
    }

    @Test
    void aFileIsReplacedWholeAndKeptAsItWas() throws IOException {
        var file = folder.resolve("settings.json");
        var text = "{ \"model\": \"opus\" }";
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var read = SettingsFile.read(file);
        var backup = read.write(ClaudeSettings.with(read.settings(), POSTED));
        assertEquals(text, Files.readString(backup.orElseThrow()));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var again = SettingsFile.read(file);
        assertTrue(ClaudeSettings.isIn(again.settings()));
        again.write(ClaudeSettings.without(again.settings()));
        assertEquals("{\n  \"model\": \"opus\"\n}\n", Files.readString(file));
    }

    @Test
    void aFileThatOnlyWeMadeIsRemovedAgain() throws IOException {
        var file = folder.resolve("new").resolve("settings.json");
        var read = SettingsFile.read(file);
        assertTrue(read.write(ClaudeSettings.with(read.settings(), POSTED)).isEmpty());
        var again = SettingsFile.read(file);
        again.write(ClaudeSettings.without(again.settings()));
        assertFalse(Files.exists(file));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        var real = folder.resolve("real.json");
        Files.writeString(real, "{}");
        var link = Files.createSymbolicLink(folder.resolve("settings.json"), real);
        var read = SettingsFile.read(link);
        read.write(ClaudeSettings.with(read.settings(), POSTED));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(real).contains(ClaudeSettings.ROUTE));
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotWrittenOver() throws IOException {
        var file = folder.resolve("settings.json");
        Files.writeString(file, "{}");
        var read = SettingsFile.read(file);
        Files.writeString(file, "{\"model\":\"opus\"}");
        assertThrows(IOException.class, () -> read.write(ClaudeSettings.with(read.settings(), POSTED)));
        assertEquals("{\"model\":\"opus\"}", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "\"text\"", "{\"a\":1,}"})
    void whatIsNoSettingsIsLeftAlone(String text) throws IOException {
        var file = folder.resolve("settings.json");
        Files.writeString(file, text);
        assertThrows(IOException.class, () -> SettingsFile.read(file));
    }

    @Test
    void aDifferenceShowsWhatGoesAndWhatComes() {
        assertEquals(List.of("  a", "- b", "+ c", "  d"), LineDiff.of("a\nb\nd\n", "a\nc\nd\n"));
        assertEquals(List.of("  …", "  3", "  4", "+ 5"), LineDiff.of("1\n2\n3\n4\n", "1\n2\n3\n4\n5\n"));
    }

    private static Stream<JsonNode> handlers(ObjectNode settings, String event) {
        return StreamSupport.stream(settings.path("hooks").path(event).spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("hooks").spliterator(), false));
    }

    private static ObjectNode settings(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }
}
