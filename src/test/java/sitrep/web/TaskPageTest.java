package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static sitrep.web.Visit.row;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class TaskPageTest {

    @Test
    void a_task_is_told_from_one_sentence_down_to_its_runs_and_updates(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        assertThat(page.locator("h1")).containsText("Ship 2.4 release notes and tag");
        assertThat(page.locator(".said"))
                .hasText(Pattern.compile("^Waiting for your approval for 1[89]m: the sub-agent coder wants to run"
                        + " git push origin v2.4.0$"));
        assertThat(page.locator(".lane-name"))
                .hasText(new String[] {"mainoffice", "└codersub-agent · office", "└mvn verify2 tries · process · office"
                });
        assertThat(page.locator(".because"))
                .hasText(Pattern.compile("asked at .*no answer has been seen since. Nothing else in this task can"));
        assertThat(page.locator(".updates > li").first()).containsText("913 tests, 0 failures in 8m 58s");
        assertThat(page.locator("tbody tr[data-fact]").nth(2)).containsText("913 tests, 0 failures");
        assertThat(page.locator(".facts")).containsText("4 (1 retried)");
        assertThat(page).hasTitle("(3) Ship 2.4 release notes and tag · Sitrep");
    }

    @Test
    void what_runs_wrote_last_is_shown_line_by_line(Visit visit) {
        visit.served.report("{'task':'t','run':'a','label':'tests','output':'first'}");
        visit.served.report("{'task':'t','run':'b','label':'deploy','output':'Plan:\\n  + <b>web</b>',"
                + "'condition':{'kind':'reading','text':'waits for input'}}");
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".output h2")).containsText("Output deploy");
        assertThat(page.locator(".output > .screen")).hasText("Plan:\n  + <b>web</b>");
        page.getByText("tests · ").click();
        assertThat(page.locator(".output details .screen")).hasText("first");
        assertThat(page.locator("td small").last()).hasText("reading: waits for input");
        visit.served.report("{'task':'t','run':'a','output':'second'}");
        assertThat(page.locator(".output > .screen")).hasText("second");
    }

    @Test
    void a_task_that_was_found_to_be_another_is_one_row_and_its_page_goes_on(Visit visit) {
        visit.served.report("{'task':'z','name':'Nightly build','run':'r','phase':'editing'}");
        visit.served.report("{'task':'a','name':'Build','run':'q','phase':'editing'}");
        var board = visit.open("/");
        assertThat(board.locator("main .row")).hasCount(2);
        var page = visit.open("/tasks/z");
        assertThat(page.locator("h1")).containsText("Nightly build");
        visit.served.report("{'task':'z','alias':'a'}");
        visit.served.report("{'task':'a','name':'Night and day'}");
        assertThat(page.locator("h1")).containsText("Night and day");
        visit.served.report("{'task':'a','name':'By the other name'}");
        assertThat(page.locator("h1")).containsText("By the other name");
        visit.served.report("{'task':'a','run':'q','phase':'waiting_user','text':'Which one?'}");
        assertThat(page.locator(".said")).containsText("Which one?");
        assertThat(board.locator("main .row:not(.gone)")).hasCount(1);
    }

    @Test
    void it_tells_how_long_it_may_take_and_how_old_its_runs_are(Visit visit) {
        for (int i = 0; i < 8; i++) {
            var id = "'task':'n" + i + "','name':'Nightly " + i + "',";
            visit.served.report(Duration.ofHours(3), "{" + id + "'phase':'testing'}");
            visit.served.report(Duration.ofHours(2), "{" + id + "'outcome':'succeeded','reported':'Dana'}");
        }
        visit.served.report(Duration.ofMinutes(9), "{'task':'now','name':'Nightly 8','run':'<b>r','phase':'testing'}");
        visit.served.report(Duration.ofHours(9), "{'task':'slow','name':'Nightly 9','run':'r','phase':'testing'}");
        visit.served.report("{'task':'slow','run':'r','phase':'editing','update':'Still at it'}");
        var page = visit.open("/tasks/now");
        assertThat(page.locator(".facts > div:has([data-why=expected]) dd"))
                .hasText(Pattern.compile("^usually 1h.*, n = 8; probably done at .*\\d\\d:\\d\\d$"));
        page.locator("[data-why=expected]").click();
        assertThat(page.locator(".reason")).containsText("half, and nine tenths, of the successful ones like it took");
        assertThat(page.locator(".reason .numbers")).hasText(Pattern.compile("alikenightly #, by any worker.*n8"));
        assertThat(page.locator("tr.ages")).hasText(Pattern.compile("9m"));
        visit.served.report("{'task':'now','run':'<b>r','outcome':'succeeded'}");
        assertThat(page.locator("tr.ages")).hasCount(0);
        page.navigate(visit.served.url().resolve("/tasks/slow").toString());
        assertThat(page.locator(".verdict")).containsText("Slow: over 9h");
        page.locator("[data-why=remark]").click();
        assertThat(page.locator(".reason")).containsText("Why this remark?");
    }

    @Test
    void every_fact_answers_why(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        page.locator(".verdict [data-why=phase]").click();
        assertThat(page.locator(".reason")).containsText("A live run waits for a person");
        assertThat(page.locator(".reason")).containsText("from a report at");
        assertThat(page.locator(".reason")).containsText("Rule human-first");
        page.locator("[data-why='runs.verify-1.outcome']").click();
        assertThat(page.locator(".reason")).hasCount(1);
        assertThat(page.locator(".reason")).containsText("Why this outcome of run verify-1?");
        page.keyboard().press("Escape");
        assertThat(page.locator(".reason")).hasCount(0);
        assertThat(page.locator("[data-why='runs.verify-1.outcome']")).isFocused();
        for (var fact : page.locator(".facts > div").all()) {
            assertThat(fact.locator(".why")).hasCount(1);
        }
        page.locator(".verdict [data-why=reported]").click();
        assertThat(page.locator(".reason")).containsText("No event has said so.");
        page.locator("[data-why='runs.coder-1.started']").click();
        assertThat(page.locator(".reason")).containsText("Why this start of run coder-1?");
        page.locator("[data-why='workers.w-coder.lastSign']").click();
        assertThat(page.locator(".reason")).containsText("The newest sign of life of its runs");
        page.locator("[data-why=updates]").click();
        assertThat(page.locator(".reason")).containsText("Collected from all that was said.");
    }

    @Test
    void who_says_otherwise_is_shown_and_what_is_ahead_of_a_run_is_told(Visit visit) {
        visit.served.report("{'source':'openclaw@office','task':'t','run':'r','phase':'testing'}");
        visit.served.report(
                Duration.ofMinutes(2), "{'source':'ci','task':'t','run':'r','phase':'planning','id':'<b>17'}");
        var page = visit.open("/tasks/t");
        page.locator(".facts [data-why=dissent]").click();
        assertThat(page.locator(".facts")).containsText(Pattern.compile("Said otherwise.*ci said planning at \\d\\d:"));
        assertThat(page.locator(".reason")).containsText("event <b>17 from ci");
        page.locator("[data-why='runs.r.phase']").click();
        assertThat(page.locator(".reason")).containsText(Pattern.compile("If nothing more is heard: silent at \\d"));
    }

    @Test
    void the_timeline_shows_phases_attempts_news_and_ends(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        var verify = page.locator(".lane").nth(2);
        assertThat(verify.locator(".does")).hasCount(2);
        assertThat(verify.locator(".end svg")).hasCount(2);
        assertThat(verify.locator(".end svg").first()).hasAttribute("data-shape", "square");
        assertThat(verify.locator(".news")).hasCount(2);
        assertThat(verify.locator(".track"))
                .hasAttribute("aria-label", "testing 11m, failed; try 2, testing 8m 58s, done");
        assertThat(page.locator(".lane").nth(1).locator(".hatches")).hasCount(1);
        verify.locator(".does").first().hover();
        assertThat(page.locator(".tip")).containsText("testing · 11m");
        assertThat(page.locator(".tip")).containsText("mvn verify");
    }

    @Test
    void the_timeline_marks_changes_waits_and_when_somebody_was_wanted(Visit visit) {
        Office.reportTo(visit.served);
        var sent = "{'task':'release-2.4','run':'main-1','phase':'planning'}";
        visit.served.report(Duration.ofMinutes(10), sent);
        var page = visit.open("/tasks/" + Office.RELEASE);
        var coder = page.locator(".lane").nth(1);
        assertThat(coder.locator(".pin")).hasCount(2);
        assertThat(coder.locator(".pin.ends")).hasCount(0);
        coder.locator(".pin.asks .reach").hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator(".tip"))
                .hasText(Pattern.compile("^began to wait for an approval\\d\\d:\\d\\d:\\d\\dclick to copy"));
        page.locator(".pin.ends .reach").hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator(".tip")).containsText("no longer waits for a sub-agent, after 43m");
        page.locator(".lane").first().locator(".turn.reach").first().hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator(".tip")).containsText("reading context → planning");
        page.locator(".axis .wanted.needs").hover();
        assertThat(page.locator(".tip")).hasText(Pattern.compile("^needed you for 18m\\d\\d:.* to nowclick"));
        assertThat(page.locator(".legend")).containsText("newswait beginsendsneeded you");
    }

    @Test
    void a_finger_drags_to_zoom_and_a_tap_tells(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(390, 900).touching().open("/tasks/" + Office.RELEASE);
        page.locator(".lanes").scrollIntoViewIfNeeded();
        var bar = page.locator(".lane").nth(2).locator(".does").first().boundingBox();
        page.touchscreen().tap(bar.x + bar.width / 2, bar.y + bar.height / 2);
        assertThat(page.locator(".tip")).containsText("testing · 11m");
        var plot = page.locator(".plot").boundingBox();
        var fingers = page.context().newCDPSession(page);
        touch(fingers, "touchStart", plot.x + plot.width * 0.3, plot.y + 60);
        touch(fingers, "touchMove", plot.x + plot.width * 0.4, plot.y + 60);
        touch(fingers, "touchMove", plot.x + plot.width * 0.6, plot.y + 60);
        touch(fingers, "touchEnd", 0, 0);
        assertThat(page).hasURL(Pattern.compile("\\?from=.*&until="));
        assertThat(page.locator(".tools"))
                .containsText(Pattern.compile("^\\d\\d:\\d\\d:\\d\\d to \\d\\d:\\d\\d:\\d\\d"));
    }

    private static void touch(CDPSession fingers, String type, double x, double y) {
        var points = new JsonArray();
        if (!type.equals("touchEnd")) {
            var point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        fingers.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void a_drag_zooms_and_the_address_remembers(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        var ticks = page.locator(".axis span").allTextContents();
        var plot = page.locator(".plot").boundingBox();
        page.mouse().move(plot.x + plot.width * 0.3, plot.y + 40);
        page.mouse().down();
        page.mouse().move(plot.x + plot.width * 0.6, plot.y + 40);
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile("\\?from=.*&until="));
        assertThat(page.locator(".axis span")).not().hasText(ticks.toArray(String[]::new));
        page.reload();
        assertThat(page.getByText("Show all")).isVisible();
        page.keyboard().press("0");
        assertThat(page).hasURL(Pattern.compile("/tasks/release-2.4$"));
    }

    @Test
    void keys_zoom_the_timeline_and_hide_idle_time(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        assertThat(page.locator(".lane")).hasCount(3);
        page.keyboard().press("h");
        assertThat(page.locator(".fold")).hasCount(2);
        assertThat(page.locator("[data-tool=idle]")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("+");
        assertThat(page).hasURL(Pattern.compile("from=.*idle=hidden"));
        page.locator(".lanes").focus();
        var before = page.url();
        page.keyboard().press("ArrowLeft");
        assertThat(page).not().hasURL(before);
        page.keyboard().press("-");
        page.keyboard().press("-");
        page.keyboard().press("h");
        assertThat(page).hasURL(Pattern.compile("/tasks/release-2.4$"));
        page.keyboard().press("w");
        assertThat(page.locator(".reason")).containsText("It waits for a person.");
    }

    @Test
    void it_follows_the_task_live_and_an_open_reason_stays_open(Visit visit) {
        visit.served.report("{'task':'build','name':'Build','run':'r1','phase':'testing','update':'one'}");
        var page = visit.open("/tasks/build");
        page.locator("[data-why=attention]").last().click();
        visit.served.report("{'task':'build','run':'r1','update':'two'}");
        assertThat(page.locator(".updates > li").first()).containsText("two");
        visit.served.report("{'task':'build','run':'r1','phase':'waiting_user','text':'River or old town?'}");
        assertThat(page.locator(".said")).containsText("Waiting for your answer");
        assertThat(page.locator(".said q")).hasText("River or old town?");
        assertThat(page.locator(".reason")).containsText("It waits for a person.");
        visit.served.report("{'task':'build','outcome':'failed','summary':'No hotel left'}");
        assertThat(page.locator(".said")).containsText("Nobody has been told yet.");
        page.locator("[data-verb=reported]").click();
        assertThat(page.locator(".said")).containsText("Reported to operator.");
    }

    @Test
    void raw_events_come_in_pages(Visit visit) {
        for (int i = 1; i <= 60; i++) {
            visit.served.report("{'task':'build','update':'step " + i + "','id':'e" + i + "'}");
        }
        var page = visit.open("/tasks/build");
        page.getByText("Raw events").click();
        assertThat(page.locator(".events > li")).hasCount(50);
        page.getByText("Show more events").click();
        assertThat(page.locator(".events > li")).hasCount(60);
        page.locator(".events summary").last().click();
        assertThat(page.locator(".events pre").last()).containsText("step 60");
    }

    @Test
    void a_task_put_off_can_be_brought_back(Visit visit) {
        visit.served.report("{'task':'ask','name':'Ask','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/tasks/ask");
        page.locator("[data-verb=acknowledged]").click();
        assertThat(page.locator(".facts")).containsText("Looked after");
        page.locator("[data-verb=snoozed]").click();
        assertThat(page.locator(".facts")).containsText("Snoozed until");
        page.locator("[data-verb=restored]").click();
        assertThat(page.locator("[data-verb=snoozed]")).isVisible();
    }

    @Test
    void an_unknown_task_says_so_and_appears_once_it_begins(Visit visit) {
        visit.excuse("status of 404");
        var page = visit.open("/tasks/later");
        assertThat(page.locator("h1")).hasText("No such task");
        visit.served.report("{'task':'later','name':'Here I am','phase':'planning'}");
        assertThat(page.locator("h1")).containsText("Here I am");
    }

    @Test
    void a_row_leads_to_the_task_and_back_to_where_one_was(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(1240, 500).open("/");
        row(page, "weekly").locator("a.open").click();
        assertThat(page.locator("h1")).containsText("Weekly ops report");
        assertThat(page.locator("#places [aria-current=true]")).hasText("Now");
        page.goBack();
        assertThat(row(page, "weekly")).isInViewport();
        assertThat(page.locator("#places [aria-current=page]")).hasText("Now");
        page.navigate(visit.served.url().resolve("/tasks/settled-0").toString());
        assertThat(page.locator("#places [aria-current=true]")).hasText("History");
        page.locator(".crumb a").click();
        assertThat(page).hasURL(Pattern.compile("/history$"));
    }
}
