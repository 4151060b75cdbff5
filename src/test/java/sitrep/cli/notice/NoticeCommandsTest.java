package sitrep.cli.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.cli.Typed;
import sitrep.core.notice.Courier.Receipt;
import sitrep.core.notice.NoticeFilter;
import sitrep.core.notice.NoticeReason;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.notice.NoticeTarget;
import sitrep.http.TestServer;

/** What a terminal shows of who is told, and of what happened meanwhile. */
class NoticeCommandsTest {
    private final TestServer server = TestServer.inMemory();
    private volatile Receipt receipt = new Receipt.Delivered("answered 200");

    @AfterEach
    void stop() {
        server.close();
    }

    private void setUp() {
        var next = Optional.of(new NoticeTarget.Escalation(Duration.ofMinutes(15), "phone"));
        var team = target("team", NoticeTarget.USUAL, next);
        var phone = target("phone", Set.of(), Optional.empty());
        server.told.set(new NoticeSetup("notify.json", List.of(team, phone), List.of("line 9: a mistake")));
        server.notices.tick();
    }

    private Addressee target(String name, Set<NoticeReason> reasons, Optional<NoticeTarget.Escalation> next) {
        var after = Duration.ofSeconds(10);
        var rules = new NoticeTarget(name, reasons, NoticeFilter.ALL, after, 12, true, false, Optional.empty(), next);
        return new Addressee(rules, "slack", "https://hooks.example/…", (_, _, _) -> receipt);
    }

    private Typed typed(String... words) {
        return Typed.at(server.url(), words);
    }

    /** Without what depends on the width of a terminal. */
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    @Test
    void nobody_is_told_until_somebody_is_set() {
        assertEquals(
                "Nobody is told of anything. Targets are set in notify.json; docs/notifications.md has an example.",
                words(typed("notify").out()));
        assertEquals(new Typed(7, "There is no target to test.\n", ""), typed("notify", "test"));
    }

    @Test
    void targets_show_what_they_want_and_how_it_goes() {
        setUp();
        assertEquals(
                "team slack https://hooks.example/… needs you, stuck, failed, blind after 10s · 0 of 12 within the hour"
                        + " · to phone if nobody takes it up within 15m nothing was sent yet"
                        + " phone slack https://hooks.example/… only what others pass on · 0 of 12 within the hour"
                        + " nothing was sent yet notify.json: line 9: a mistake",
                words(typed("notify").out()));
    }

    @Test
    void a_test_says_what_came_of_it_and_ends_so() {
        setUp();
        assertEquals(new Typed(0, "✓ team: answered 200\n", ""), typed("notify", "test", "team"));
        receipt = Receipt.failed("answered 404: no_service");
        assertEquals(
                new Typed(7, "✗ team: answered 404: no_service\n✗ phone: answered 404: no_service\n", ""),
                typed("notify", "test"));
        assertEquals(1, typed("notify", "test", "nobody").code());
        assertEquals(2, typed("notify", "shout").code());
        assertEquals(2, typed("notify", "retry", "x").code());
        assertEquals(1, typed("notify", "retry", "1").code());
    }

    @Test
    void the_log_says_why() {
        setUp();
        server.report("{'task':'t','name':'Ship','phase':'waiting_approval','text':'git push'}");
        server.notices.tick();
        server.tick(Duration.ofSeconds(10));
        server.notices.tick();
        var log = typed("notify", "log", "--task", "t").out();
        assertTrue(log.startsWith("10:00:10  sent  team  Ship needs an approval\n"), log);
        assertTrue(words(log).contains("budget 12, waits 10s, withinTheHour 0"), log);
        var why = typed("why", "t", "notified").out();
        assertTrue(why.contains("team"), why);
    }

    @Test
    void since_says_in_one_line_what_happened() {
        server.report("{'task':'a','name':'Build','phase':'failed','update':'no space left'}");
        server.tick(Duration.ofMinutes(5));
        var typed = typed("since", "2026-11-22T09:00:00Z");
        assertEquals(0, typed.code(), typed.err());
        assertTrue(
                typed.out().startsWith("Since 09:00:00: 1 finished (1 failed) · 1 began\n")
                        || typed.out().startsWith("Since 2026-11-22 09:00:00: 1 finished (1 failed) · 1 began\n"),
                typed.out());
        assertTrue(typed.out().contains("Build"), typed.out());
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "25:00", "90", "2026-13-01", "''"})
    void what_is_no_time_is_a_mistake_of_whoever_typed_it(String when) {
        assertEquals(2, typed("since", when).code());
    }

    @ParameterizedTest
    @CsvSource({"2h", "3d", "1h30m", "00:01", "9:05", "2026-01-01"})
    void times_are_understood_as_people_type_them(String when) {
        assertTrue(typed("since", when).code() <= 1, when);
    }
}
