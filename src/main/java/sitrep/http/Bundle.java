package sitrep.http;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page as it is sent: what it is made of comes as one script and one style sheet, and a second script for all other
 * pages, so that a visit over a slow line waits for few answers. The files themselves are a page that works, too.
 */
final class Bundle {
    static final String PAGE = "index.html";
    static final String SCRIPT = "all.js";
    static final String LATER = "later.js";
    static final String STYLES = "all.css";

    private static final String ASSETS = "/assets/";
    private static final Pattern STYLE =
            Pattern.compile("[ \\t]*<link rel=\"stylesheet\" href=\"" + ASSETS + "(?<name>[^\"]+)\">\\R?");
    private static final Pattern MODULE =
            Pattern.compile("(?<=<script type=\"module\" src=\"" + ASSETS + ")(?<name>[^\"]+)(?=\")");

    private final UnaryOperator<String> read;

    /** @param read the text of a file of the page by its path */
    Bundle(UnaryOperator<String> read) {
        this.read = read;
    }

    static boolean has(String name) {
        return name.equals(PAGE) || name.equals(SCRIPT) || name.equals(LATER) || name.equals(STYLES);
    }

    String text(String name) {
        var page = read.apply(PAGE);
        return switch (name) {
            case SCRIPT -> modules(page).map(ModuleBundle::first).orElse("");
            case LATER -> modules(page).map(ModuleBundle::later).orElse("");
            case STYLES -> styles(page);
            default -> page(page);
        };
    }

    /** In the place of the last style sheet comes that of all. */
    private static String page(String page) {
        var last = STYLE.matcher(page).results().reduce((_, later) -> later);
        if (last.isEmpty()) return page;
        var line = last.get().group().replace(last.get().group("name"), STYLES);
        var head = STYLE.matcher(page.substring(0, last.get().end())).replaceAll("");
        return MODULE.matcher(head + line + page.substring(last.get().end())).replaceAll(SCRIPT);
    }

    private String styles(String page) {
        return STYLE.matcher(page)
                .results()
                .map(found -> read.apply(found.group("name")))
                .collect(Collectors.joining("\n"));
    }

    private Optional<ModuleBundle> modules(String page) {
        return MODULE.matcher(page)
                .results()
                .findFirst()
                .map(found -> ModuleBundle.of(found.group("name"), read, "./" + SCRIPT, "./" + LATER));
    }
}
