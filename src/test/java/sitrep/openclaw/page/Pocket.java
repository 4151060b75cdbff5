package sitrep.openclaw.page;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import sitrep.web.Chromium;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who looks at a board on a phone and presses what its rows offer. All that act share it: one browser, asked
 * by one thread, a press at a time.
 */
public final class Pocket implements AutoCloseable {
    private static final int WIDTH = 390;
    private static final int HEIGHT = 844;

    /** How long a page may take: far longer than it does on a machine with something else to do. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Keeps each receipt that a row shows, and each short message, with the time when it was drawn. */
    private static final String WATCH = """
            window.said = [];
            const last = new WeakMap();
            const keep = (line, task) => {
              const [text] = line.textContent.split(' · ');
              if (!text || last.get(line) === text) return;
              last.set(line, text);
              requestAnimationFrame(() => said.push({ task, text, at: Date.now() }));
            };
            new MutationObserver(() => {
              for (const line of document.querySelectorAll('.row > .next .receipt')) {
                keep(line, line.closest('.row').dataset.task);
              }
              const toast = document.getElementById('toast');
              if (toast) keep(toast, 'toast');
            }).observe(document, { childList: true, characterData: true, subtree: true });
            """;

    /** The browser of somebody who was asked for a name before, and gave none. */
    private static final String NAMELESS = """
            {"cookies":[],"origins":[{"origin":"%s",
             "localStorage":[{"name":"sitrep","value":"{\\"nameless\\":true}"}]}]}""";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<String> troubles = new ArrayList<>();
    private final String url;
    private final Open open;

    /** The browser, the page with the board, and one for whatever is looked up. */
    private record Open(Chromium chromium, Page board, Page other) {}

    /** Opens the board at this address. */
    public Pocket(String url) {
        this.url = url;
        this.open = on(this::open);
    }

    private Open open() {
        var chromium = new Chromium();
        var context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setHasTouch(true)
                        .setStorageState(NAMELESS.formatted(url))
                        .setLocale("en-GB")
                        .setTimezoneId("UTC"));
        context.setDefaultTimeout(LONGEST.toMillis());
        context.addInitScript(WATCH);
        var board = board(context.newPage());
        return new Open(chromium, board, context.newPage());
    }

    private Page board(Page page) {
        page.onPageError(error -> troubles.add("an error: " + error));
        page.navigate(url);
        page.locator("#live[data-state=live]").waitFor(attached());
        return page;
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    /**
     * Presses what a task's row offers, and answers when that was begun. Nothing is pressed that cannot be read.
     *
     * @param shown what the row has to say besides
     */
    public Instant press(String task, JsonNode offer, String shown) {
        return on(() -> {
            var before = Instant.now();
            press(open.board, task, offer, shown);
            return before;
        });
    }

    private static void press(Page page, String task, JsonNode offer, String shown) {
        var steps = steps(page, task, offer);
        steps.locator("[data-act=" + offer.path("verb").asString("") + "], .first")
                .first()
                .waitFor();
        if (offer.has("block") && steps.locator(".first").count() > 0) {
            throw new AssertionError("it is to be read in full first: " + steps.textContent());
        }
        var said = page.locator("[data-task=\"" + task + "\"] .update").first().textContent();
        if (!said.contains(shown)) throw new AssertionError("the row does not say " + shown + " but: " + said);
        steps.locator("[data-act=" + offer.path("verb").asString("") + "]").tap();
        if (offer.has("confirm")) confirm(page, offer.path("confirm").asString(""));
        // Whoever rests on a row keeps all rows where they are.
        page.evaluate("document.activeElement.blur()");
    }

    /** What cannot be undone is asked about once more, and named exactly. */
    private static void confirm(Page page, String exactly) {
        var asked = page.locator("dialog .exactly").textContent().strip();
        if (!asked.equals(exactly)) throw new AssertionError("asked was: " + asked + "; not: " + exactly);
        page.locator("dialog [data-act=confirm]").tap();
    }

    /** What a row offers; what is not about a wait is behind a press. */
    private static Locator steps(Page page, String task, JsonNode offer) {
        var steps = page.locator("[data-task=\"" + task + "\"] > .next");
        var dots = steps.locator(".dots");
        if (!offer.has("block")) {
            dots.waitFor();
            if (dots.getAttribute("aria-expanded").equals("false")) dots.tap();
        }
        return steps;
    }

    /** Chooses one of the answers that a row offers. */
    public Instant choose(String task, String option) {
        return on(() -> {
            var before = Instant.now();
            open.board
                    .locator("[data-task=\"" + task + "\"] > .next .option")
                    .filter(new Locator.FilterOptions().setHasText(option))
                    .tap();
            open.board.evaluate("document.activeElement.blur()");
            return before;
        });
    }

    /** Types an answer in words, and sends it. */
    public Instant write(String task, String words) {
        return on(() -> {
            var before = Instant.now();
            var steps = open.board.locator("[data-task=\"" + task + "\"] > .next");
            steps.locator("[data-act=write]").tap();
            steps.locator("textarea").first().fill(words);
            steps.locator("textarea").first().press("Enter");
            open.board.evaluate("document.activeElement.blur()");
            return before;
        });
    }

    /** When the row of a task first said this of what was asked for, from that time on; waits until it does. */
    public Instant says(String task, String text, Instant from) {
        try {
            await().atMost(LONGEST).until(() -> said(task, text, from).isPresent());
        } catch (ConditionTimeoutException e) {
            var said = on(() -> open.board.evaluate("JSON.stringify(said)"));
            throw new AssertionError("the row of " + task + " does not say '" + text + "' but: " + said, e);
        }
        return said(task, text, from).orElseThrow();
    }

    private Optional<Instant> said(String task, String text, Instant from) {
        var question = List.of(task, text, (double) from.toEpochMilli());
        var at = on(() -> Optional.ofNullable((Number) open.board.evaluate(
                "([task, text, from]) => said.find((one) => one.task === task && one.text.includes(text)"
                        + " && one.at >= from)?.at",
                question)));
        return at.map(millis -> Instant.ofEpochMilli(millis.longValue()));
    }

    /** Presses what the page of a task offers of its run, and answers what that page has to say once it says this. */
    public String pressOnItsPage(String task, JsonNode offer, String says) {
        return on(() -> {
            var page = open.board.context().newPage();
            page.navigate(url + "/tasks/" + encoded(task));
            page.locator(".hands [data-act=" + offer.path("verb").asString("") + "]")
                    .tap();
            if (offer.has("confirm")) confirm(page, offer.path("confirm").asString(""));
            var said = page.locator(".asked li")
                    .filter(new Locator.FilterOptions().setHasText(says))
                    .first()
                    .textContent();
            page.close();
            return said;
        });
    }

    /** What the page of a task says of the newest thing that was asked for, and of all of them when it is asked why. */
    public List<String> receipts(String task) {
        return on(() -> {
            var page = open.other;
            page.navigate(url + "/tasks/" + encoded(task));
            var newest = page.locator(".asked li").first().textContent();
            page.locator("[data-why=receipts]").tap();
            return List.of(newest, page.locator(".reason").textContent());
        });
    }

    /** A press whose way to the server is long. */
    public final class Late {
        private final Page page;
        private final Route held;

        private Late(Page page, Route held) {
            this.page = page;
            this.held = held;
        }

        /** It gets there now; answers what the page says of it. */
        public String arrives() {
            return on(() -> {
                held.resume();
                var toast = page.locator("#toast span");
                var said = toast.first().textContent();
                page.close();
                return said;
            });
        }
    }

    /** Presses what a row offers on another page, whose request gets to the server only when it is told to. */
    public Late pressLate(String task, JsonNode offer, String shown) {
        return on(() -> {
            var page = board(open.board.context().newPage());
            var held = new ArrayList<Route>();
            page.route(Pattern.compile(".*/acts$"), held::add);
            press(page, task, offer, shown);
            page.waitForCondition(() -> !held.isEmpty());
            return new Late(page, held.getFirst());
        });
    }

    /** What went wrong on its pages. */
    public List<String> troubles() {
        return on(() -> List.copyOf(troubles));
    }

    private static String encoded(String task) {
        return URLEncoder.encode(task, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A browser answers only the thread that opened it. */
    private <T> T on(Callable<T> what) {
        Future<T> asked = thread.submit(what);
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new AssertionError(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody waits for the page any more", e);
        }
    }

    @Override
    public void close() {
        on(() -> {
            open.chromium.close();
            return true;
        });
        thread.shutdown();
    }
}
