package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.web.Visit.overflow;

import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of workers and of sources, and the board as it was. */
@ExtendWith(InChromium.class)
class RoomsTest {

    @Test
    void workers_are_told_by_place_and_by_who_started_them(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/workers");
        assertThat(page.locator("h1")).containsText("workers are at work: 4 main sessions, 2 sub-agents");
        var office = page.locator(".workers .group").last();
        assertThat(office.locator("h2")).hasText("office 3");
        assertThat(office.locator(".worker"))
                .hasText(new String[] {"mainmain session", "└ codersub-agent", "mvn verifyprocess"});
        assertThat(office.locator(".hand.needs")).containsText("waiting approval");
        page.locator(".chip", new com.microsoft.playwright.Page.LocatorOptions().setHasText("ACP"))
                .click();
        assertThat(page.locator(".hand")).hasCount(2);
        assertThat(page).hasURL(Pattern.compile("/workers\\?kind=acp$"));
        page.getByText("Add CSV export to the billing page").click();
        assertThat(page.locator(".task h1")).containsText("Add CSV export to the billing page");
    }

    @Test
    void whoever_begins_and_ends_comes_and_goes(Visit visit) {
        var page = visit.open("/workers");
        assertThat(page.locator("h1")).hasText("Nobody is at work.");
        assertThat(page.locator(".empty")).containsText("while a run of it goes on");
        visit.served.report("{'task':'t','name':'Build','run':'r','phase':'testing',"
                + "'worker':{'id':'w','kind':'process','name':'<b>mvn'}}");
        assertThat(page.locator(".worker b")).hasText("<b>mvn");
        assertThat(page.locator(".does a")).hasText("Build");
        visit.served.report("{'task':'t','run':'r','outcome':'succeeded'}");
        assertThat(page.locator("h1")).hasText("Nobody is at work.");
    }

    @Test
    void a_source_is_told_with_its_state_and_a_blind_one_first(Visit visit) {
        var page = visit.open("/sources");
        assertThat(page.locator(".empty")).containsText("curl -d");
        visit.served.send("{\"task\":\"t\",\"phase\":\"testing\",\"source\":\"ci\"}");
        assertThat(page.locator("h1")).containsText("1 source tells of work. None of them is out of contact.");
        assertThat(page.locator(".source h2")).hasText("ci");
        assertThat(page.locator(".pulse")).containsText("Events a minute1");
        visit.served.send("{\"specversion\":\"1.0\",\"id\":\"lost\",\"source\":\"runner\","
                + "\"type\":\"sitrep.source.lost\",\"data\":{\"why\":\"connection <refused>\"}}");
        visit.served.send("{\"task\":\"t\",\"update\":\"news\",\"source\":\"ci\"}");
        assertThat(page.locator("h1")).containsText("1 source is blind, 1 tells of work.");
        assertThat(page.locator(".source").first().locator(".trouble")).hasText("connection <refused>");
    }

    @Test
    void what_only_a_source_out_of_contact_told_of_is_as_it_was_then(Visit visit) {
        visit.served.report(
                Duration.ofMinutes(9),
                "{'task':'t','name':'Port the parser','run':'r','source':'acp',"
                        + "'phase':'waiting_user','text':'Which grammar?',"
                        + "'worker':{'id':'w','kind':'acp','name':'codex'}}");
        visit.served.report("{'task':'u','name':'Build','run':'r','source':'ci','phase':'testing',"
                + "'worker':{'id':'v','kind':'process','name':'mvn'}}");
        var page = visit.open("/");
        assertThat(page.locator("#live")).hasText("live · 2 sources");
        visit.served.send("{\"specversion\":\"1.0\",\"id\":\"lost\",\"source\":\"acp\","
                + "\"type\":\"sitrep.source.lost\",\"data\":{\"why\":\"connection refused\"}}");
        visit.served.report("{'task':'u','run':'r','source':'ci','update':'12 of 90'}");
        assertThat(page.locator("#live")).hasText("live · 1 of 2 sources");
        var asOf = Pattern.compile("^as of \\d\\d:\\d\\d, no contact since · ");
        assertThat(Visit.row(page, "t").locator(".update")).hasText(asOf);
        assertThat(Visit.row(page, "t")).hasClass(Pattern.compile("\\bunseen\\b"));
        assertThat(Visit.row(page, "t").locator(".age")).hasAttribute("data-to", Pattern.compile("^2"));
        assertThat(Visit.row(page, "u").locator(".age")).hasAttribute("data-to", "");
        Visit.row(page, "t").locator("a.open").click();
        assertThat(page.locator(".verdict .said"))
                .containsText(Pattern.compile("As of .*: no contact with sitrep acp"));
        page.locator(".places a", new Page.LocatorOptions().setHasText("Workers"))
                .click();
        assertThat(page.locator("h1")).hasText("1 worker is at work: 1 process. 1 more was when contact was lost.");
        assertThat(page.locator(".hand.unseen .sign")).containsText("no contact since");
    }

    @Test
    void they_fit_a_phone(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(390, 844).open("/workers");
        assertThat(page.locator(".hand").first()).isVisible();
        assertEquals(0, overflow(page), "pixels over the edge");
        page.navigate(visit.served.url().resolve("/sources").toString());
        assertThat(page.locator(".source").first()).isVisible();
        assertEquals(0, overflow(page), "pixels over the edge");
    }

    @Test
    void back_and_forward_lead_through_every_page_and_each_says_where_one_is(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        var rooms = List.of("History", "Workers", "Sources");
        for (var place : rooms) {
            page.locator(".places a", new Page.LocatorOptions().setHasText(place))
                    .click();
            assertThat(page.locator(".places [aria-current]")).hasText(place);
        }
        for (var place : List.of("Workers", "History", "Now")) {
            page.goBack();
            assertThat(page.locator(".places [aria-current]")).hasText(place);
        }
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        for (var place : rooms) {
            page.goForward();
            assertThat(page.locator(".places [aria-current]")).hasText(place);
        }
    }

    private static Instant moment(Visit visit) {
        visit.served.report("{'task':'ask','name':'Clean up','phase':'waiting_approval','text':'rm -rf old'}");
        visit.served.report("{'task':'build','name':'Nightly build','phase':'testing'}");
        var then = Clock.systemUTC().instant();
        visit.served.report("{'task':'ask','outcome':'succeeded'}");
        visit.served.report("{'task':'new','name':'Begun since','phase':'editing'}");
        return then;
    }

    @Test
    void the_board_as_it_was_says_what_was_said_then_and_leads_to_that_moment_of_a_task(Visit visit) {
        var then = moment(visit);
        var page = visit.open("/then?at=" + then);
        assertThat(page.locator("h1")).containsText("1 task needs you. 1 is working on its own.");
        assertThat(page.locator(".then-row")).hasCount(2);
        assertThat(page.locator(".then-row").first()).containsText("rm -rf old");
        page.getByText("+ 1 h").click();
        assertThat(page).hasURL(Pattern.compile("at="));
        assertThat(page.locator("h1")).not().containsText("needs you");
        page.goBack();
        page.navigate(visit.served.url().resolve("/then?at=" + then).toString());
        page.locator(".then-row a.open").first().click();
        assertThat(page).hasURL(Pattern.compile("/tasks/ask#t="));
    }

    @Test
    void the_board_as_it_was_fits_a_phone_and_says_where_there_was_nothing(Visit visit) {
        var then = moment(visit);
        var page = visit.sized(390, 844).open("/then?at=" + then);
        assertThat(page.locator(".then-row")).hasCount(2);
        assertEquals(0, overflow(page));
        page.getByText("− 1 h").click();
        assertThat(page.locator(".then .empty")).containsText("Nothing went on");
    }
}
