package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/**
 * Somebody who comes to the page with a question, and counts what it takes: each key that is pressed, each press of the
 * pointer and each text that is typed is a step. To look, also at what shows under the pointer, is none.
 */
public final class Operator {
    /** Most steps that anything may take. */
    private static final int STEPS = 3;

    private final Page page;
    private int steps;

    public Operator(Page page) {
        this.page = page;
    }

    public Operator presses(String key) {
        step();
        page.keyboard().press(key);
        return this;
    }

    public Operator clicks(String what) {
        step();
        page.locator(what).first().click();
        return this;
    }

    public Operator types(String text) {
        step();
        page.keyboard().type(text);
        return this;
    }

    public Operator pointsAt(String what) {
        page.locator(what).first().hover();
        return this;
    }

    /** The answer, as soon as it is there. */
    public Operator sees(String where, String pattern) {
        assertThat(page.locator(where).first()).containsText(Pattern.compile(pattern));
        return this;
    }

    /** It is on the screen, without scrolling. */
    public Operator seesAtOnce(String where, String pattern) {
        sees(where, pattern);
        assertThat(page.locator(where).first()).isInViewport();
        return this;
    }

    /** How many steps it was until now. */
    int steps() {
        return steps;
    }

    private void step() {
        steps++;
        assertTrue(steps <= STEPS, () -> "this takes more than " + STEPS + " steps");
    }
}
