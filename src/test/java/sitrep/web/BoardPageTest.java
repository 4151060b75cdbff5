package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.web.Visit.group;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class BoardPageTest {

    @Test
    void an_empty_board_says_how_to_begin(Visit visit) {
        var page = visit.open("/");
        assertThat(page.locator(".welcome")).containsText("./sitrep run -- mvn -v");
        assertThat(page.locator("h1")).hasText("Nothing needs you.");
    }

    @Test
    void posted_work_appears_and_goes_through_its_phases_without_a_reload(Visit visit) {
        var page = visit.open("/");
        visit.served.report("{'task':'build','name':'Nightly build','owner':'Dana','phase':'testing'}");
        assertThat(row(page, "build").locator(".phase")).hasText("testing");
        assertThat(row(page, "build").locator(".name")).hasText("Nightly buildasked by Dana");
        visit.served.report("{'task':'build','update':'412 of 913 tests','progress':'412/913'}");
        assertThat(row(page, "build").locator(".update")).hasText("412 of 913 tests");
        assertThat(row(page, "build").locator(".meter")).hasText("412 of /913");
        visit.served.report("{'task':'build','phase':'waiting_approval','text':'git push origin v2.4.0'}");
        assertThat(group(page, "needs_you").locator(".update code")).hasText("git push origin v2.4.0");
        assertThat(group(page, "needs_you")).containsText("Wants to run git push origin v2.4.0");
        assertThat(page.locator("h1")).hasText("1 task needs you.");
        assertThat(page).hasTitle("(1) Sitrep");
        visit.served.report("{'task':'build','phase':'waiting_approval','text':'Edit app.py'}");
        assertThat(group(page, "needs_you")).containsText("Wants leave for Edit app.py");
        visit.served.report("{'task':'build','outcome':'succeeded','reported':'Dana'}");
        assertThat(group(page, "settled").locator(".phase")).hasText("done");
        assertThat(page).hasTitle("Sitrep");
    }

    @Test
    void groups_stand_in_the_order_of_what_they_want(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(page.locator(".group:visible h2")).hasText(new String[] {
            "Needs you 3 · oldest first",
            "Looks stuck 1 · silent for longer than it should be",
            "Done, not reported 2 · finished, nobody told yet",
            "Working 5 · on their own",
            "Queued 1 · not begun",
            "Recently settled 4 · newest first"
        });
        assertThat(group(page, "needs_you").locator("a.open")).hasText(new String[] {
            "Sync CRM contacts nightly", "Ship 2.4 release notes and tag", "Book the Lisbon offsite"
        });
        assertThat(page.locator("h1"))
                .hasText("3 tasks need you, 1 looks stuck, 1 failed and 1 is done but unreported."
                        + " 5 are working on their own, 1 queued.");
        assertThat(group(page, "stuck").locator(".row > .age")).hasText("12m");
    }

    @Test
    void marking_a_result_reported_settles_it(Visit visit) {
        visit.served.report("{'task':'q3','name':'Support themes','owner':'Mo','outcome':'succeeded'}");
        var page = visit.open("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark reported"))
                .click();
        assertThat(group(page, "settled").locator("a.open")).hasText("Support themes");
        assertThat(page.locator("#toast")).containsText("“Support themes” is reported to Mo.");
        assertThat(group(page, "unreported")).isHidden();
    }

    @Test
    void a_part_of_the_sentence_is_a_filter_and_back_takes_it_away(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        page.getByText("1 looks stuck").click();
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("\\?attention=stuck$"));
        page.goBack();
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        page.locator(".chip", new Page.LocatorOptions().setHasText("ACP")).click();
        assertThat(page.locator(".row")).hasCount(2);
    }

    @Test
    void the_first_screen_speaks_as_people_do(Visit visit) {
        visit.served.report("{'source':'openclaw@office','task':'c','name':'Certificates','phase':'testing',"
                + "'owner':{'name':'schedule','where':'0 6 * * *'},'worker':{'id':'w1','kind':'cron'}}");
        visit.served.report("{'source':'openclaw@office','task':'r','name':'Ship','owner':'#release',"
                + "'worker':{'id':'w2','kind':'main','name':'#release','where':'office'},'phase':'editing'}");
        visit.served.report(
                "{'source':'run@desk','task':'b','owner':{'name':'#ops','where':'slack'},'phase':'testing'}");
        var page = visit.open("/");
        assertThat(page.locator(".chip")).hasText(new String[] {
            "Everything", "Mine", "sitrep run · desk", "OpenClaw · office", "scheduled jobs", "main sessions"
        });
        assertThat(row(page, "c").locator(".name small")).hasText("on schedule, daily at 06:00");
        assertThat(row(page, "r").locator(".name small")).hasText("asked in #release");
        assertThat(row(page, "r").locator(".who > span")).hasText("main session · office");
        assertThat(row(page, "b").locator(".name small")).hasText("asked in #ops on slack");
        page.locator("[data-task=r] a.open").click();
        assertThat(page.locator(".because")).containsText("because OpenClaw · office said so at");
        visit.served.send("{\"specversion\":\"1.0\",\"id\":\"lost\",\"source\":\"openclaw@office\","
                + "\"type\":\"sitrep.source.lost\",\"data\":{\"why\":\"connection refused\"}}");
        page.locator(".brand").click();
        assertThat(page.locator(".notice")).containsText("No contact with OpenClaw · office since");
        page.locator("#places a").last().click();
        assertThat(page.locator(".source h2")).hasText(new String[] {"OpenClaw · office", "sitrep run · desk"});
        assertThat(page.locator(".source").first()).containsText("openclaw@office");
    }

    @Test
    void a_source_is_a_chip_and_so_is_what_is_mine(Visit visit) {
        visit.served.report("{'task':'a','name':'First','owner':'Dana <b>','source':'ci<i>','phase':'testing'}");
        visit.served.report("{'task':'b','name':'Second','owner':'Lin','source':'desk','phase':'testing'}");
        var page = visit.open("/");
        page.locator(".chip", new Page.LocatorOptions().setHasText("desk")).click();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Second"});
        assertThat(page).hasURL(Pattern.compile("\\?source=desk$"));
        page.locator(".chip.on").click();
        assertThat(page.locator(".row")).hasCount(2);
        page.getByText("Mine", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("dialog .btn", new Page.LocatorOptions().setHasText("Dana <b>"))
                .click();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"First"});
        assertThat(page.locator(".chip.on")).hasText("Mine");
        page.navigate(visit.served.url().toString());
        assertThat(page.locator(".row")).hasCount(2);
        page.getByText("Mine", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"First"});
        assertThat(page).hasURL(Pattern.compile("\\?owner=Dana"));
    }

    @Test
    void the_search_asks_the_server_and_says_when_nothing_matches(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        page.getByRole(AriaRole.SEARCHBOX).fill("grammar");
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Port the parser to the new grammar"});
        page.getByRole(AriaRole.SEARCHBOX).fill("nothing of the kind");
        assertThat(page.locator(".empty")).containsText("Nothing matches");
        page.reload();
        assertThat(page.locator(".empty")).containsText("Nothing matches");
    }

    @Test
    void a_mark_can_be_taken_back(Visit visit) {
        visit.served.report("{'task':'q3','name':'Support themes','owner':'Mo','outcome':'succeeded'}");
        visit.served.report("{'task':'ask','name':'Ask','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/");
        page.locator("[data-verb=reported]").click();
        assertThat(group(page, "settled").locator("a.open")).hasText("Support themes");
        page.locator("#toast button").click();
        assertThat(group(page, "unreported").locator("a.open")).hasText("Support themes");
        row(page, "ask").locator("a.open").focus();
        page.keyboard().press("z");
        assertThat(group(page, "snoozed").locator("h2")).hasText("Snoozed 1");
        assertThat(page.locator("#toast")).containsText("is snoozed until");
        page.keyboard().press("u");
        assertThat(group(page, "needs_you").locator("a.open")).hasText("Ask");
    }

    @Test
    void rows_stay_under_the_hand_and_what_arrives_waits_to_be_let_in(Visit visit) {
        visit.served.report("{'task':'a','name':'First','phase':'testing'}");
        var page = visit.open("/");
        row(page, "a").hover();
        visit.served.report("{'task':'b','name':'Second','phase':'waiting_user','text':'Which?'}");
        visit.served.report("{'task':'c','name':'Third','phase':'testing'}");
        assertThat(page.locator(".pill")).hasText(Pattern.compile("^1 more needs you · 1 other change"));
        visit.served.report("{'task':'a','phase':'editing','update':'Half of it'}");
        assertThat(row(page, "a").locator(".update")).hasText("Half of it");
        assertThat(page.locator(".row")).hasCount(1);
        page.locator(".pill").click();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Second", "Third", "First"});
        row(page, "a").hover();
        var before = row(page, "a").boundingBox().y;
        visit.served.report("{'task':'b','outcome':'succeeded','reported':'Dana'}");
        assertThat(page.locator(".pill")).hasText(Pattern.compile("^1 change"));
        assertThat(group(page, "needs_you").locator(".phase")).hasText("done");
        assertEquals(before, row(page, "a").boundingBox().y, "a row that says less moves none below it");
        page.mouse().move(2, 2);
        assertThat(group(page, "settled").locator("a.open")).hasText("Second");
        assertThat(page.locator(".pill")).isHidden();
    }

    @Test
    void tasks_that_wait_for_the_same_sign_in_are_one_row_that_unfolds(Visit visit) {
        for (int i = 1; i <= 3; i++) {
            visit.served.report("{'task':'gh-" + i + "','name':'Mirror " + i + "',"
                    + "'block':{'reason':'auth','text':'GitHub  sign-in expired'}}");
            visit.served.report("{'task':'ask-" + i + "','block':{'reason':'user_input','text':'Which one?'}}");
        }
        var page = visit.open("/");
        assertThat(group(page, "needs_you").locator(".row")).hasCount(4);
        assertThat(page.locator("h1")).hasText("6 tasks need you.");
        var one = page.locator(".row.cause");
        assertThat(one.locator(".name")).hasText("3 tasks wait for one sign-inMirror 1, Mirror 2, Mirror 3");
        one.locator("button.open").click();
        assertThat(page.locator(".row.nested a.open")).hasText(new String[] {"Mirror 1", "Mirror 2", "Mirror 3"});
        page.reload();
        assertThat(page.locator(".row.nested")).hasCount(3);
        visit.served.report("{'task':'gh-1','phase':'testing'}");
        visit.served.report("{'task':'gh-2','phase':'testing'}");
        assertThat(page.locator(".row.cause")).hasCount(0);
        assertThat(row(page, "gh-3").locator(".update")).hasText("GitHub sign-in expired");
    }

    @Test
    void the_ribbon_shows_the_life_of_a_task(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        var ribbon = row(page, Office.RELEASE).locator(".ribbon");
        assertThat(ribbon)
                .hasAttribute("aria-label", Pattern.compile("^So far: reading context .*, waiting approval 18m$"));
        assertThat(ribbon.locator("i.hatch")).not().hasCount(0);
        assertThat(ribbon.locator("i").last()).hasAttribute("title", Pattern.compile("^waiting approval 18m"));
    }

    @Test
    void an_empty_board_says_what_was_looked_at(Visit visit) {
        visit.served.report("{'task':'a','name':'First','phase':'testing'}");
        assertThat(visit.open("/").locator(".empty"))
                .hasText(Pattern.compile("none is unreported. 1 source live, last event \\d+s ago.$"));
    }

    @Test
    void a_peek_tells_more_below_the_row_and_stays_in_the_address(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        row(page, Office.RELEASE).hover();
        row(page, Office.RELEASE).locator(".below").click();
        assertThat(page.locator(".peek")).containsText("Drafted release notes from 38 merged changes");
        page.locator(".peek summary").click();
        assertThat(page.locator(".peek .whys")).containsText("A live run waits for a person");
        page.reload();
        assertThat(page.locator(".peek .said")).containsText("Waiting for your approval");
        page.keyboard().press("Escape");
        assertThat(page.locator(".peek")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("/$"));
    }

    @Test
    void ages_tick_by_the_clock_of_the_server(Visit visit) {
        visit.served.report(Duration.ofSeconds(30), "{'task':'build','phase':'testing'}");
        var page = visit.open("/");
        var age = row(page, "build").locator(".age");
        var first = age.textContent();
        assertThat(age).hasText(Pattern.compile("^(\\d+m )?\\d\\ds$"));
        assertThat(age).not().hasText(first);
        assertThat(age).not().hasText(Pattern.compile("^[0-2]?\\ds$"));
    }

    private static void reportSome(Served served) {
        for (int i = 1; i <= 3; i++) {
            served.report("{'task':'ask-" + i + "','name':'Ask " + i + "','phase':'waiting_user','text':'Which?'}");
        }
        for (int i = 1; i <= 2; i++) served.report("{'task':'q-" + i + "','name':'Q " + i + "','outcome':'succeeded'}");
    }

    private static Locator bar(Page page) {
        return page.locator(".selected");
    }

    @Test
    void each_mark_goes_to_those_that_it_fits_and_one_undo_takes_all_back(Visit visit) {
        reportSome(visit.served);
        var page = visit.open("/");
        row(page, "ask-1").locator("a.open").focus();
        page.keyboard().press("x");
        assertThat(bar(page)).containsText("1 task selected");
        for (int i = 0; i < 4; i++) page.keyboard().press("j");
        page.keyboard().press("X");
        assertThat(bar(page)).containsText("5 tasks selected");
        assertThat(bar(page).locator(".btn"))
                .containsText(new String[] {"I’m on it 3 of 5", "Mark reported 2 of 5", "Dismiss", "Clear"});
        page.keyboard().press("r");
        assertThat(page.locator("#toast")).containsText("2 of 5 tasks are reported.");
        assertThat(group(page, "settled").locator(".row")).hasCount(2);
        assertThat(bar(page)).isHidden();
        page.keyboard().press("u");
        assertThat(group(page, "unreported").locator(".row")).hasCount(2);
        assertThat(page.locator("#toast")).containsText("2 tasks are as they were");
    }

    @Test
    void boxes_appear_where_one_points_and_shift_selects_all_between(Visit visit) {
        reportSome(visit.served);
        var page = visit.open("/");
        row(page, "ask-1").hover();
        row(page, "ask-1").locator(".pick").click();
        var shift = new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT));
        row(page, "ask-3").locator(".pick").click(shift);
        assertThat(bar(page)).containsText("3 tasks selected");
        assertThat(page.locator(".pick:checked")).hasCount(3);
        row(page, "ask-2").locator(".pick").click();
        assertThat(bar(page)).containsText("2 tasks selected");
        page.keyboard().press("Escape");
        assertThat(bar(page)).isHidden();
        assertThat(page.locator(".pick:checked")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("/$"));
    }

    @Test
    void forty_that_wait_for_one_sign_in_are_put_off_till_tomorrow_in_three_steps(Visit visit) {
        for (int i = 1; i <= 40; i++) {
            visit.served.report("{'task':'gh-" + i + "','name':'Mirror " + i + "',"
                    + "'block':{'reason':'auth','text':'GitHub sign-in expired'}}");
        }
        var page = visit.open("/");
        assertThat(page.locator(".row.cause")).hasCount(1);
        page.keyboard().press("j");
        page.keyboard().press("x");
        bar(page).getByText("tomorrow").click();
        assertThat(page.locator("#toast")).containsText(Pattern.compile("40 of 40 tasks are snoozed until .* 09:00"));
        assertThat(group(page, "needs_you")).isHidden();
        page.locator("#toast button").click();
        assertThat(group(page, "needs_you").locator(".row.cause")).containsText("40 tasks wait for one sign-in");
        page.locator(".row.cause .open").focus();
        page.keyboard().press("m");
        assertThat(page.locator("#toast")).containsText("40 of 40 tasks are looked after");
    }
}
