package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a reader has asked of the system, the page keeps to. */
@ExtendWith(InChromium.class)
class WishesTest {
    private static final String MOVING = """
            () => [...document.querySelectorAll('*')].flatMap((one) => ['', '::before', '::after', '::backdrop']
                .map((part) => getComputedStyle(one, part || null))
                .filter((style) => style.animationName !== 'none' || style.scrollBehavior !== 'auto'
                    || style.transitionDuration.split(', ').some((time) => time !== '0s'))
                .map(() => one.outerHTML.slice(0, 120)))
                .concat(document.getAnimations().map((one) => one.effect.target?.outerHTML.slice(0, 120)))""";

    /** A mark as it is drawn, without its colour. */
    private static final String SHAPE =
            "(mark) => [...mark.children].map((part) => part.outerHTML.replace(/style=\"[^\"]*\"/, '')).join()";

    @Test
    void nothing_moves_for_who_wants_no_motion(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        var page = visit.open("/");
        assertNotEquals(List.of(), page.evaluate(MOVING), "something moves for who has not asked");
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.locator("[data-verb=reported]").first().click();
        assertThat(page.locator("#toast")).containsText("is reported to");
        assertStill(page);
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).isVisible();
        assertStill(page);
        for (var place : List.of("/tasks/" + Office.RELEASE, "/history", "/workers", "/sources")) {
            page.navigate(visit.served.url().resolve(place).toString());
            assertThat(page.locator("main h1")).isVisible();
            assertStill(page);
        }
    }

    /** Each of these wants something else; where all colours are the system's, shapes and words are left. */
    @Test
    void marks_are_told_apart_by_shape_in_forced_colours(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        var shapes = new HashSet<Object>();
        for (var group : List.of("needs_you", "stuck", "unreported", "working", "queued")) {
            var phase = Visit.group(page, group).locator(".phase").first();
            assertThat(phase.locator(".mark")).isVisible();
            assertThat(phase).hasText(Pattern.compile("\\w"));
            assertTrue(shapes.add(phase.locator(".mark").evaluate(SHAPE)), group);
        }
    }

    private static void assertStill(Page page) {
        assertEquals(List.of(), page.evaluate(MOVING), page.url());
    }
}
