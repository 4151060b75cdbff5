package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.connect.doorbell.DoorbellHand.Mood;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Verdict;
import sitrep.engine.board.JsonEvents;
import sitrep.store.upkeep.LogAddition;
import sitrep.web.AccessibleTest;
import sitrep.web.InChromium;
import sitrep.web.Served;
import sitrep.web.Visit;

/** What happened to a task beside its phases is marked in time: what was asked of its source, and wrong alarms. */
@ExtendWith(InChromium.class)
class MomentsPageTest {
    private static final RunId RUN = new RunId("r1");

    @Test
    void what_somebody_did_is_a_moment_wherever_time_is_shown(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        door.hand.is(Mood.REFUSING);
        var page = visit.excuse("Canvas2D").open("/tasks/build");
        Door.asks(page, "build", "{'verb':'approve','by':'Dana','from':'cli'}");
        var refused = "Dana tried to approve it; the source refused: nobody of that name lives here";
        assertThat(page.locator(".asked li")).containsText(refused);
        assertThat(page.locator(".axis .moment.amber")).hasCount(1);
        page.locator(".axis .moment").hover();
        assertThat(page.locator(".tip")).containsText(refused);
        page.locator(".asked .copy-link").click();
        assertThat(page.locator(".asked li.pointed")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("#t="));
        AccessibleTest.assertAccessible(page);
        open(page, visit, "/");
        assertThat(page.locator("[data-task=build] .ribbon b.amber")).hasAttribute("title", refused);
        open(page, visit, "/history?view=happened&what=acts");
        var line = page.locator(".feed .line.act");
        assertThat(line).containsText(refused);
        line.locator("a.open").click();
        assertThat(page.locator(".asked li.pointed")).containsText(refused);
    }

    @Test
    void wrong_alarms_are_marked_with_why_and_what_took_them_back(Visit visit) {
        var begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
        visit.served.report(Duration.ofHours(1), "{'task':'t','name':'Migrate','run':'r1','phase':'testing'}");
        later(
                visit.served,
                List.of(
                        event(1, begin.plusSeconds(600), suspected(begin)),
                        event(2, begin.plusSeconds(900), new Fact.StallCleared(RUN)),
                        event(
                                3,
                                begin.plusSeconds(1200),
                                new Fact.RunEnded(RUN, Outcome.LOST, Optional.of("no sign of it"))),
                        event(4, begin.plusSeconds(1800), new Fact.RunReturned(RUN, Duration.ofMinutes(10)))));
        visit.served.report("{'task':'t','run':'r1','phase':'testing','update':'412 of 913'}");
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".axis .moment")).hasCount(4);
        assertThat(page.locator(".axis .moment.amber")).hasCount(2);
        var told = page.locator(".lanes .hush").first();
        assertThat(told).containsText("looked stuck: silent beyond 5m: the usual limit");
        assertThat(told).containsText("not stuck after all: a sign of life after 5m");
        assertThat(told).containsText("wrongly taken for lost: no sign of it");
        assertThat(told).containsText("Heard again 10m after it was given up for lost");
        open(page, visit, "/");
        assertThat(page.locator("[data-task=t] .ribbon b")).hasCount(4);
        open(page, visit, "/history?view=happened&what=stalls");
        assertThat(page.locator(".feed .line")).hasCount(4);
        assertThat(page.locator(".feed .line.loss_began")).containsText("taken for lost");
    }

    /** Takes into its log what it would have noted itself, had the time passed. */
    private static void later(Served served, List<Event> events) {
        served.stop();
        try (var addition = LogAddition.to(served.data(), new JsonEvents())) {
            events.forEach(event -> addition.add(OptionalLong.empty(), event));
            addition.commit();
        }
        served.start();
    }

    private static Event event(int number, Instant at, Fact fact) {
        var key = new Event.Key(Event.OURS, "moment-" + number);
        return new Event(key, Optional.of(new TaskId("t")), at, at, fact);
    }

    private static Fact suspected(Instant since) {
        return new Fact.StallSuspected(RUN, Verdict.SILENT, since, Duration.ofMinutes(5), "the usual limit", Map.of());
    }

    @Test
    void of_two_waiting_runs_each_has_its_own_buttons(Visit visit) {
        var door = new Door(visit.served);
        waits(visit.served, "first", "make one");
        waits(visit.served, "second", "make two");
        var page = visit.open("/");
        var row = Visit.row(page, "pair");
        assertThat(row.locator(".update")).containsText("make one · 1 of 2 waits");
        row.locator("> .next [data-act=approve]").click();
        assertThat(row.locator(".update")).containsText("make two");
        assertThat(row.locator(".update")).not().containsText("of 2 waits");
        var acts = door.hand.heard();
        assertEquals(
                List.of("first"),
                acts.stream()
                        .map(act -> act.target().run().orElseThrow().text())
                        .toList());
        waits(visit.served, "third", "make three");
        open(page, visit, "/tasks/pair");
        assertThat(page.locator(".said")).containsText("make two · 1 of 2 waits");
        assertThat(page.locator(".verdict [data-act=approve]")).hasCount(2);
        page.locator(".hands [data-act=approve]").click();
        assertThat(page.locator(".verdict [data-act=approve]")).hasCount(1);
        assertThat(page.locator(".said")).containsText("make two");
        assertEquals(
                "third",
                door.hand.heard().getLast().target().run().orElseThrow().text());
    }

    private static void waits(Served served, String run, String command) {
        served.report("{'source':'door','task':'pair','name':'Pair','run':'" + run + "','owner':'Dana',"
                + "'reason':'approval','text':'" + command + "'}");
    }

    @Test
    void whoever_acts_for_the_first_time_is_asked_for_a_name_once(Visit visit) {
        new Door(visit.served)
                .approval("build", "Build it", Door.BUILD)
                .approval("wipe", "Clean up", Door.WIPE)
                .question("csv", "Add CSV export", "Which separator?", "Comma", "Tab");
        var page = visit.excuse("Canvas2D").asStranger().open("/");
        page.locator("[data-task=build] [data-act=approve]").click();
        var name = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Your name"));
        assertThat(name).isFocused();
        AccessibleTest.assertAccessible(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-task=build] [data-act=approve]")).isVisible();
        page.locator("[data-task=build] [data-act=approve]").click();
        name.fill("Dana");
        page.keyboard().press("Enter");
        assertThat(Visit.row(page, "build")).containsText("It runs");
        page.locator("[data-task=csv] .option >> text=Tab").click();
        assertThat(Visit.row(page, "csv")).containsText("Tab");
        page.locator("[data-task=wipe] [data-act=approve]").click();
        assertThat(page.locator("dialog .exactly")).isVisible();
        assertThat(name).hasCount(0);
        page.locator("dialog [data-act=confirm]").click();
        assertThat(Visit.row(page, "wipe")).containsText("It runs");
        open(page, visit, "/tasks/wipe");
        assertThat(page.locator(".asked")).containsText("You approved it");
        assertThat(page.locator(".axis .moment")).hasCount(1);
        assertEquals("Dana", by(page, "wipe"));
    }

    @Test
    void without_a_name_it_was_somebody_and_nobody_is_asked_again(Visit visit) {
        new Door(visit.served).approval("wipe", "Clean up", Door.WIPE).approval("build", "Build it", Door.BUILD);
        var page = visit.excuse("Canvas2D").asStranger().open("/");
        page.locator("[data-task=wipe] [data-act=approve]").click();
        assertThat(page.locator("dialog .exactly")).hasText("Run " + Door.WIPE + "?");
        assertThat(page.locator("dialog .sign")).isVisible();
        page.locator("dialog [data-act=confirm]").click();
        assertThat(Visit.row(page, "wipe")).containsText("It runs");
        page.locator("[data-task=build] [data-act=approve]").click();
        assertThat(Visit.row(page, "build")).containsText("It runs");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    private static Object by(Page page, String task) {
        return page.evaluate(
                "task => fetch(`/api/v1/tasks/${task}`).then(answer => answer.json())"
                        + ".then(({ receipts }) => receipts[0].by)",
                task);
    }

    private static void open(Page page, Visit visit, String path) {
        page.navigate(visit.served.url().resolve(path).toString());
    }
}
