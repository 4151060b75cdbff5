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

    private static final String SMALL = """
            () => [...document.querySelectorAll('main :is(button, summary, input, a.btn, a.chip)')]
                .filter((one) => one.checkVisibility({ opacityProperty: false }))
                .filter((one) => { const { width, height } = one.getBoundingClientRect();
                  return width < 23.9 || height < 23.9; })
                .map((one) => one.outerHTML.slice(0, 120))""";

    private static double height(Page page, String task) {
        return row(page, task).boundingBox().height;
    }

    private static void ask(Served served, int tasks) {
        for (int i = 1; i <= tasks; i++) {
            served.report("{'task':'ask-" + i + "','name':'Ask " + i + "','owner':'Dana',"
                    + "'block':{'reason':'approval','text':'git push origin v2.4." + i + "',"
                    + "'next':{'text':'Approve or deny','command':'openclaw approvals allow " + i + "'}}}");
        }
    }

    @Test
    void a_compact_row_is_one_line_of_44_pixels_and_ten_that_need_somebody_are_above_the_fold(Visit visit) {
        Office.reportTo(visit.served);
        ask(visit.served, 10);
        var page = visit.sized(1280, 800).open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS + 10);
        page.keyboard().press("v");
        for (var row : page.locator(".row").all()) assertEquals(44, row.boundingBox().height, 1);
        var tenth = page.locator("[data-group=needs_you] .row").nth(9).boundingBox();
        assertTrue(tenth.y + tenth.height <= 800, () -> "the tenth ends at " + (tenth.y + tenth.height));
        assertThat(row(page, "ask-1").locator(".update")).hasText("git push origin v2.4.1");
        assertThat(row(page, "ask-1").locator("> .next")).isHidden();
        row(page, "ask-1").hover();
        row(page, "ask-1").getByText("Show the command first").click();
        assertThat(page.locator(".peek .next code")).hasText("openclaw approvals allow 1");
        page.reload();
        assertThat(page.locator("html[data-density=compact]")).isAttached();
        for (var width : List.of(390, 720, 980)) {
            page.setViewportSize(width, 800);
            assertEquals(0, overflow(page), width + " pixels");
            assertEquals(44, height(page, "ask-2"), 1, width + " pixels");
        }
        page.keyboard().press("v");
        assertThat(page.locator("html[data-density]")).hasCount(0);
    }

    @Test
    void in_one_line_a_long_question_shows_its_end(Visit visit) {
        visit.served.report("{'task':'ask','block':{'reason':'user_input','text':'"
                + "Which of these hotels shall it be? ".repeat(12) + "Not the last one, I hope?'}}");
        var page = visit.sized(1280, 800).open("/");
        page.keyboard().press("v");
        var update = row(page, "ask").locator(".update");
        assertThat(update).containsText(Pattern.compile("chars… .*I hope\\?$"));
        assertEquals(false, update.evaluate("one => one.scrollWidth > one.clientWidth + 1"));
        page.setViewportSize(390, 844);
        assertThat(update).containsText(Pattern.compile("I hope\\?$"));
        assertEquals(false, update.evaluate("one => one.scrollWidth > one.clientWidth + 1"));
    }

    @Test
    void a_wide_window_tells_more_beside_the_rows_and_the_keys_walk_on(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(1700, 900).open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        page.keyboard().press("j");
        page.keyboard().press("j");
        var before = height(page, Office.RELEASE);
        page.keyboard().press("Space");
        assertThat(page.locator(".pane .said")).containsText("Waiting for your approval");
        assertThat(page).hasURL(Pattern.compile("\\?peek=release-2.4$"));
        assertEquals(before, height(page, Office.RELEASE), 1);
        page.keyboard().press("j");
        assertThat(page.locator(".pane h3")).hasText("Book the Lisbon offsite");
        assertThat(page).hasURL(Pattern.compile("\\?peek=lisbon$"));
        page.setViewportSize(1280, 900);
        assertThat(row(page, "lisbon").locator(".peek")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator(".peek")).hasCount(0);
    }

    @Test
    void a_row_whose_peek_is_closed_is_as_high_as_before(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        row(page, Office.RELEASE).hover();
        var before = height(page, Office.RELEASE);
        for (int i = 0; i < 2; i++) {
            row(page, Office.RELEASE).locator(".below").click();
            assertThat(page.locator(".peek .news")).isVisible();
            visit.served.report("{'task':'checkout','update':'" + i + " of 913 tests'}");
            assertThat(row(page, "checkout").locator(".update")).hasText(i + " of 913 tests");
            row(page, Office.RELEASE).locator(".below").click();
            assertThat(page.locator(".peek")).hasCount(0);
            assertEquals(before, height(page, Office.RELEASE), "with the pointer still there");
        }
    }

    @Test
    void what_can_be_pressed_is_large_enough_to_be_hit(Visit visit) {
        Office.reportTo(visit.served);
        for (var width : List.of(1280, 390)) {
            var page = visit.sized(width, 844).open("/?peek=" + Office.RELEASE + "&why");
            assertThat(page.locator(".peek .whys")).containsText("A live run waits for a person");
            assertEquals(List.of(), page.evaluate(SMALL), width + " pixels");
            page.navigate(visit.served.url().resolve("/tasks/" + Office.RELEASE).toString());
            assertThat(page.locator(".updates > li")).not().hasCount(0);
            assertEquals(List.of(), page.evaluate(SMALL), "the page of a task, " + width + " pixels");
        }
    }
}
