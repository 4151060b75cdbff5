package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Page;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A board of 10,000 tasks is as small in the browser as one of a hundred. */
@ExtendWith(InChromium.class)
class ManyTasksTest {
    private static final int TASKS = 10_000;
    private static final int MOST_ROWS = 150;
    private static final int MOST_NODES = 5_000;

    /** The task in the middle of the window; nothing before its rows are drawn. */
    private static final String SEEN = """
            () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.row')?.dataset.task""";

    @Test
    void only_what_is_near_the_window_is_in_the_page(Visit visit) {
        visit.served.send(IntStream.range(0, TASKS)
                .mapToObj(i -> "{\"task\":\"t%05d\",\"name\":\"Task %d\",\"phase\":\"testing\",\"update\":\"%d done\"}"
                        .formatted(i, i, i))
                .collect(Collectors.joining(",", "[", "]")));
        var page = visit.open("/");
        assertThat(page.locator("h1")).hasText("Nothing needs you. 10,000 are working on their own.");
        assertThat(page.locator("[data-group=working] h2")).hasText("Working 200 of 10,000 · on their own");
        assertBounded(page);
        for (var seen = 200; seen < 1_400; seen += 200) {
            page.evaluate("scrollTo(0, document.body.scrollHeight)");
            assertThat(page.locator("[data-group=working] h2")).not().containsText("Working " + seen + " of");
            assertBounded(page);
        }
        page.evaluate("scrollTo(0, document.body.scrollHeight / 2)");
        var middle = (String) page.waitForFunction(SEEN).jsonValue();
        visit.served.report("{'task':'" + middle + "','update':'still true'}");
        assertThat(row(page, middle).locator(".update")).hasText("still true");
        page.locator(".row a.open").first().focus();
        for (int i = 0; i < 60; i++) page.keyboard().press("j");
        assertThat(page.locator(".row a.open:focus")).hasCount(1);
        assertBounded(page);
    }

    private static void assertBounded(Page page) {
        var rows = page.locator(".row").count();
        assertTrue(rows > 0 && rows <= MOST_ROWS, rows + " rows");
        var nodes = (int) page.evaluate("document.getElementsByTagName('*').length");
        assertTrue(nodes <= MOST_NODES, nodes + " nodes");
    }
}
