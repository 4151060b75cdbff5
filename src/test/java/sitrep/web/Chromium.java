package sitrep.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import sitrep.LongEnough;

/** The one browser of a test run: the Chromium that this machine has. None is ever downloaded. */
public final class Chromium implements AutoCloseable {
    /** One that can have no window comes first: it takes half the processor time of one whose windows are hidden. */
    private static final List<String> NAMES = List.of(
            "chromium-headless-shell",
            "chrome-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome");

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private final Playwright playwright;
    private final Browser browser;

    public Chromium() {
        var executable = find().orElseGet(Chromium::missing);
        PlaywrightAssertions.setDefaultAssertionTimeout(LongEnough.DURATION.toMillis());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(QUIET));
    }

    public Browser browser() {
        return browser;
    }

    private static Optional<Path> find() {
        var named = Optional.ofNullable(System.getenv("SITREP_CHROMIUM")).map(Path::of);
        if (named.isPresent()) return named;
        var folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The build must not pass without having looked at the page; a developer's machine may. */
    private static Path missing() {
        var advice = "The page's tests need a Chromium. Install one (apt-get install chromium) or name it in"
                + " SITREP_CHROMIUM; none of these is on the PATH: " + NAMES;
        if ("true".equals(System.getenv("CI"))) Assertions.fail(advice);
        Assumptions.abort(advice);
        throw new AssertionError("An aborted test goes no further.");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
