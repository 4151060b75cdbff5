package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
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

    private static void assertStill(Page page) {
        assertEquals(List.of(), page.evaluate(MOVING), page.url());
    }
}
