package sitrep.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.core.notice.Notice.What;

/** Who is told of what, at which moment, and why. */
class NoticeDecisionTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<String, Matter> standing = new LinkedHashMap<>();
    private final Map<String, Instant> screens = new HashMap<>();
    private List<NoticeTarget> targets = List.of(target("team"));
    private NoticeState state = NoticeState.NONE;
    private Instant now = NOON;

    @Test
    void what_lasts_is_told_once_and_followed_up_when_it_is_over() {
        look();
        needs("a", "git push?");
        assertEquals(List.of(), look());
        pass("9s");
        assertEquals(List.of(), look());
        pass("1s");
        assertEquals(List.of("sent asked-for: a needs an approval"), look());
        pass("10m");
        assertEquals(List.of(), look());
        standing.clear();
        assertEquals(List.of("sent follow-up: a was answered"), look());
        assertEquals(List.of(), look());
    }

    @Test
    void what_is_over_in_a_moment_disturbs_nobody() {
        look();
        needs("a", "git push?");
        look();
        standing.clear();
        pass("5s");
        assertEquals(List.of("withdrawn over: a needs an approval"), look());
    }

    @Test
    void seven_tasks_that_wait_for_one_sign_in_are_one_message() {
        look();
        for (var i = 1; i <= 7; i++) signIn("t" + i);
        look();
        pass("10s");
        assertEquals(List.of("sent asked-for: 7 tasks wait for one sign-in"), look());
        signIn("t8");
        assertEquals(List.of("joined same-cause: t8 needs a sign-in"), look());
        standing.remove("t1");
        assertEquals(List.of(), look());
        standing.clear();
        assertEquals(List.of("sent follow-up: 7 tasks wait no longer for one sign-in"), look());
    }

    @Test
    void what_stood_before_comes_in_one_message() {
        for (var i = 1; i <= 30; i++) needs("t" + i, "?");
        assertEquals(List.of("held stood-before: 30 need you", "sent digest: 30 need you"), look());
    }

    @Test
    void the_night_is_quiet_and_the_morning_has_one_message() {
        var night = new Quiet(LocalTime.of(22, 0), LocalTime.of(7, 30), ZoneOffset.UTC, Set.of(NoticeReason.BLIND));
        targets = List.of(quiet("team", night));
        now = Instant.parse("2026-11-22T23:00:00Z");
        look();
        needs("a", "?");
        needs("b", "?");
        standing.put("office", Matter.blind("office", now, Optional.empty()));
        pass("10s");
        look();
        pass("10s");
        assertEquals(
                List.of(
                        "held quiet: a needs an approval",
                        "sent asked-for: office is out of contact",
                        "held quiet: b needs an approval"),
                sorted(look()));
        standing.remove("b");
        pass("3h");
        assertEquals(List.of("withdrawn over: b needs an approval"), look());
        now = Instant.parse("2026-11-23T07:30:00Z");
        assertEquals(List.of("sent digest: 1 needs you"), look());
    }

    /** The order within one look is that of causes, which nobody depends on. */
    private static List<String> sorted(List<String> all) {
        return all.stream()
                .sorted(java.util.Comparator.comparing(
                        (String line) -> line.substring(line.indexOf(':')).replace("office", "aa")))
                .toList();
    }

    @Test
    void past_the_budget_of_an_hour_the_rest_comes_in_one_message() {
        look();
        for (var i = 1; i <= 5; i++) {
            needs("t" + i, "?");
            look();
            pass("10s");
            var said = look();
            assertEquals((i <= 2 ? "sent asked-for: t" : "held budget: t") + i + " needs an approval", said.getFirst());
        }
        pass("58m");
        assertEquals(List.of(), look());
        pass("2m");
        assertEquals(List.of("sent digest: 3 need you"), look());
    }

    @Test
    void a_quarter_of_the_budget_is_kept_for_what_needs_somebody() {
        targets = List.of(new NoticeTarget(
                "team",
                NoticeTarget.USUAL,
                NoticeFilter.ALL,
                Duration.ZERO,
                4,
                true,
                false,
                Optional.empty(),
                Optional.empty()));
        look();
        for (var i = 1; i <= 4; i++) {
            var source = "s" + i;
            standing.put(source, Matter.blind(source, now, Optional.empty()));
            assertEquals(
                    List.of((i <= 3 ? "sent asked-for: " : "held budget: ") + source + " is out of contact"), look());
        }
        needs("a", "?");
        assertEquals(List.of("sent asked-for: a needs an approval"), look());
    }

    @Test
    void nobody_is_told_of_what_is_on_the_screen() {
        look();
        needs("a", "?");
        look();
        pass("10s");
        screens.put("a", now.plusSeconds(30));
        assertEquals(List.of("held on-screen: a needs an approval"), look());
        pass("100s");
        assertEquals(List.of(), look());
        pass("20s");
        assertEquals(List.of("sent asked-for: a needs an approval"), look());
    }

    @Test
    void what_nobody_takes_up_goes_on_to_the_next() {
        targets = List.of(passingOn("team", "15m", "phone"), silent("phone"));
        look();
        needs("a", "?");
        needs("b", "?");
        look();
        pass("10s");
        assertEquals(2, look().size());
        pass("5m");
        standing.remove("b");
        assertEquals(List.of("sent follow-up: b was answered"), look());
        pass("10m");
        assertEquals(List.of(), look());
        assertEquals(List.of("sent not-taken-up: a needs an approval"), look());
        standing.clear();
        assertEquals(List.of("sent follow-up: a was answered", "sent follow-up: a was answered"), look());
    }

    @Test
    void the_same_again_decides_nothing_more() {
        needs("a", "?");
        look();
        assertEquals(List.of(), look());
        assertEquals(state, decide().state());
    }

    /** Tasks are of whoever they are named for, as in {@code dana-1}. */
    private NoticeFilter.Traits traits(Matter matter) {
        if (!matter.isOfTask()) return NoticeFilter.Traits.ofSource(matter.subject());
        var owner = Optional.of(matter.subject().split("-", -1)[0]);
        return new NoticeFilter.Traits(owner, Set.of("office"), Set.of("release:2.4"));
    }

    private static NoticeTarget only(NoticeFilter filter) {
        var of = target("team");
        return new NoticeTarget(
                of.name(), of.reasons(), filter, of.after(), 9, true, false, Optional.empty(), Optional.empty());
    }

    @Test
    void a_target_is_told_of_no_more_than_its_filter_lets_through() {
        var dana = new NoticeFilter(Optional.of("dana"), Optional.of("office"), Set.of("release:2.4"));
        targets = List.of(only(dana));
        look();
        needs("dana-1", "?");
        needs("mo-1", "?");
        standing.put("office", Matter.blind("office", now, Optional.empty()));
        look();
        pass("10s");
        assertEquals(List.of("sent asked-for: dana-1 needs an approval"), look());
        for (var none : List.of(
                new NoticeFilter(Optional.empty(), Optional.of("lab"), Set.of()),
                new NoticeFilter(Optional.empty(), Optional.empty(), Set.of("release:2.4", "team:web")),
                new NoticeFilter(Optional.of("nobody"), Optional.empty(), Set.of()))) {
            state = NoticeState.NONE;
            targets = List.of(only(none));
            assertEquals(List.of(), look(), none.spoken());
        }
    }

    @Test
    void of_one_cause_only_those_are_told_that_the_filter_lets_through() {
        targets = List.of(only(new NoticeFilter(Optional.of("dana"), Optional.empty(), Set.of())));
        look();
        signIn("dana-1");
        signIn("mo-1");
        look();
        pass("10s");
        assertEquals(List.of("sent asked-for: dana-1 needs a sign-in"), look());
        signIn("mo-2");
        assertEquals(List.of(), look());
        signIn("dana-2");
        assertEquals(List.of("joined same-cause: dana-2 needs a sign-in"), look());
    }

    @Test
    void what_is_told_of_sources_can_be_of_one_source() {
        targets = List.of(only(new NoticeFilter(Optional.empty(), Optional.of("office"), Set.of())));
        look();
        standing.put("office", Matter.blind("office", now, Optional.empty()));
        standing.put("lab", Matter.blind("lab", now, Optional.empty()));
        look();
        pass("10s");
        assertEquals(List.of("sent asked-for: office is out of contact"), look());
    }

    @Test
    void what_is_passed_on_and_what_was_told_is_followed_whatever_the_filter() {
        var lab = new NoticeFilter(Optional.empty(), Optional.of("lab"), Set.of());
        var phone = new NoticeTarget(
                "phone", Set.of(), lab, Duration.ZERO, 2, true, false, Optional.empty(), Optional.empty());
        targets = List.of(passingOn("team", "15m", "phone"), phone);
        look();
        needs("a", "?");
        look();
        pass("10s");
        look();
        pass("15m");
        look();
        assertEquals(List.of("sent not-taken-up: a needs an approval"), look());
        targets = List.of(only(lab), phone);
        assertEquals(List.of(), look());
        standing.clear();
        assertEquals(2, look().size());
    }

    private void needs(String task, String text) {
        standing.put(task, matter(task, "key " + task, Optional.empty(), "needs an approval", text));
    }

    private void signIn(String task) {
        standing.put(task, matter(task, "one sign-in", Optional.of("sign-in"), "needs a sign-in", "Sign in"));
    }

    private Matter matter(String task, String cause, Optional<String> shared, String phrase, String text) {
        var key = "key " + task;
        return new Matter(key, NoticeReason.NEEDS_YOU, cause, shared, task, task, phrase, text, Optional.empty(), now);
    }

    private void pass(String time) {
        now = now.plus(Duration.parse("PT" + time));
    }

    private NoticeDecision.Decided decide() {
        return NoticeDecision.decide(
                targets,
                state,
                new NoticeDecision.Situation(
                        now, standing.values(), _ -> new Fate("was answered"), this::traits, screens));
    }

    private List<String> look() {
        var decided = decide();
        var numbers = new ArrayList<Long>();
        for (var i = state.last() + 1; i <= decided.state().last(); i++) numbers.add(i);
        assertEquals(numbers, decided.notices().stream().map(Notice::number).toList());
        state = decided.state();
        for (var notice : decided.notices())
            assertTrue(notice.what() == What.SENT || notice.message().isEmpty());
        return decided.notices().stream()
                .map(notice -> notice.what().word() + " " + notice.rule().word() + ": " + notice.title())
                .toList();
    }

    private static NoticeTarget target(String name) {
        return target(name, NoticeTarget.USUAL, Optional.empty(), Optional.empty());
    }

    private static NoticeTarget quiet(String name, Quiet quiet) {
        return target(name, NoticeTarget.USUAL, Optional.of(quiet), Optional.empty());
    }

    private static NoticeTarget silent(String name) {
        return target(name, Set.of(), Optional.empty(), Optional.empty());
    }

    private static NoticeTarget passingOn(String name, String after, String to) {
        var next = new NoticeTarget.Escalation(Duration.parse("PT" + after), to);
        return target(name, NoticeTarget.USUAL, Optional.empty(), Optional.of(next));
    }

    private static NoticeTarget target(
            String name, Set<NoticeReason> reasons, Optional<Quiet> quiet, Optional<NoticeTarget.Escalation> next) {
        return new NoticeTarget(name, reasons, NoticeFilter.ALL, NoticeTarget.AFTER, 2, true, false, quiet, next);
    }
}
