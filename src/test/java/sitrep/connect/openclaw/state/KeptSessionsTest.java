package sitrep.connect.openclaw.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.json.Json;

/** What OpenClaw keeps of sessions over ACP, read while it writes. */
class KeptSessionsTest {
    private static final String SESSION = "agent:clerk:acp:1";
    private static final String OTHER = "agent:clerk:acp:2";

    @TempDir
    private Path folder;

    private List<String> of(String... sessions) {
        return new KeptSessions(folder.resolve("openclaw.sqlite"))
                .of(List.of(sessions)).stream().map(Json::text).toList();
    }

    @Test
    void theNameByWhichTheAgentKnowsASessionIsReadWhileOpenClawWrites() throws SQLException {
        try (var database = StateDatabase.open(folder, "WAL")) {
            database.identify(SESSION, "s1", 1_796_062_800_808L);
            database.connection().setAutoCommit(false);
            database.identify(OTHER, "s2", 1_796_062_800_809L);
            var row = "{\"key\":\"agent:clerk:acp:1\",\"mode\":\"oneshot\",\"id\":\"s1\",\"at\":1796062800808}";
            assertEquals(List.of(row), of(SESSION, OTHER, "agent:clerk:acp:3"));
            database.connection().commit();
            assertEquals(2, of(SESSION, OTHER).size());
        }
    }

    @Test
    void nothingIsOpenedThatOpenClawDoesNotHaveOpenOrInWhichAReaderWouldHoldItUp() throws Exception {
        assertEquals(List.of(), of(SESSION));
        try (var database = StateDatabase.open(folder, "DELETE")) {
            database.identify(SESSION, "s1", 1);
            assertEquals(List.of(), of(SESSION));
        }
        assertEquals(List.of(), of(SESSION));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"pending\"}", "not JSON", "[1,2]", "{\"acpxSessionId\":7}"})
    void whatIsNoNameSaysNothing(String identity) throws SQLException {
        try (var database = StateDatabase.open(folder, "WAL")) {
            database.write(SESSION, identity);
            assertEquals(List.of(), of(SESSION));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/o/.openclaw/agents/main/agent/openclaw-agent.sqlite, /opt/o/.openclaw/state/openclaw.sqlite",
        "~/.openclaw/agents/main/agent/openclaw-agent.sqlite, ''",
        "/agent/openclaw-agent.sqlite, ''",
        "/opt/o/other.sqlite, ''",
    })
    void whereItIsFollowsFromWhatTheGatewaySays(String told, String file) {
        var hello = "{\"snapshot\":{\"health\":{\"agents\":[{},{\"sessions\":{\"path\":\"" + told + "\"}}]}}}";
        var found = KeptSessions.of(Json.read(hello)).map(kept -> kept.file().toString());
        assertEquals(file, found.orElse(""));
    }
}
