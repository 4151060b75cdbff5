package sitrep.connect.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.json.Json;
import tools.jackson.databind.node.ObjectNode;

class HookSettingsTest {
    private static final String SERVER = "http://127.0.0.1:7717/";

    @TempDir
    private Path folder;

    static List<HookSettings> all() {
        return HookSettings.agents().stream()
                .map(agent -> HookSettings.of(agent).orElseThrow())
                .toList();
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json);
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachHookIsThereOnceHoweverOftenTheyArePutIn(HookSettings settings) {
        var line = settings.line(SERVER, false, "sitrep");
        var once = settings.with(object("{}"), line);
        assertEquals(once, settings.with(once, line));
        for (var hook : settings.hooks())
            assertEquals(1, once.path("hooks").path(hook).size(), hook);
        assertTrue(Json.text(once).contains("/api/v1/hooks/" + settings.agent() + "'"), Json.text(once));
        assertEquals(object("{}"), settings.without(once));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatElseIsThereStays(HookSettings settings) {
        var hook = settings.hooks().getFirst();
        var theirs = "{\"type\":\"command\",\"" + settings.command() + "\":\"notify-send hello\"}";
        var list = settings.isGrouped() ? "[{\"matcher\":\"*\",\"hooks\":[" + theirs + "]}]" : "[" + theirs + "]";
        var before = object("{\"version\":1,\"theme\":\"dark\",\"hooks\":{\"" + hook + "\":" + list + "}}");
        var with = settings.with(before, settings.line(SERVER, true, "sitrep"));
        assertEquals(2, with.path("hooks").path(hook).size());
        assertEquals("dark", with.path("theme").asString());
        assertEquals(before, settings.without(with));
    }

    @Test
    void theTokenItselfIsNeverWritten() {
        var line = HookSettings.of("gemini").orElseThrow().line(SERVER, true, "sitrep");
        assertTrue(line.contains("Bearer $SITREP_TOKEN"), line);
        assertFalse(HookSettings.of("gemini")
                .orElseThrow()
                .line(SERVER, false, "sitrep")
                .contains("TOKEN"));
    }

    /** The agent waits for the hook: it takes what it is told, prints nothing and leaves, whatever comes of it. */
    @ParameterizedTest
    @MethodSource("all")
    void theHookLeavesAtOnceAndWhatItWasToldIsBrought(HookSettings settings) throws Exception {
        var gate = folder.resolve("gate");
        var brought = folder.resolve("brought");
        var program = folder.resolve("bringing");
        Files.writeString(
                program,
                "#!/bin/sh\nuntil [ -e '" + gate + "' ]; do :; done\ncat > '" + brought + "'; echo \"$@\" >> '"
                        + brought + "'\n");
        assertTrue(program.toFile().setExecutable(true));
        var line = settings.line("http://127.0.0.1:1", false, program.toString());
        var hook =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        try (var in = hook.getOutputStream()) {
            in.write("{\"it's\": \"100 % \\\\ \\\"told\\\"\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("", new String(hook.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, hook.waitFor());
        assertFalse(Files.exists(brought));
        Files.writeString(gate, "");
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> text(brought).contains("hook " + settings.agent()));
        assertTrue(text(brought).startsWith("{\"it's\": \"100 % \\\\ \\\"told\\\"\"}"), text(brought));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
