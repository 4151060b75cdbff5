package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import sitrep.LongEnough;

/** Somebody looking at the page of one server, and everything that went wrong meanwhile. */
public final class Visit implements AutoCloseable {
    /** By the visitor's clock, so that the last hours are of today whenever the tests run. */
    private static final int HOUR = 15;

    /** The languages and clocks of machines differ; those of screenshots and assertions may not. */
    private final Browser.NewContextOptions options = new Browser.NewContextOptions()
            .setViewportSize(1240, 900)
            .setLocale("en-GB")
            .setTimezoneId(zoneWhereItIs(HOUR));

    private final Browser browser;
    private final List<String> troubles = new ArrayList<>();
    private final List<Pattern> excused = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    public final Served served;

    Visit(Browser browser, Served served) {
        this.browser = browser;
        this.served = served;
        keeping("{'nameless':true}");
    }

    /** In a browser in which nobody has done anything yet, so that whoever does is asked for a name. */
    public Visit asStranger() {
        return keeping("{}");
    }

    /** With what was chosen before in the same browser. */
    private Visit keeping(String choices) {
        var state = "{'cookies':[],'origins':[{'origin':'%s','localStorage':[{'name':'sitrep','value':'%s'}]}]}"
                .formatted(served.url(), choices.replace("'", "\\'"))
                .replace("\\'", "\\\"")
                .replace('\'', '"');
        options.setStorageState(state);
        return this;
    }

    /** The time zone without summer time, by its name, in which the clocks show this hour now. */
    private static String zoneWhereItIs(int hour) {
        var west = Instant.now().atZone(ZoneOffset.UTC).getHour() - hour;
        if (west < -14) west += 24;
        if (west > 12) west -= 24;
        return west == 0 ? "UTC" : "Etc/GMT%+d".formatted(west);
    }

    /** With a clock on which the day has just begun. */
    public Visit afterMidnight() {
        options.setTimezoneId(zoneWhereItIs(0));
        return this;
    }

    public Visit sized(int width, int height) {
        options.setViewportSize(width, height);
        return this;
    }

    public Visit allowing(String permission) {
        options.setPermissions(List.of(permission));
        return this;
    }

    /** By a finger instead of a pointer. */
    public Visit touching() {
        options.setHasTouch(true);
        return this;
    }

    public Visit dark() {
        options.setColorScheme(ColorScheme.DARK);
        return this;
    }

    /** Console messages like this one are what the test is about. */
    public Visit excuse(String pattern) {
        excused.add(Pattern.compile(pattern));
        return this;
    }

    /** Opens an address of the server in a new profile, and waits until it is live. */
    public Page open(String path) {
        var context = browser.newContext(options);
        context.setDefaultTimeout(LongEnough.DURATION.toMillis());
        contexts.add(context);
        var page = context.newPage();
        watch(page);
        page.navigate(served.url().resolve(path).toString());
        assertThat(page.locator("#live[data-state=live]")).isAttached();
        return page;
    }

    private void watch(Page page) {
        page.onDialog(dialog -> {
            troubles.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> troubles.add("an error: " + error));
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) troubles.add(message.text());
        });
        page.onRequest(request -> {
            var url = request.url();
            if (!url.startsWith(served.url() + "/") && !url.startsWith("data:")) troubles.add("a request to " + url);
        });
    }

    /** A task's row on the board. */
    public static Locator row(Page page, String task) {
        return page.locator("[data-task=\"" + task + "\"]");
    }

    /** A group of the board, by its attention word. */
    public static Locator group(Page page, String attention) {
        return page.locator("[data-group=" + attention + "]");
    }

    /** How far the page reaches over the right edge of the window. */
    public static int overflow(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        served.close();
        troubles.removeIf(
                trouble -> excused.stream().anyMatch(one -> one.matcher(trouble).find()));
        assertEquals(List.of(), troubles, "what went wrong in the browser");
    }
}
