package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.core.vocabulary.Verb;
import sitrep.web.InChromium;
import sitrep.web.Visit;

/** What operators come for who may act, and how many steps each of it takes, beginning at the board. */
@ExtendWith(InChromium.class)
class OperatorJobsTest {
    private static final Logger LOG = Logger.getLogger(OperatorJobsTest.class.getName());

    /** By the job, to be told at the end. */
    private static final Map<String, String> TOOK = new ConcurrentSkipListMap<>();

    @AfterAll
    static void tell() {
        LOG.info(TOOK.entrySet().stream()
                .map(job -> job.getKey() + ": " + job.getValue())
                .collect(Collectors.joining("\n  ", "Steps of the ten jobs:\n  ", "")));
    }

    /** A job took as many steps as it is to take: more is a burden, and fewer is worth to be written down. */
    private static void took(String job, Operator operator, int steps, String which) {
        assertEquals(steps, operator.steps(), job);
        TOOK.put(job, steps + (which.isEmpty() ? "" : " (" + which + ")"));
    }

    private static Operator at(Visit visit) {
        return new Operator(open(visit));
    }

    private static Page open(Visit visit) {
        return visit.sized(1280, 800).allowing("clipboard-read").open("/");
    }

    /** A minute before now, and so many minutes. */
    private static Duration ago(double minutes) {
        return Duration.ofSeconds((long) (minutes * 60) + 60);
    }

    @Test
    void what_needs_me_and_why(Visit visit) {
        new Door(visit.served).approval("deploy", "Deploy the docs", Door.BUILD);
        var it = at(visit)
                .seesAtOnce("[data-group=needs_you] .row", "Deploy the docs.*" + Door.BUILD)
                .presses(".")
                .presses("w")
                .sees(".peek .whys", "attention.*It waits for a person");
        took("1 what needs me and why", it, 2, ". w");
    }

    @Test
    void approve_the_pending_command(Visit visit) {
        var door = new Door(visit.served).approval("deploy", "Deploy the docs", Door.BUILD);
        var it = at(visit)
                .seesAtOnce("[data-task=deploy]", Door.BUILD)
                .clicks("[data-task=deploy] [data-act=approve]")
                .sees("[data-task=deploy]", "It runs");
        assertEquals(Verb.APPROVE, door.hand.heard().getFirst().verb());
        took("2 approve the pending command", it, 1, "Approve once; 2 where it cannot be undone");
    }

    @Test
    void what_happened_last_night(Visit visit) {
        visit.served.report(ago(14 * 60), "{'task':'night','name':'Nightly build','phase':'testing'}");
        visit.served.report(ago(12.2 * 60), "{'task':'night','outcome':'failed','summary':'disk full on search-2'}");
        var it = at(visit)
                .presses("g")
                .presses("h")
                .clicks("text=Last night 02–04")
                .seesAtOnce(".feed .line.ended", "Nightly build.*disk full on search-2");
        took("3 what happened last night", it, 3, "g h, Last night 02–04");
    }

    @Test
    void all_that_wait_for_the_same_login(Visit visit) {
        new Door(visit.served).signIns(5);
        var it = at(visit)
                .seesAtOnce(".row.cause", "5 tasks wait for one sign-in")
                .clicks(".row.cause .open")
                .sees(".row.nested >> nth=4", "Sync region");
        took("4 all that wait for the same login", it, 1, "the row of the cause; 0 to know how many");
    }

    @Test
    void hide_until_tomorrow_what_i_cannot_act_on(Visit visit) {
        new Door(visit.served).signIns(7);
        var it = at(visit)
                .seesAtOnce(".row.cause", "7 tasks wait for one sign-in")
                .presses(".")
                .presses("x")
                .clicks(".selected button:text-is('tomorrow')")
                .sees("h1", "Nothing needs you");
        took("5 hide until tomorrow what I cannot act on", it, 3, ". x tomorrow");
    }

    @Test
    void hand_over_a_link_of_a_failing_moment(Visit visit) {
        visit.served.report(ago(60), "{'task':'t','name':'Flaky','run':'a','slot':'v','attempt':1,'phase':'testing'}");
        visit.served.report(ago(54), "{'task':'t','run':'a','outcome':'failed','summary':'exit 1'}");
        visit.served.report(ago(48), "{'task':'t','run':'b','slot':'v','attempt':2,'phase':'testing'}");
        var page = open(visit);
        var it = new Operator(page)
                .clicks("[data-task=t] a.open")
                .pointsAt(".updates > li:has-text('exit 1')")
                .clicks(".updates > li:has-text('exit 1') .copy-link")
                .sees("#toast", "is copied");
        page.navigate((String) page.evaluate("navigator.clipboard.readText()"));
        assertThat(page.locator(".pointed").first()).containsText("exit 1");
        took("6 hand over a link of a failing moment", it, 2, "the task, the link at the moment");
    }

    @Test
    void is_this_build_slow(Visit visit) {
        for (var i = 0; i < 9; i++) {
            var task = "{'task':'audit-" + i + "','name':'Audit number " + i + "','run':'r',";
            visit.served.report(ago((20 - i) * 60), task + "'phase':'testing'}");
            visit.served.report(ago((19.6 - i) * 60), task + "'outcome':'succeeded','reported':'#ops'}");
        }
        visit.served.report(ago(72), "{'task':'audit-now','name':'Audit number 10','run':'r','phase':'testing'}");
        visit.served.report("{'task':'audit-now','run':'r','update':'Still at it'}");
        var it = at(visit)
                .clicks("[data-task=audit-now] a.open")
                .seesAtOnce(".facts", "usually 24m, 90 % within 2\\dm, n = 9");
        took("7 is this build slow", it, 1, "the task");
    }

    @Test
    void which_worker_misbehaves(Visit visit) {
        for (var i = 0; i < 12; i++) {
            var host = i % 2 == 0 ? "lab" : "office";
            var outcome = i % 2 == 0 ? "failed" : "succeeded";
            var task = "{'task':'h-" + i + "','run':'r',";
            var worker = "'worker':{'id':'w" + i + "','kind':'process','where':'" + host + "'},";
            visit.served.report(ago(180), task + worker + "'phase':'testing'}");
            visit.served.report(ago(120), task + "'outcome':'" + outcome + "','reported':'#ops'}");
        }
        var it = at(visit).presses("g").presses("w").seesAtOnce(".hosts .host", "lab.*6 failed of 6");
        took("8 which worker misbehaves", it, 2, "g w");
    }

    @Test
    void what_did_i_miss(Visit visit) {
        visit.served.report(ago(90), "{'task':'a','name':'Build','phase':'done'}");
        new Door(visit.served).approval("deploy", "Deploy the docs", Door.BUILD);
        var page = open(visit);
        page.evaluate("localStorage.setItem('sitrep-seen', Date.now() - 7215000)");
        var it = new Operator(page).seesAtOnce("#since", "1 finished · 1 new needs you.*Deploy the docs");
        took("9 what did I miss", it, 0, "");
        it.clicks("#since a").sees(".feed .line.ended", "Build");
    }

    @Test
    void who_approved_that(Visit visit) {
        new Door(visit.served).approval("deploy", "Deploy the docs", Door.BUILD);
        var page = open(visit);
        Door.asks(page, "deploy", "{'verb':'approve','by':'Dana'}");
        var it = new Operator(page)
                .sees("[data-task=deploy]", "It runs")
                .clicks("[data-task=deploy] a.open")
                .sees(".asked li", "Dana approved it");
        took("10 who approved that", it, 1, "the task");
    }
}
