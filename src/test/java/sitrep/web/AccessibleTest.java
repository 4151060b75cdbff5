package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page held against the rules of axe for those who see little, nothing, or no colours. */
@ExtendWith(InChromium.class)
public class AccessibleTest {
    private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    /** What is wrong, as the rule and the first place. */
    private static final String SERIOUS = """
            async () => (await axe.run()).violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3)}`)""";

    @Test
    void the_board_by_day_with_a_peek_and_the_dialogs(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        var page = visit.open("/?peek=" + Office.RELEASE + "&why");
        assertThat(page.locator(".peek .whys")).containsText("A live run waits for a person");
        assertAccessible(page);
        page.keyboard().press("?");
        assertAccessible(page);
        page.keyboard().press("Escape");
        page.keyboard().press(",");
        assertAccessible(page);
    }

    @Test
    void the_board_by_night_with_a_peek_and_the_dialogs(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        var page = visit.dark().open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        assertAccessible(page);
        page.navigate(page.url() + "?peek=" + Office.RELEASE + "&why");
        assertThat(page.locator(".peek .whys")).containsText("A live run waits for a person");
        assertAccessible(page);
        for (var key : List.of("?", ",")) {
            page.keyboard().press(key);
            assertThat(page.locator("dialog")).isVisible();
            assertAccessible(page);
            page.keyboard().press("Escape");
        }
    }

    @Test
    void every_other_page_by_night(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        var page = visit.dark().open("/tasks/" + Office.RELEASE);
        page.locator("[data-why=phase]").first().click();
        page.getByText("Raw events").click();
        page.locator(".events summary").first().click();
        assertThat(page.locator(".events pre").first()).isVisible();
        assertAccessible(page);
        for (var room : List.of("/history", "/workers", "/sources")) {
            page.navigate(visit.served.url().resolve(room).toString());
            assertThat(page.locator("main li").first()).isVisible();
            assertAccessible(page);
        }
    }

    @Test
    void a_task_with_a_reason(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        page.locator("[data-why=phase]").first().click();
        assertAccessible(page);
    }

    @Test
    void history_workers_and_sources(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        var page = visit.open("/history");
        assertThat(page.locator("main h1")).isVisible();
        assertAccessible(page);
        for (var room : List.of("w", "s")) {
            page.keyboard().press("g");
            page.keyboard().press(room);
            assertThat(page.locator(".places [aria-current]")).hasText("w".equals(room) ? "Workers" : "Sources");
            assertAccessible(page);
        }
    }

    public static void assertAccessible(Page page) {
        page.evaluate(script());
        assertEquals(List.of(), page.evaluate(SERIOUS), page.url());
    }

    private static String script() {
        try (var in = AccessibleTest.class.getClassLoader().getResourceAsStream(AXE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";undefined";
        } catch (IOException e) {
            throw new AssertionError("axe-core is a test dependency", e);
        }
    }
}
