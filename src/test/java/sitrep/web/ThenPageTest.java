package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.web.Visit.overflow;

import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The board as it was: the moment stands in the address, and what happened since is not there. */
@ExtendWith(InChromium.class)
class ThenPageTest {
    private static Instant moment(Visit visit) {
        visit.served.report("{'task':'ask','name':'Clean up','phase':'waiting_approval','text':'rm -rf old'}");
        visit.served.report("{'task':'build','name':'Nightly build','phase':'testing'}");
        var then = Clock.systemUTC().instant();
        visit.served.report("{'task':'ask','outcome':'succeeded'}");
        visit.served.report("{'task':'new','name':'Begun since','phase':'editing'}");
        return then;
    }

    @Test
    void it_says_what_was_said_then_and_leads_to_that_moment_of_a_task(Visit visit) {
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
    void it_fits_a_phone_and_says_where_there_was_nothing(Visit visit) {
        var then = moment(visit);
        var page = visit.sized(390, 844).open("/then?at=" + then);
        assertThat(page.locator(".then-row")).hasCount(2);
        assertEquals(0, overflow(page));
        page.getByText("− 1 h").click();
        assertThat(page.locator(".then .empty")).containsText("Nothing went on");
    }
}
