package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.web.Visit.overflow;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class LooksTest {
    /** Tokens that carry text, with the ground that they stand on. */
    private static final String CONTRAST = """
            () => {
              const seen = (name) => {
                const probe = document.body.appendChild(document.createElement('i'));
                probe.style.setProperty('color', `var(--${name})`);
                const drawn = new OffscreenCanvas(1, 1).getContext('2d');
                drawn.fillStyle = getComputedStyle(probe).color;
                drawn.fillRect(0, 0, 1, 1);
                probe.remove();
                const [r, g, b] = [...drawn.getImageData(0, 0, 1, 1).data]
                  .map((c) => c / 255).map((c) => (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4));
                return .2126 * r + .7152 * g + .0722 * b;
              };
              const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
              const grounds = ['bg', 'panel', 'raised'];
              const texts = ['text', 'dim', 'faint', 'accent', 'needs', 'stall', 'report', 'ok'];
              const tinted = ['needs-bg', 'stall-bg', 'report-bg'];
              const pairs = texts.flatMap((text) => grounds.map((ground) => [text, ground]))
                .concat(tinted.flatMap((ground) => [['dim', ground], ['text', ground]]));
              return pairs.filter(([text, ground]) => ratio(seen(text), seen(ground)) < 4.5).join(' ');
            }""";

    @Test
    void a_question_is_read_whole_and_what_is_chosen_from_takes_one_line_of_a_phone(Visit visit) {
        Office.reportTo(visit.served);
        var question = "Which hotel for the offsite in Lisbon? (Alfama, 2,940 in all / Belém, 2,610 / Chiado, 3,200)";
        visit.served.report("{'task':'ask','phase':'waiting_user','text':'" + question + "'}");
        var page = visit.open("/");
        var clipped = "one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1";
        for (var width : List.of(1240, 900, 390)) {
            page.setViewportSize(width, 900);
            assertEquals(false, row(page, "ask").locator(".update").evaluate(clipped), width + " pixels");
        }
        var chips = page.locator(".filters").boundingBox();
        assertTrue(chips.height < 50, () -> chips.height + " pixels");
    }

    @Test
    void nothing_scrolls_sideways_on_a_phone(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(390, 844).open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        assertEquals(0, overflow(page));
        row(page, Office.RELEASE).locator("a.open").click();
        assertThat(page.locator(".facts")).isVisible();
        assertEquals(0, overflow(page));
    }

    /** What somebody sees who has made a window of 1280 pixels four times as large. */
    @Test
    void nothing_scrolls_sideways_however_large_it_is_read(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(320, 256).open("/?peek=" + Office.RELEASE + "&why");
        assertThat(page.locator(".peek .whys")).containsText("A live run waits for a person");
        assertEquals(0, overflow(page));
        for (var place : List.of("/tasks/" + Office.RELEASE, "/history", "/workers", "/sources")) {
            page.navigate(visit.served.url().resolve(place).toString());
            assertThat(page.locator("main li").first()).isVisible();
            assertEquals(0, overflow(page), place);
        }
        for (var key : List.of("?", ",", "?")) {
            page.keyboard().press(key);
            var dialog = page.locator("dialog");
            assertThat(dialog).isVisible();
            assertEquals(true, dialog.evaluate("(one) => one.scrollWidth <= one.clientWidth"), key);
            page.keyboard().press("Escape");
            assertThat(dialog).isHidden();
        }
    }

    @Test
    void it_is_dark_where_the_reader_wants_that(Visit visit) {
        var ground = "getComputedStyle(document.body).backgroundColor";
        assertEquals("rgb(250, 250, 249)", visit.open("/").evaluate(ground));
        assertEquals("rgb(14, 15, 17)", visit.dark().open("/").evaluate(ground));
    }

    @Test
    void a_choice_of_light_or_dark_is_kept_and_known_before_anything_is_painted(Visit visit) {
        var ground = "getComputedStyle(document.body).backgroundColor";
        var page = visit.open("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Settings"))
                .click();
        page.getByLabel("Dark").check();
        assertEquals("rgb(14, 15, 17)", page.evaluate(ground));
        page.reload();
        assertThat(page.locator("html[data-theme=dark]")).isAttached();
        assertEquals("rgb(14, 15, 17)", page.evaluate(ground));
    }

    /** As the browser counts it: compressed, with its headers. */
    @Test
    void a_first_visit_loads_little(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        var bytes = (int) page.evaluate("""
                () => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
                    .filter(({ name }) => !name.includes('/api/')).reduce((sum, one) => sum + one.transferSize, 0)""");
        assertTrue(bytes > 20_000 && bytes < 150 * 1024, bytes + " bytes");
    }

    @Test
    void every_text_stands_out_from_its_ground(Visit visit) {
        assertEquals("", visit.open("/").evaluate(CONTRAST));
        assertEquals("", visit.dark().open("/").evaluate(CONTRAST));
    }

    @Test
    void all_of_it_can_be_reached_and_used_by_keyboard(Visit visit) {
        visit.served.report("{'task':'q3','name':'Themes','owner':'Mo','outcome':'succeeded'}");
        var page = visit.open("/");
        assertThat(page.locator(".row")).hasCount(1);
        var stops = new ArrayList<String>();
        while (stops.size() < 30 && !stops.contains("Mark reported")) {
            page.keyboard().press("Tab");
            stops.add((String) page.evaluate("document.activeElement.textContent.trim()"));
            assertTrue(focusIsVisible(page), () -> "the focus cannot be seen on " + stops.getLast());
        }
        stops.retainAll(List.of("Sitrep", "Now", "Everything", "Themes", "Mark reported"));
        assertEquals(List.of("Sitrep", "Now", "Everything", "Themes", "Mark reported"), stops);
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-group=settled] a.open")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("Themes");
        page.keyboard().press("/");
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).isFocused();
    }

    private static boolean focusIsVisible(Page page) {
        return (boolean) page.evaluate("""
                () => ['', '::after'].some((part) => {
                  const style = getComputedStyle(document.activeElement, part || null);
                  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
                })""");
    }

    @Test
    void a_row_is_a_sentence_for_ears(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(row(page, Office.RELEASE).locator("a.open"))
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(
                                "^Ship 2.4 release notes and tag: waiting approval for 18m, asked by Dana in #release."
                                        + " Wants to run git push origin v2.4.0. Next: Approve or deny the push.$"));
        assertThat(page.getByRole(AriaRole.MAIN)).hasCount(1);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasCount(1);
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Needs you")))
                .hasCount(1);
    }
}
