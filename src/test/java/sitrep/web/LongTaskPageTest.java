package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of a task of which much was said: many tries, hundreds of updates, thousands of events. */
@ExtendWith(InChromium.class)
class LongTaskPageTest {
    private static final String REASON = "CheckoutTest.total: expected 12.50 but was 12.49";

    /** Tries at one piece of work, ten minutes apart: all failed but the last, which goes on. */
    private static void tries(Visit visit, int count) {
        var reports = new ArrayList<Served.Reported>();
        for (int i = 1; i <= count; i++) {
            var began = Duration.ofMinutes(10L * (count - i) + 8);
            var run = "{'task':'t','name':'Flaky','run':'try-" + i + "',";
            reports.add(new Served.Reported(
                    began, run + "'slot':'verify','attempt':" + i + ",'label':'mvn verify','phase':'testing'}"));
            if (i == count) break;
            reports.add(
                    new Served.Reported(began.minusMinutes(5), run + "'outcome':'failed','summary':'" + REASON + "'}"));
        }
        visit.served.report(reports);
    }

    private static void steps(Visit visit, int count) {
        visit.served.send(IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"task\":\"t\",\"run\":\"r\",\"update\":\"step " + i + "\",\"time\":\""
                        + Instant.now().minusSeconds(10L * (count - i)) + "\"}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void what_lives_comes_first_and_failed_tries_are_one_line_with_their_reason(Visit visit) {
        tries(visit, 6);
        var page = visit.open("/tasks/t");
        var runs = page.locator(".runs tr[data-fact]");
        assertThat(page.locator(".said")).containsText(Pattern.compile("^Testing.*6th try, 5 failed"));
        assertThat(page.locator(".verdict .amber")).hasText(Pattern.compile("6th try, 5 failed"));
        assertThat(runs).hasCount(1);
        assertThat(runs).containsText("try 6");
        assertThat(page.locator(".tries"))
                .hasText(Pattern.compile("5 tries failed: " + REASON + "; .*\\d\\d:\\d\\d to \\d\\d:\\d\\d$"));
        page.locator(".tries button").click();
        assertThat(runs).hasCount(6);
        assertThat(runs.nth(1)).containsText("try 5");
        page.reload();
        assertThat(runs).hasCount(6);
        page.locator(".tries button").click();
        assertThat(runs).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("/tasks/t$"));
    }

    @Test
    void many_failed_tries_are_one_mark_in_their_lane_until_somebody_looks_closer(Visit visit) {
        tries(visit, 50);
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".lane")).hasCount(1);
        assertThat(page.locator(".lane-name")).containsText("50 tries · 49 failed");
        assertThat(page.locator(".lane .end")).hasCount(1);
        page.locator(".lane .failure").hover();
        assertThat(page.locator(".tip")).containsText("49 tries failed: " + REASON);
        for (int i = 0; i < 3; i++) page.keyboard().press("+");
        assertThat(page.locator(".lane .failure")).hasCount(0);
        assertThat(page.locator(".lane .end")).not().hasCount(1);
    }

    @Test
    void a_link_to_a_run_unfolds_it_and_stays_on_the_way_back(Visit visit) {
        tries(visit, 20);
        var page = visit.sized(1240, 500).allowing("clipboard-read").open("/tasks/t#run=try-3");
        var pointed = page.locator(".runs tr.pointed");
        assertThat(pointed).containsText("try 3");
        assertThat(pointed).isInViewport();
        page.reload();
        assertThat(pointed).isInViewport();
        var other = page.locator(".runs tr[data-fact]").first();
        other.hover();
        other.getByText("link").click();
        assertThat(page.locator("#toast")).containsText("The link to this run is copied.");
        assertThat(pointed).containsText("try 20");
        assertEquals(page.url(), page.evaluate("navigator.clipboard.readText()"));
        page.goBack();
        assertThat(pointed).containsText("try 3");
    }

    @Test
    void a_link_to_a_failing_moment_takes_two_steps(Visit visit) {
        tries(visit, 3);
        var page = visit.allowing("clipboard-read").open("/tasks/t");
        var news = page.locator(".updates > li").first();
        news.hover();
        news.getByText("link").click();
        assertThat(news).hasClass(Pattern.compile("pointed"));
        assertThat(page.locator(".plot .flag")).hasCount(1);
        var link = (String) page.evaluate("navigator.clipboard.readText()");
        assertTrue(link.contains("#t="), link);
        page.locator(".lane .end").first().click();
        assertThat(page.locator(".updates > li").last()).hasClass(Pattern.compile("pointed"));
        page.navigate("about:blank");
        page.navigate(link);
        assertThat(page.locator(".updates > li.pointed")).containsText(REASON);
    }

    @Test
    void updates_go_back_to_the_very_first_and_follow_the_timeline(Visit visit) {
        steps(visit, 300);
        var page = visit.open("/tasks/t");
        var news = page.locator(".updates > li");
        assertThat(news).hasCount(12);
        page.getByText("Show older").click();
        assertThat(news).hasCount(100);
        page.getByText("Show older").click();
        assertThat(news).hasCount(200);
        page.getByText("Show older").click();
        assertThat(news).hasCount(300);
        assertThat(news.last()).containsText("step 1");
        assertThat(page.getByText("Show older")).hasCount(0);
        visit.served.report("{'task':'t','run':'r','update':'one more'}");
        assertThat(news.first()).containsText("one more");
        assertThat(news).hasCount(301);
        page.locator(".lanes").focus();
        page.keyboard().press("+");
        page.keyboard().press("+");
        assertThat(news.first()).not().containsText("one more");
        assertThat(page.locator(".told h2")).containsText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d to "));
        page.keyboard().press("0");
        assertThat(news).hasCount(12);
    }

    @Test
    void a_link_to_a_moment_long_ago_reads_back_to_it(Visit visit) {
        steps(visit, 300);
        var found = visit.open("/tasks/t");
        found.getByText("Show older").click();
        var at = found.locator(".updates time").nth(90).getAttribute("datetime");
        var page = visit.open("/tasks/t#t=" + at);
        assertThat(page.locator(".updates .pointed")).isInViewport();
        assertThat(page.locator(".updates .pointed")).containsText("step 210");
    }

    /**
     * A browser tells of a press a moment after it happened. What the page draws anew in between, here as on the way
     * back, takes nothing back: neither that they were opened nor that they were closed.
     */
    @Test
    void news_in_the_moment_of_a_press_leave_raw_events_as_they_were_pressed(Visit visit) {
        tries(visit, 2);
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".raw summary").first()).isVisible();
        assertThat(page.locator(".lanes")).isVisible();
        page.evaluate(PRESSED_AND_DRAWN);
        assertThat(page.locator(".events > li").first()).containsText("#1");
        assertThat(page).hasURL(Pattern.compile("events=oldest"));
        assertThat(page.locator(".raw > details")).hasAttribute("open", "");
        page.evaluate(PRESSED_AND_DRAWN);
        assertThat(page).not().hasURL(Pattern.compile("events="));
        assertThat(page.locator(".raw > details[open]")).hasCount(0);
    }

    private static final String PRESSED_AND_DRAWN =
            "() => { document.querySelector('.raw > details > summary').click();"
                    + " dispatchEvent(new PopStateEvent('popstate')); }";

    @Test
    void events_are_picked_out_from_either_end(Visit visit) {
        tries(visit, 4);
        visit.served.report("{'source':'ci','task':'t','run':'try-4','update':'Fetching gradle'}");
        var page = visit.open("/tasks/t");
        page.getByText("Raw events").click();
        var events = page.locator(".events > li");
        assertThat(events.first()).containsText("#1");
        page.locator("[data-tool=order]").click();
        assertThat(events.first()).containsText("run.advanced");
        assertThat(events.first()).containsText("ci");
        page.locator("select[data-tool=type]").selectOption("run.ended");
        assertThat(events).hasCount(3);
        page.locator("select[data-tool=run]").selectOption("try-2");
        assertThat(events).hasCount(1);
        page.reload();
        assertThat(events).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("events=newest&type=run.ended&run=try-2"));
        page.navigate(visit.served.url().resolve("/tasks/t?events=oldest").toString());
        page.getByLabel("Words in events").fill("gradle");
        assertThat(events).hasCount(1);
        assertThat(page.getByLabel("Words in events")).isFocused();
        page.locator("select[data-tool=source]").selectOption("report");
        assertThat(page.locator(".raw")).containsText("None.");
    }

    @Test
    void a_link_to_an_event_shows_it_first(Visit visit) {
        steps(visit, 200);
        var page = visit.open("/tasks/t#event=150");
        assertThat(page.locator(".events > li").first()).containsText("#150");
        assertThat(page.locator(".events > li.pointed")).isInViewport();
        page.locator("[data-tool=all]").click();
        assertThat(page).hasURL(Pattern.compile("/tasks/t$"));
    }

    private static void print(Visit visit, int until) {
        visit.served.report("{'task':'t','run':'r','label':'mvn','phase':'testing','output':'"
                + IntStream.rangeClosed(until - 99, until)
                        .mapToObj(i -> "line " + i)
                        .collect(Collectors.joining("\\n"))
                + "'}");
    }

    @Test
    void output_comes_first_follows_the_newest_and_stays_where_it_is_read(Visit visit) {
        print(visit, 100);
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".verdict + .output h2")).hasText(Pattern.compile("^Output mvn · \\d+s ago$"));
        assertTrue(isAtEnd(page), "begins at the end");
        print(visit, 110);
        assertThat(page.locator(".screen")).containsText("line 110");
        assertTrue(isAtEnd(page), "follows");
        page.locator(".screen").evaluate("screen => { screen.scrollTop = screen.scrollHeight / 2; }");
        assertThat(page.getByText("Newest ↓")).isVisible();
        var read = topLine(page);
        print(visit, 120);
        assertThat(page.locator(".screen")).containsText("line 120");
        assertEquals(read, topLine(page));
        page.getByText("Newest ↓").click();
        assertTrue(isAtEnd(page), "goes on");
    }

    private static boolean isAtEnd(Page page) {
        return (boolean) page.locator(".screen")
                .evaluate("screen => screen.scrollHeight - screen.scrollTop - screen.clientHeight < 8");
    }

    private static String topLine(Page page) {
        return (String) page.locator(".screen").evaluate("""
                screen => {
                  const lines = screen.textContent.split('\\n');
                  return lines[Math.round(screen.scrollTop / (screen.scrollHeight / lines.length))];
                }""");
    }

    @Test
    void a_stretch_of_time_names_its_day_once(Visit visit) {
        visit.served.report(Duration.ofHours(3), "{'task':'t','run':'r','phase':'testing'}");
        var from = Instant.now().minus(Duration.ofMinutes(90));
        var page = visit.afterMidnight().open("/tasks/t?from=" + from + "&until=" + from.plus(Duration.ofMinutes(20)));
        var span = page.locator(".tools span");
        assertThat(span).hasText(Pattern.compile("^\\d+ \\w+ \\d\\d:\\d\\d:\\d\\d to \\d\\d:\\d\\d:\\d\\d$"));
        page.navigate(visit.served
                .url()
                .resolve("/tasks/t?from=" + from + "&until=" + Instant.now())
                .toString());
        assertThat(span).hasText(Pattern.compile("^\\d+ \\w+ [\\d:]+ to \\d+ \\w+ [\\d:]+$"));
    }

    @Test
    void what_is_told_of_the_timeline_hides_none_of_its_controls(Visit visit) {
        tries(visit, 3);
        var page = visit.open("/tasks/t");
        page.keyboard().press("+");
        page.locator(".axis").hover();
        assertThat(page.locator(".tip")).isVisible();
        var tip = page.locator(".tip").boundingBox();
        var all = page.getByText("Show all").boundingBox();
        assertTrue(tip.y >= all.y + all.height || tip.y + tip.height <= all.y, "the tip is over the button");
    }

    @Test
    void what_the_banner_says_is_not_repeated_and_still_answers_why(Visit visit) {
        visit.served.report("{'task':'t','run':'r','phase':'waiting_user','text':'River or old town?'}");
        var page = visit.open("/tasks/t");
        for (var field : new String[] {"phase", "block", "since", "attention", "reported"}) {
            assertThat(page.locator(".facts [data-why=" + field + "]")).hasCount(0);
            page.locator(".verdict [data-why=" + field + "]").click();
            assertThat(page.locator(".verdict .reason")).containsText("Why this ");
        }
    }

    @Test
    void a_wait_for_a_person_is_solid_everywhere_and_any_other_is_hatched(Visit visit) {
        visit.served.report(Duration.ofMinutes(9), "{'task':'t','run':'a','phase':'waiting_dependency'}");
        visit.served.report(Duration.ofMinutes(5), "{'task':'t','run':'a','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".lane .waits")).hasCount(2);
        assertThat(page.locator(".lane .hatches")).hasCount(1);
        assertThat(page.locator(".legend .hatch")).hasCount(1);
        assertThat(page.locator(".legend span:has(.hatch)")).hasText("waiting dependency");
    }
}
