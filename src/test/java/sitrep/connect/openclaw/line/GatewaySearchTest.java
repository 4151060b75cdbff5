package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.GatewaySettings;

/** Where a gateway is looked for, and what its settings come to. */
class GatewaySearchTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    private void write(String file, String text) throws IOException {
        var path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private GatewaySearch search() {
        environment.put("HOME", home.toString());
        return new GatewaySearch(environment);
    }

    private GatewayWhereabouts find() {
        return search().find(GatewaySettings.local(GatewaySettings.Scopes.READ_ONLY));
    }

    private GatewayWhereabouts.Found found() {
        return assertInstanceOf(GatewayWhereabouts.Found.class, find());
    }

    private static Optional<String> text(Optional<GatewaySecret> secret) {
        return secret.map(it -> it.kind().word() + ":" + it.text());
    }

    @Test
    void aStockInstallationIsFound() throws IOException {
        write(".openclaw/openclaw.json", """
                // Written by hand, so it is JSON5.
                {
                  gateway: {
                    port: 19001, /* not the usual one */
                    auth: { mode: 'token', token: "s3cret", },
                    controlUi: { basePath: '/claw/' },
                  },
                }
                """);
        var found = found();
        assertEquals("ws://127.0.0.1:19001", found.where().toString());
        assertEquals(Optional.of("token:s3cret"), text(found.secret()));
        assertEquals(Optional.of("http://127.0.0.1:19001/claw"), found.controlUi());
        var told = search().told(GatewaySettings.local(GatewaySettings.Scopes.READ_ONLY));
        assertEquals("gateway local at ws://127.0.0.1:19001 (by ~/.openclaw/openclaw.json, with a token)", told);
        assertFalse(found.toString().contains("s3cret"));
    }

    @Test
    void whereNothingIsSaidThePortIsTheUsualOne() throws IOException {
        write(".openclaw/openclaw.json", "{}");
        var found = found();
        assertEquals("ws://127.0.0.1:18789", found.where().toString());
        assertEquals(Optional.empty(), found.secret());
        assertEquals(Optional.of("http://127.0.0.1:18789"), found.controlUi());
    }

    @Test
    void theEnvironmentOfOpenClawIsFollowed() throws IOException {
        write("elsewhere/openclaw.json", "{gateway:{auth:{token:'a'}}}");
        environment.put("OPENCLAW_STATE_DIR", home.resolve("elsewhere").toString());
        assertEquals(Optional.of("token:a"), text(found().secret()));
        write("other.json", "{gateway:{port:7,auth:{token:'b'}}}");
        environment.put("OPENCLAW_CONFIG_PATH", "~/other.json");
        assertEquals(Optional.of("token:b"), text(found().secret()));
        environment.put("OPENCLAW_GATEWAY_PORT", "20001");
        assertEquals(20_001, found().where().getPort());
        environment.clear();
        write("svc/.openclaw/openclaw.json", "{gateway:{auth:{token:'c'}}}");
        environment.put("OPENCLAW_HOME", "~/svc");
        assertEquals(Optional.of("token:c"), text(found().secret()));
        environment.clear();
        write(".openclaw-rescue/openclaw.json", "{gateway:{auth:{token:'d'}}}");
        environment.put("OPENCLAW_PROFILE", "rescue");
        assertEquals(Optional.of("token:d"), text(found().secret()));
    }

    @Test
    void aTokenMayComeFromVariables() throws IOException {
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:'${CLAW_TOKEN}'}},env:{vars:{CLAW_TOKEN:'inline'}}}");
        assertEquals(Optional.of("token:inline"), text(found().secret()));
        write(".openclaw/.env", "# ours\nexport CLAW_TOKEN=\"from file\"\n");
        assertEquals(Optional.of("token:from file"), text(found().secret()));
        environment.put("CLAW_TOKEN", "set");
        assertEquals(Optional.of("token:set"), text(found().secret()));
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:{source:'env',provider:'default',id:'CLAW_TOKEN'}}}}");
        assertEquals(Optional.of("token:set"), text(found().secret()));
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:'a$${CLAW_TOKEN}'}}}");
        assertEquals(Optional.of("token:a${CLAW_TOKEN}"), text(found().secret()));
        write(".openclaw/openclaw.json", "{gateway:{}}");
        environment.put("OPENCLAW_GATEWAY_TOKEN", "theirs");
        assertEquals(Optional.of("token:theirs"), text(found().secret()));
    }

    @Test
    void aTokenThatCannotBeWorkedOutIsNotGuessed() throws IOException {
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:'pre-${NOWHERE}'}}}");
        assertEquals(Optional.empty(), found().secret());
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:{source:'exec',id:'pass show claw'}}}}");
        assertEquals(Optional.empty(), found().secret());
    }

    @Test
    void aPasswordIsShownWhereOneIsAskedFor() throws IOException {
        write(".openclaw/openclaw.json", "{gateway:{auth:{mode:'password',password:'p',token:'t'}}}");
        assertEquals(Optional.of("password:p"), text(found().secret()));
        write(".openclaw/openclaw.json", "{gateway:{auth:{mode:'none',token:'t'}}}");
        assertEquals(Optional.empty(), found().secret());
    }

    @Test
    void anInstallationThatUsesAGatewayElsewhereLeadsThere() throws IOException {
        write(
                ".openclaw/openclaw.json",
                "{gateway:{mode:'remote',auth:{token:'own'},remote:{url:'wss://claw.example.org',token:'theirs'}}}");
        assertEquals("wss://claw.example.org", found().where().toString());
        assertEquals(Optional.of("token:theirs"), text(found().secret()));
    }

    @Test
    void anEncryptedGatewayIsSpokenToAsSuch() throws IOException {
        write(".openclaw/openclaw.json", "{gateway:{tls:{enabled:true},controlUi:{enabled:false}}}");
        assertEquals("wss://127.0.0.1:18789", found().where().toString());
        assertEquals(Optional.empty(), found().controlUi());
    }

    @Test
    void whatIsNotThereOrBrokenIsSaidWithWhatToDo() throws IOException {
        var none = assertInstanceOf(GatewayWhereabouts.Missing.class, find());
        assertEquals("there is no ~/.openclaw/openclaw.json", none.why());
        assertTrue(none.remedy().contains("--openclaw"), none.remedy());
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:'hunter2'");
        var broken = assertInstanceOf(GatewayWhereabouts.Missing.class, find());
        assertTrue(broken.why().startsWith("~/.openclaw/openclaw.json cannot be understood"), broken.why());
        assertFalse(broken.toString().contains("hunter2"), "the contents of settings are not repeated");
    }

    @Test
    void ourOwnSettingsGoBeforeThoseOfOpenClaw() throws IOException {
        write(".openclaw/openclaw.json", "{gateway:{auth:{token:'theirs'}}}");
        environment.put("SITREP_OPENCLAW_TOKEN", "ours");
        assertEquals(Optional.of("token:ours"), text(found().secret()));
        environment.put("SITREP_OPENCLAW_TOKEN_LOCAL", "its own");
        assertEquals(Optional.of("token:its own"), text(found().secret()));
        write("token", "from the file\n");
        var settings = GatewaySettings.of(
                List.of("local"),
                List.of(home.resolve("token").toString()),
                GatewaySettings.Scopes.READ_ONLY,
                Map.of());
        var found = assertInstanceOf(GatewayWhereabouts.Found.class, search().find(settings.getFirst()));
        assertEquals(Optional.of("token:from the file"), text(found.secret()));
        Files.delete(home.resolve("token"));
        var missing = assertInstanceOf(GatewayWhereabouts.Missing.class, search().find(settings.getFirst()));
        assertTrue(missing.why().startsWith("the token file cannot be read"), missing.why());
    }
}
