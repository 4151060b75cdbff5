package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.connect.doorbell.DoorbellHand.Mood;
import sitrep.web.InChromium;
import sitrep.web.Visit;

/** Rows in one line each, with all that may stand in one: buttons, receipts, notes, a selection. */
@ExtendWith(InChromium.class)
class CompactRowsTest {
    /** What reaches over its row and is not cut there with an ellipsis, and rows that are higher than one line. */
    private static final String OVER = """
            () => [...document.querySelectorAll('.row')].flatMap((row) => {
              const around = (one, end) => (one === end ? [] : [one, ...around(one.parentElement, end)]);
              const box = row.getBoundingClientRect();
              const parts = [...row.querySelectorAll(':scope > :not(.peek) *, :scope > :not(.peek)')];
              const over = parts.filter((one) => {
                const { top, bottom, left, right, width } = one.getBoundingClientRect();
                if (!width || one.closest('.hush') || !one.checkVisibility()) return false;
                const isCut = around(one, row).some((each) => getComputedStyle(each).textOverflow === 'ellipsis');
                const isWide = left < box.left - 1 || right > box.right + 1;
                return top < box.top - 1 || bottom > box.bottom + 1 || (isWide && !isCut);
              }).map((one) => `${row.dataset.task}: ${one.outerHTML.slice(0, 90)}`);
              const isHigh = !row.querySelector('.peek') && Math.abs(box.height - 44) > 1;
              return isHigh ? [...over, `${row.dataset.task} is ${box.height} high`] : over;
            })""";

    /** Buttons of a row that cannot be hit: too small, or cut off. */
    private static final String MISSED = """
            (row) => [...row.querySelectorAll('.next :is(button, a)')].filter((one) => one.checkVisibility())
              .filter((one) => {
                const [box, place] = [one.getBoundingClientRect(), one.closest('.next').getBoundingClientRect()];
                return box.width < 24 || box.height < 24 || box.right > place.right + 1;
              }).map((one) => one.outerHTML.slice(0, 90))""";

    private static Page compact(Visit visit, int width) {
        var door = new Door(visit.served)
                .approval("build", "Build it", Door.BUILD)
                .approval("wipe", "Clean up the releases of the spring", Door.WIPE)
                .approval("deploy", "Deploy", Door.LONG)
                .question("csv", "Add CSV export", "Which separator?", "Comma", "Tab")
                .question("noted", "Write the post about the harbour festival", "What is it to be called?")
                .signIns(3);
        door.hand.is(Mood.REFUSING);
        var page = visit.sized(width, 900).open("/");
        Door.asks(page, "wipe", "{'verb':'deny','by':'Dana'}");
        for (var task : List.of("noted", "deploy")) {
            page.request()
                    .post(
                            visit.served
                                    .url()
                                    .resolve("/api/v1/tasks/" + task + "/remarked")
                                    .toString(),
                            RequestOptions.create()
                                    .setHeader("Content-Type", "application/json")
                                    .setData("{\"text\":\"Ask Dana first, she knows the harbour\",\"by\":\"Mo\"}"));
        }
        assertThat(page.locator("[data-task=wipe] .receipt")).isVisible();
        assertThat(page.locator("[data-task=deploy] .note")).isVisible();
        page.keyboard().press("v");
        assertThat(page.locator("html[data-density=compact]")).isAttached();
        return page;
    }

    private static void fits(Page page, String when) {
        assertEquals(List.of(), page.evaluate(OVER), when);
        assertEquals(0, Visit.overflow(page), when);
    }

    @Test
    void nothing_grows_or_reaches_over_its_row(Visit visit) {
        var page = compact(visit, 1280);
        for (var width : List.of(1280, 980, 390)) {
            page.setViewportSize(width, 900);
            fits(page, width + " pixels");
            for (var task : List.of("build", "wipe", "deploy", "csv", "noted")) {
                Visit.row(page, task).locator("> .name > .open").focus();
                fits(page, task + " in " + width + " pixels");
                if (width > 720) assertEquals(List.of(), Visit.row(page, task).evaluate(MISSED), task + " " + width);
            }
        }
    }

    @Test
    void a_selection_and_a_peek_beside_the_rows_change_none_of_it(Visit visit) {
        var page = compact(visit.dark(), 1600);
        Visit.row(page, "build").locator("> .name > .open").focus();
        page.keyboard().press("x");
        page.keyboard().press("Space");
        assertThat(page.locator(".pane .said")).isVisible();
        fits(page, "beside a peek");
        assertThat(page.locator(".selected")).isVisible();
        page.setViewportSize(390, 844);
        fits(page, "on a phone");
    }

    @Test
    void by_keys_and_by_touch_a_row_acts(Visit visit) {
        var page = compact(visit.touching(), 390);
        Visit.row(page, "build").locator(".below").tap();
        var approve = page.locator("[data-task=build] .peek [data-act=approve]");
        assertThat(approve).isVisible();
        var box = approve.boundingBox();
        assertEquals(true, box.height >= 24 && box.width >= 24, box.width + " x " + box.height);
        page.setViewportSize(1280, 900);
        page.keyboard().press("Escape");
        Visit.row(page, "csv").locator("> .name > .open").focus();
        page.keyboard().press("Tab");
        assertEquals("BUTTON", page.evaluate("document.activeElement.tagName"));
    }
}
