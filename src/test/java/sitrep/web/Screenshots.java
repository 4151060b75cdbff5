package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The pictures in docs/images, taken of the page as it is. No test by name, so that only who wants new ones takes them:
 * {@code mvn test -Dtest=Screenshots}.
 */
@ExtendWith(InChromium.class)
class Screenshots {
    private static final Path FOLDER = Path.of(System.getProperty("sitrep.screenshots", "docs/images"));

    @Test
    void of_the_board_by_day(Visit visit) {
        take(board(visit.sized(1240, 1200)), "board-light.png");
    }

    @Test
    void of_the_board_by_night(Visit visit) {
        take(board(visit.sized(1240, 1200).dark()), "board-dark.png");
    }

    @Test
    void of_the_board_in_a_pocket(Visit visit) {
        take(board(visit.sized(390, 1400)), "board-phone.png");
    }

    @Test
    void of_a_row_that_tells_more_and_tasks_with_one_cause(Visit visit) {
        for (int i = 1; i <= 7; i++) {
            visit.served.report("{'task':'mirror-" + i + "','name':'Mirror repository " + i + "','owner':'Lin',"
                    + "'block':{'reason':'auth','text':'GitHub sign-in expired','next':{'text':'Sign in to GitHub',"
                    + "'link':'https://example.org/login'}}}");
        }
        var page = board(visit.sized(1240, 1200), Office.TASKS + 1);
        page.locator("[data-task='" + Office.RELEASE + "'] a.open").focus();
        page.keyboard().press("Space");
        assertThat(page.locator(".peek .whys")).isVisible();
        take(page, "board-peek.png");
    }

    @Test
    void of_a_task_by_day(Visit visit) {
        take(task(visit.sized(1240, 1200)), "task-light.png");
    }

    @Test
    void of_a_task_by_night_with_a_reason(Visit visit) {
        var page = task(visit.sized(1240, 1200).dark());
        page.locator(".verdict [data-why=phase]").click();
        take(page, "task-dark-why.png");
    }

    @Test
    void of_a_task_in_a_pocket(Visit visit) {
        take(task(visit.sized(390, 1400)), "task-phone.png");
    }

    @Test
    void of_history_by_day(Visit visit) {
        take(history(visit.sized(1240, 1200)), "history-light.png");
    }

    @Test
    void of_history_by_night(Visit visit) {
        take(history(visit.sized(1240, 1200).dark()), "history-dark.png");
    }

    @Test
    void of_history_in_a_pocket(Visit visit) {
        take(history(visit.sized(390, 1400)), "history-phone.png");
    }

    @Test
    void of_the_workers(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.sized(1240, 800).open("/workers");
        assertThat(page.locator(".hand")).hasCount(11);
        take(page, "workers-light.png");
    }

    private static Page history(Visit visit) {
        Archive.reportTo(visit.served);
        var page = visit.open("/history?days=84");
        assertThat(page.locator("h1")).containsText("" + Archive.TASKS);
        assertThat(page.locator(".was")).hasCount(50);
        return page;
    }

    private static Page board(Visit visit) {
        return board(visit, Office.TASKS);
    }

    private static Page board(Visit visit, int rows) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(page.locator(".row")).hasCount(rows);
        return page;
    }

    private static Page task(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/tasks/" + Office.RELEASE);
        assertThat(page.locator(".lane")).hasCount(3);
        return page;
    }

    private static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
    }
}
