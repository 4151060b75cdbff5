package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.cli.StandIn;
import sitrep.cli.Typed;
import sitrep.cli.client.MachineChecks;
import sitrep.json.Json;

/** What the doctor finds, and what it ends with. */
class DoctorTest {
    private static final String READY = "{\"status\":\"ready\"}";
    private static final String NOBODY = "http://127.0.0.1:9";

    @TempDir
    Path home;

    private final StandIn server = new StandIn().give("GET /health/ready", READY);

    @AfterEach
    void stop() {
        server.close();
    }

    private Typed at(String url, String... more) {
        var words = new String[more.length + 1];
        words[0] = "doctor";
        System.arraycopy(more, 0, words, 1, more.length);
        var environment = Map.of(
                "SITREP_URL", url,
                "HOME", home.toString(),
                "SITREP_DATA", home.resolve("data").toString());
        return Typed.with(environment, new Typed.Noted(), words);
    }

    private void sources(String items) {
        server.give(
                "GET /api/v1/sources", "{\"items\":[" + items.replace('\'', '"') + "],\"counts\":{},\"now\":\"x\"}");
    }

    @Test
    void whereAllIsWellItSaysSoAndEndsWithZero() throws IOException {
        Files.createDirectory(
                home.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        sources("{'id':'openclaw@local','kind':'openclaw','state':'live','eventsPerMinute':12},"
                + "{'id':'run@office','kind':'posted','state':'heard','eventsPerMinute':0}");
        var doctor = at(server.url());
        assertEquals(0, doctor.code(), doctor.out());
        assertTrue(doctor.out().contains("✓ java"), doctor.out());
        assertTrue(
                doctor.out().contains("✓ source    openclaw@local: in contact, 12 events in the last minute"),
                doctor.out());
        assertFalse(doctor.out().contains("✗"), doctor.out());
    }

    @Test
    void aSourceThatIsNotHeardIsTroubleWithARemedy() {
        sources("{'id':'openclaw@office','state':'blind','since':'2026-11-22T10:02:00Z','why':'connection refused',"
                + "'remedy':'look whether the gateway runs','eventsPerMinute':0},"
                + "{'id':'openclaw@home','state':'refused','why':'the token is not the gateway\\u0027s',"
                + "'remedy':'set SITREP_OPENCLAW_TOKEN','eventsPerMinute':0},"
                + "{'id':'openclaw@local','state':'absent','why':'there is no ~/.openclaw/openclaw.json',"
                + "'remedy':'start it','eventsPerMinute':0}");
        var doctor = at(server.url());
        assertEquals(7, doctor.code(), doctor.out());
        assertTrue(doctor.out().contains("✗ source    openclaw@office: no contact since"), doctor.out());
        assertTrue(doctor.out().contains("→ look whether the gateway runs"), doctor.out());
        assertTrue(doctor.out().contains("✗ source    openclaw@home: it does not let Sitrep in"), doctor.out());
        assertTrue(doctor.out().contains("· source    openclaw@local: there is no ~/.openclaw"), doctor.out());
        var json = Json.read(at(server.url(), "--json").out());
        assertEquals(2, json.path("trouble").asInt());
        assertTrue(json.path("checks").toString().contains("\"remedy\":\"set SITREP_OPENCLAW_TOKEN\""));
    }

    private static String gateway(String name, String acting) {
        return "{'id':'openclaw@" + name + "','name':'" + name + "','kind':'openclaw','state':'live',"
                + "'eventsPerMinute':0,'acting':{" + acting + ",'levels':[]}}";
    }

    @Test
    void whetherOperatorsMayActIsSaidOfEachGatewayWithHowToChangeIt() {
        sources(String.join(
                ",",
                gateway("home", "'level':'off'"),
                gateway("shed", "'level':'off','locked':true"),
                gateway("shop", "'level':'operator','state':'live','since':'2026-11-22T10:02:00Z'"),
                gateway("barn", "'level':'admin','state':'live'"),
                gateway("dock", "'level':'operator','state':'connecting'"),
                "{'id':'openclaw@gone','name':'gone','state':'absent','why':'there is none','remedy':'start it',"
                        + "'eventsPerMinute':0,'acting':{'level':'off','levels':[]}}"));
        var doctor = at(server.url());
        var out = doctor.out();
        assertTrue(out.contains("· acting    openclaw@home: Sitrep only looks, and can do nothing there"), out);
        assertTrue(out.contains("at a start 'sitrep serve --openclaw-act=home' does"), out);
        assertTrue(out.contains("· acting    openclaw@shed: Sitrep only looks"), out);
        assertTrue(out.contains("→ start it without --look-only and --openclaw-act=none"), out);
        assertTrue(out.contains("✓ acting    openclaw@shop: operators act since "), out);
        assertTrue(out.contains("(operator); what it keeps to administrators needs --openclaw-act-admin=shop"), out);
        assertTrue(out.contains("✓ acting    openclaw@barn: operators act (admin), as"), out);
        assertTrue(out.contains("· acting    openclaw@dock: it is being asked"), out);
        assertFalse(out.contains("acting    openclaw@gone"), out);
        assertFalse(out.contains("✗ acting"), out);
    }

    @Test
    void actingThatWasAskedForAndIsRefusedIsTroubleWithTheGatewaysRemedy() {
        sources(gateway(
                "shop",
                "'level':'operator','state':'refused','why':'somebody has to approve this Sitrep as a device',"
                        + "'remedy':'on its machine: openclaw devices approve r-17'"));
        var doctor = at(server.url());
        assertEquals(7, doctor.code(), doctor.out());
        var checks = Json.read(at(server.url(), "--json").out()).path("checks");
        var acting = checks.valueStream()
                .filter(check -> check.path("check").asString().equals("acting"))
                .findFirst()
                .orElseThrow();
        assertEquals("trouble", acting.path("state").asString());
        assertEquals(
                "openclaw@shop: operators are to act there (operator), and cannot: somebody has to approve this Sitrep"
                        + " as a device",
                acting.path("found").asString());
        assertEquals(
                "on its machine: openclaw devices approve r-17",
                acting.path("remedy").asString());
    }

    @Test
    void withoutAServerItSaysWhatAServerWouldFind() throws IOException {
        var none = at(NOBODY);
        assertEquals(69, none.code(), none.out());
        assertTrue(none.out().contains("✗ server"), none.out());
        assertTrue(none.out().contains("start one with 'sitrep serve'"), none.out());
        assertTrue(none.out().contains("· openclaw  there is no ~/.openclaw/openclaw.json"), none.out());
        Files.createDirectory(home.resolve(".openclaw"));
        Files.writeString(home.resolve(".openclaw/openclaw.json"), "{gateway:{auth:{token:'hunter2'}}}");
        var found = at(NOBODY);
        assertTrue(found.out().contains("✓ openclaw  gateway local at ws://127.0.0.1:18789"), found.out());
        assertFalse(found.out().contains("hunter2"), "a token is not shown");
    }

    @Test
    void aServerThatWantsATokenIsToldApart() {
        server.give("GET /api/v1/sources", 401, "{\"title\":\"No token\",\"status\":401}");
        var doctor = at(server.url());
        assertEquals(77, doctor.code(), doctor.out());
        assertTrue(doctor.out().contains("✗ token"), doctor.out());
        assertTrue(doctor.out().contains("set SITREP_TOKEN"), doctor.out());
    }

    @Test
    void aServerThatCannotWriteIsTrouble() {
        server.give("GET /health/ready", 503, "{\"title\":\"Not ready\",\"detail\":\"no room\"}");
        var doctor = at(server.url());
        assertEquals(69, doctor.code(), doctor.out());
        assertTrue(doctor.out().contains("answers with status 503: Not ready: no room"), doctor.out());
    }

    @Test
    void foreignTextIsInert() {
        sources("{'id':'a\\u001b[31mb','state':'blind','why':'\\u001b]0;x\\u0007y','eventsPerMinute':0}");
        assertFalse(at(server.url()).out().contains("\u001b"));
    }

    @Test
    void aFolderThatCannotBeUsedOrThatOthersReadIsSaid() throws IOException {
        sources("");
        Files.createFile(home.resolve("data"));
        assertTrue(at(server.url()).out().contains("✗ data"));
        Files.delete(home.resolve("data"));
        Files.createDirectory(home.resolve("data"));
        Files.setPosixFilePermissions(home.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(home.resolve("data/outbox/empty"));
        Files.writeString(Files.createDirectory(home.resolve("data/outbox/one")).resolve("000001.ndjson"), "{}\n");
        var doctor = at(server.url());
        assertTrue(doctor.out().contains("chmod 700"), doctor.out());
        assertTrue(doctor.out().contains("· outbox    1 command that is over has something to deliver"), doctor.out());
    }

    @Test
    void anOldJavaIsTrouble() {
        assertTrue(MachineChecks.java(Runtime.Version.parse("21.0.2")).isTrouble());
        assertFalse(MachineChecks.java(Runtime.Version.parse("25.0.1")).isTrouble());
    }

    /** Of each agent on the machine one line, and the command by which it is seen. */
    @Test
    void agentsOnThisMachineAreFoundWithTheCommandThatConnectsThem() throws IOException {
        var bin = Files.createDirectory(home.resolve("bin"));
        for (var program : List.of("claude", "codex", "gemini")) {
            Files.createFile(
                    bin.resolve(program),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        sources("");
        var path = Map.of("PATH", "bin:" + bin);
        var before = with(path, "doctor");
        assertTrue(before.out().contains("· agent     Claude Code is at " + bin), before.out());
        assertTrue(before.out().contains("→ to see it: sitrep install claude-code --yes"), before.out());
        assertTrue(before.out().contains("→ to see it: sitrep install codex --yes"), before.out());
        assertFalse(before.out().contains("opencode"), before.out());
        for (var agent : List.of("claude-code", "codex", "gemini"))
            assertEquals(0, with(path, "install", agent, "--yes").code());
        var after = with(path, "doctor");
        assertTrue(after.out().contains("Codex is at " + bin + "/codex, and its hooks come here"), after.out());
        assertFalse(after.out().contains("sitrep install"), after.out());
        assertTrue(after.out().contains("✓ agent     Claude Code is at " + bin), after.out());
        var elsewhere = with(path, "install", "claude-code", "--yes", "--url", "http://127.0.0.1:9");
        assertEquals(0, elsewhere.code(), elsewhere.err());
        assertTrue(with(path, "doctor").out().contains("hooks go to http://127.0.0.1:9"));
        assertEquals(0, with(path, "uninstall", "gemini", "--yes").code());
        assertTrue(with(path, "doctor").out().contains("→ to see it: sitrep install gemini --yes"));
    }

    /** Where programs of the shell export to, save what an address has of names and keys. */
    @Test
    void whereProgramsOfThisShellExportToIsSaid() {
        sources("");
        assertFalse(with(Map.of(), "doctor").out().contains("export "));
        var here = "http://localhost:" + server.url().replaceFirst(".*:", "");
        var fine = with(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", here), "doctor").out();
        assertTrue(fine.contains("✓ export    what programs export from this shell comes here"), fine);
        var away = with(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                                "https://dana:hunter2@traces.example/v1?key=hunter2",
                                "CLAUDE_CODE_ENABLE_TELEMETRY",
                                "1"),
                        "doctor")
                .out();
        assertTrue(away.contains("· export    what programs export from this shell goes to"), away);
        assertTrue(away.contains("https://traces.example:443"), away);
        assertFalse(away.contains("hunter2"), away);
        assertTrue(away.contains("and not to this server"), away);
        var claude = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", here, "CLAUDE_CODE_ENABLE_TELEMETRY", "1"));
        assertTrue(with(claude, "doctor").out().contains("→ export CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1"));
        claude.put("CLAUDE_CODE_ENHANCED_TELEMETRY_BETA", "1");
        claude.put("OTEL_TRACES_EXPORTER", "otlp");
        assertTrue(with(claude, "doctor").out().contains("✓ export    Claude Code exports its spans, too"));
        claude.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        assertTrue(with(claude, "doctor").out().contains("takes nothing by gRPC"));
    }

    private Typed with(Map<String, String> more, String... words) {
        var environment = new HashMap<>(more);
        environment.put("SITREP_URL", server.url());
        environment.put("HOME", home.toString());
        environment.put("SITREP_DATA", home.resolve("data").toString());
        return Typed.with(environment, new Typed.Noted(), words);
    }
}
