package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.web.Visit.overflow;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of workers and of sources. */
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
}
