package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Paper cannot be pressed, scrolled or hovered over: it shows no controls, all of every text, and dark on white. */
@ExtendWith(InChromium.class)
class PrintedTest {
    /** What is left between the margins of an A4 sheet, in pixels. */
    private static final int SHEET = 718;

    /** Everything to press, but for names, commands and legends, which are text as well. */
    private static final String CONTROLS = """
            () => [...document.querySelectorAll('button, input, select, [role=button]')]
                .filter((one) => !one.matches('.open, .command, .legend button'))
                .filter((one) => one.checkVisibility({ opacityProperty: true }))
                .map((one) => one.outerHTML.slice(0, 120))""";

    /** Texts that do not fit into their box, and what of them does not fit is not painted. */
    private static final String CLIPPED = """
            () => [...document.querySelectorAll('main *')]
                .filter((one) => one instanceof HTMLElement && one.checkVisibility() && !one.matches('.hush'))
                .filter((one) => one.textContent.trim() && getComputedStyle(one).overflow !== 'visible')
                .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
                .map((one) => one.outerHTML.slice(0, 120))""";

    /** What reaches over the right edge of the sheet. */
    private static final String BEYOND = """
            () => [...document.querySelectorAll('body *')]
                .filter((one) => one.checkVisibility() && !one.closest('.hush, .toast'))
                .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map((one) => one.outerHTML.slice(0, 120))""";

    private static final String COLOURS = """
            () => [getComputedStyle(document.body).backgroundColor,
                getComputedStyle(document.querySelector('.rows')).backgroundColor,
                getComputedStyle(document.querySelector('h1')).color]""";

    @Test
    void the_board(Visit visit) {
        Office.reportTo(visit.served);
        reportWordily(visit.served, "'phase':'testing'");
        var page = visit.sized(SHEET, 1000).open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS + 1);
        assertPrints(page);
        page.setViewportSize(1240, 900);
        assertPrints(page);
    }

    @Test
    void a_task(Visit visit) {
        Office.reportTo(visit.served);
        reportWordily(visit.served, "'phase':'testing'");
        for (var task : List.of(Office.RELEASE, "wordy")) {
            var page = visit.sized(SHEET, 1000).open("/tasks/" + task);
            assertThat(page.locator(".updates > li")).not().hasCount(0);
            assertPrints(page);
        }
    }

    @Test
    void history(Visit visit) {
        Office.reportTo(visit.served);
        reportWordily(visit.served, "'outcome':'succeeded','reported':'Dana'");
        var page = visit.sized(SHEET, 1000).open("/history");
        assertThat(page.locator(".was")).not().hasCount(0);
        assertPrints(page);
        page.setViewportSize(1240, 900);
        assertPrints(page);
    }

    @Test
    void the_dark_is_printed_on_white(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.dark().open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        print(page);
        var daylight = List.of("rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(28, 27, 25)");
        assertEquals(daylight, page.evaluate(COLOURS));
        page.evaluate("document.documentElement.dataset.theme = 'dark'");
        assertEquals(daylight, page.evaluate(COLOURS));
    }

    private static void reportWordily(Served served, String state) {
        served.report("{'task':'wordy','name':'NAME','goal':'GOAL','owner':'OWNER','update':'UPDATE',STATE}"
                .replace("NAME", "A name of more than a line. ".repeat(6))
                .replace("GOAL", "A goal of more lines than are shown at once. ".repeat(60))
                .replace("OWNER", "An owner of more than a line. ".repeat(3))
                .replace("UPDATE", "An update of more than three lines. ".repeat(12))
                .replace("STATE", state));
    }

    private static void print(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    }

    private static void assertPrints(Page page) {
        print(page);
        assertEquals(List.of(), page.evaluate(CONTROLS), "controls at " + page.url());
        assertEquals(List.of(), page.evaluate(CLIPPED), "clipped at " + page.url());
        assertEquals(List.of(), page.evaluate(BEYOND), "over the edge of the sheet at " + page.url());
    }
}
