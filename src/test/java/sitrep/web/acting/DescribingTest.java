package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.web.InChromium;
import sitrep.web.Visit;

/** What operators say of a task in words, and the switch by which a source is asked to let them act. */
@ExtendWith(InChromium.class)
class DescribingTest {
    private static Page task(Visit visit) {
        visit.served.report(
                "{'task':'ask','name':'Clean up','phase':'waiting_user','text':'Which?','labels':{'team':'blue'}}");
        var page = visit.open("/tasks/ask");
        page.locator("[data-describe]").click();
        return page;
    }

    @Test
    void a_note_stands_on_the_page_and_on_the_board_and_can_be_undone(Visit visit) {
        var page = task(visit);
        page.locator(".describe textarea").fill("Ask Dana <b>first</b>");
        page.getByText("Note it").click();
        assertThat(page.locator(".verdict .note")).containsText("Ask Dana <b>first</b>");
        page.navigate(visit.served.url().toString());
        assertThat(page.locator(".row .note")).containsText("Ask Dana <b>first</b>");
    }

    @Test
    void another_name_is_shown_beside_the_sources_and_can_be_undone(Visit visit) {
        var page = task(visit);
        page.locator(".describe input").first().fill("Clean up the attic");
        page.getByText("Call it so").click();
        assertThat(page.locator("h1")).containsText("Clean up the attic");
        assertThat(page.locator(".head")).containsText("Its source calls it Clean up");
        page.locator(".toast").getByText("Undo").click();
        assertThat(page.locator(".head")).not().containsText("Its source calls it");
        assertThat(page.locator("h1")).containsText("Clean up");
    }

    @Test
    void labels_are_put_on_and_taken_off(Visit visit) {
        var page = task(visit);
        page.getByPlaceholder("key=value").fill("release=2.4");
        page.getByText("Label it").click();
        assertThat(page.locator(".facts")).containsText("2.4");
        page.locator("[data-describe]").click();
        page.getByText("team=blue ✕").click();
        assertThat(page.locator(".facts")).not().containsText("blue");
    }

    @Test
    void the_switch_says_what_is_asked_for_before_it_is_asked(Visit visit) {
        var page = visit.open("/sources");
        var said = page.evaluate("""
                async () => {
                  const { acting } = await import('/assets/rooms/acting.js');
                  const asks = [{ scope: 'operator.write', purpose: 'to <i>steer</i>' }];
                  const levels = [{ level: 'operator', asks }];
                  const shown = acting({ id: 'openclaw@none', acting: { level: 'off', levels } }, () => {});
                  document.querySelector('main').append(shown);
                  shown.open = true;
                  return `${acting({ id: 'x' })} ${shown.querySelectorAll('i').length}`;
                }""");
        assertEquals("undefined 0", said);
        assertThat(page.locator(".acting .turn")).containsText("operator.write to <i>steer</i>");
        assertThat(page.locator(".acting .turn button")).hasText("Ask for it: Operators act");
    }
}
