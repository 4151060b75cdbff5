package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.web.acting.Operator;

/** What operators come for, and in how few steps they have it. */
@ExtendWith(InChromium.class)
class TenJobsTest {
    private static final String WHOLE = "ssh deploy@prod-7 "
            + "rsync -a --delete build/site/ /srv/www/site/; ".repeat(40) + "&& rm -rf /srv/backups/2026-11";

    private static Operator at(Visit visit, String path) {
        return new Operator(open(visit, path));
    }

    private static Page open(Visit visit, String path) {
        return visit.sized(1280, 800).allowing("clipboard-read").open(path);
    }

    /** A minute before now, and so many hours. */
    private static Duration hours(double hours) {
        return Duration.ofSeconds((long) (hours * 3600) + 60);
    }

    @Test
    void what_needs_me_and_why(Visit visit) {
        Office.reportTo(visit.served);
        at(visit, "/")
                .seesAtOnce("[data-group=needs_you] .row", "crm|HubSpot sign-in expired")
                .presses(".")
                .presses("w")
                .sees(".peek .whys", "attention.*It waits for a person");
    }

    @Test
    void which_is_stuck_since_when_and_what_it_did_last(Visit visit) {
        visit.served.report(hours(0.6), "{'task':'p','name':'Port the parser','phase':'editing','update':'Rule 7'}");
        visit.served.report(hours(0.5), "{'task':'p','phase':'stalled','text':'No output for minutes'}");
        at(visit, "/")
                .seesAtOnce("[data-group=stuck] .row", "Port the parser")
                .clicks("[data-group=stuck] a.open")
                .seesAtOnce(".said", "Looks stuck for 3\\dm")
                .seesAtOnce(".updates > li", "Rule 7");
    }

    @Test
    void the_whole_of_the_pending_command(Visit visit) {
        visit.served.report("{'task':'deploy','name':'Deploy the docs','phase':'waiting_approval','text':'" + WHOLE
                + "','next':{'text':'Approve or deny','command':'openclaw approvals allow a2'}}");
        at(visit, "/")
                .seesAtOnce("[data-task=deploy]", "rm -rf /srv/backups/2026-11")
                .clicks("[data-task=deploy] .cut")
                .sees("[data-task=deploy] .whole", "^ssh deploy@prod-7 rsync.*rm -rf /srv/backups/2026-11$");
    }

    @Test
    void what_happened_between_two_and_four(Visit visit) {
        var lastNight = hours(12.2);
        visit.served.report(hours(14), "{'task':'night','name':'Nightly build','phase':'testing'}");
        visit.served.report(lastNight, "{'task':'night','outcome':'failed','summary':'disk full on search-2'}");
        at(visit, "/")
                .presses("g")
                .presses("h")
                .clicks("text=Last night 02–04")
                .seesAtOnce(".feed .line.ended", "Nightly build.*disk full on search-2");
    }

    @Test
    void all_that_wait_for_one_login(Visit visit) {
        logins(visit, 5);
        at(visit, "/")
                .seesAtOnce(".row.cause", "5 tasks wait for one sign-in")
                .clicks(".row.cause .open")
                .sees(".row.nested >> nth=4", "Sync region");
    }

    @Test
    void forty_hidden_until_tomorrow(Visit visit) {
        logins(visit, 40);
        at(visit, "/")
                .seesAtOnce(".row.cause", "40 tasks wait for one sign-in")
                .presses(".")
                .presses("x")
                .clicks(".selected button:text-is('tomorrow')")
                .sees("h1", "Nothing needs you")
                .sees("[data-group=snoozed]", "40");
    }

    @Test
    void a_link_to_a_failing_moment(Visit visit) {
        visit.served.report(hours(1), "{'task':'t','name':'Flaky','run':'a','slot':'v','attempt':1,'phase':'testing'}");
        visit.served.report(hours(0.9), "{'task':'t','run':'a','outcome':'failed','summary':'exit 1'}");
        visit.served.report(hours(0.8), "{'task':'t','run':'b','slot':'v','attempt':2,'phase':'testing'}");
        var page = open(visit, "/");
        new Operator(page)
                .clicks("[data-task=t] a.open")
                .pointsAt(".updates > li:has-text('exit 1')")
                .clicks(".updates > li:has-text('exit 1') .copy-link")
                .sees("#toast", "is copied");
        var link = (String) page.evaluate("navigator.clipboard.readText()");
        page.navigate("about:blank");
        page.navigate(link);
        assertThat(page.locator(".pointed").first()).containsText("exit 1");
    }

    @Test
    void how_long_it_usually_takes_and_whether_this_is_slow(Visit visit) {
        for (var i = 0; i < 9; i++) {
            var task = "{'task':'audit-" + i + "','name':'Audit number " + i + "','run':'r',";
            visit.served.report(hours(20 - i), task + "'phase':'testing'}");
            visit.served.report(hours(19.6 - i), task + "'outcome':'succeeded','reported':'#ops'}");
        }
        visit.served.report(hours(1.2), "{'task':'audit-now','name':'Audit number 10','run':'r','phase':'testing'}");
        visit.served.report("{'task':'audit-now','run':'r','update':'Still at it'}");
        at(visit, "/")
                .clicks("[data-task=audit-now] a.open")
                .seesAtOnce(".facts", "usually 24m, 90 % within 2\\dm, n = 9");
    }

    @Test
    void which_host_misbehaves(Visit visit) {
        for (var i = 0; i < 12; i++) {
            var host = i % 2 == 0 ? "lab" : "office";
            var outcome = i % 2 == 0 ? "failed" : "succeeded";
            var task = "{'task':'h-" + i + "','run':'r',";
            var worker = "'worker':{'id':'w" + i + "','kind':'process','where':'" + host + "'},";
            visit.served.report(hours(3), task + worker + "'phase':'testing'}");
            visit.served.report(hours(2), task + "'outcome':'" + outcome + "','reported':'#ops'}");
        }
        at(visit, "/").presses("g").presses("w").seesAtOnce(".hosts .host", "lab.*6 failed of 6");
    }

    @Test
    void last_weeks_task_by_half_its_words(Visit visit) {
        IntStream.range(0, 30).forEach(i -> {
            var task = "{'task':'old-" + i + "','name':'Migrate the search index of region " + i + "',";
            visit.served.report(hours(24 * 7 + i), task + "'owner':'Dana','phase':'editing'}");
            visit.served.report(hours(24 * 7 + i - 0.5), task + "'outcome':'succeeded','reported':'Dana'}");
        });
        var page = open(visit, "/");
        new Operator(page).presses("/").types("migr index 17").sees(".row", "Migrate the search index of region 17");
        assertTrue(page.locator(".row .name").first().textContent().contains("region 17"));
    }

    private static void logins(Visit visit, int count) {
        IntStream.range(0, count)
                .forEach(i -> visit.served.report("{'task':'crm-" + i + "','name':'Sync region " + i
                        + "','phase':'waiting_approval','reason':'auth','text':'HubSpot sign-in expired',"
                        + "'next':{'text':'Open the sign-in page','link':'https://example.org/login'}}"));
    }
}
