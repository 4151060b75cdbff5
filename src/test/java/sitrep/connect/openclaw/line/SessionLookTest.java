package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.state.KeptSessions;
import sitrep.connect.openclaw.state.StateDatabase;
import sitrep.core.event.TaskId;

/** Looking who else tells of a session over ACP. */
class SessionLookTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<String> WANTED = List.of("agent:clerk:acp:1");

    @TempDir
    private Path folder;

    private final Set<String> told = new HashSet<>();

    private String names(SessionLook look, List<String> wanted, double seconds) {
        return look.due(wanted, NOW.plusMillis((long) (seconds * 1000)))
                .map(signal -> ((Signal.Answer) signal)
                        .payload()
                        .at("/sessions/0/names")
                        .toString())
                .orElse("nothing");
    }

    private SessionLook look(StateDatabase database) {
        return new SessionLook(Optional.of(new KeptSessions(database.file())), this::isNews);
    }

    private boolean isNews(TaskId name, Instant from) {
        return told.contains(name.text() + " since " + from);
    }

    @Test
    void aNameIsOfUseOnceSomebodyTellsOfIt() throws SQLException {
        try (var database = StateDatabase.open(folder, "WAL")) {
            var look = look(database);
            database.identify(WANTED.getFirst(), "s1", NOW.toEpochMilli());
            assertEquals("nothing", names(look, WANTED, 0));
            told.add("acp-s1 since 2026-11-22T09:58:00Z");
            assertEquals("nothing", names(look, List.of(), 0.1));
            assertEquals("[\"acp-s1\"]", names(look, WANTED, 0.25));
        }
    }

    @Test
    void anAgentThatIsStartedOnceMoreGivesAnotherName() throws SQLException {
        try (var database = StateDatabase.open(folder, "WAL")) {
            var look = look(database);
            assertEquals("nothing", names(look, WANTED, 0));
            database.identify(WANTED.getFirst(), "s1", NOW.toEpochMilli());
            assertEquals("nothing", names(look, WANTED, 1));
            database.identify(WANTED.getFirst(), "s2", NOW.toEpochMilli());
            told.add("claude-code-s2 since 2026-11-22T09:58:00Z");
            assertEquals("[\"claude-code-s2\"]", names(look, WANTED, 9));
        }
    }

    @Test
    void whatWasToldLongBeforeIsOfAnotherSession() throws SQLException {
        try (var database = StateDatabase.open(folder, "WAL")) {
            database.identify(WANTED.getFirst(), "s1", NOW.toEpochMilli());
            told.add("acp-s1 since 2026-11-21T10:00:00Z");
            assertEquals("nothing", names(look(database), WANTED, 0));
        }
    }
}
