package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * The page's own rules: no text becomes HTML, nothing is loaded from elsewhere, its folders know only those below them,
 * and it stays small enough to read.
 */
class WebFilesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final int LINES = 400;
    private static final int BYTES = 180 * 1024;
    private static final int FILES = 20;

    private static final List<String> SHARED = List.of("shared/browser", "shared/server", "shared/tasks");

    /** What each folder may use besides itself; the module at the top loads the pages without importing them. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("shared/browser", List.of()),
            Map.entry("shared/server", SHARED.subList(0, 1)),
            Map.entry("shared/tasks", SHARED.subList(0, 2)),
            Map.entry("shell", SHARED),
            Map.entry("board", SHARED),
            Map.entry("decide", SHARED),
            Map.entry("task", SHARED),
            Map.entry("rooms", SHARED),
            Map.entry("", List.of("shell", "shared/browser", "shared/server", "shared/tasks")));

    private static final Pattern PARSES_HTML = Pattern.compile("(inner|outer|insertAdjacent|set|parse)HTML"
            + "|document\\.write|DOMParser|srcdoc|createContextualFragment|\\beval\\(|new Function");
    private static final Pattern ELSEWHERE = Pattern.compile("(import|from|src=|url\\()\\s*[\"'(]?(https?:)?//");
    private static final Pattern IMPORTS =
            Pattern.compile("^(?:import|export) (?:[^;]*?from )?'([^']+)'|\\bimport\\('([^']+)'", Pattern.MULTILINE);
    private static final Pattern PAGES = Pattern.compile("module: '\\./([^']+)'");
    private static final Pattern STYLES = Pattern.compile("^\\s*static css = \\[([^\\]]*)]", Pattern.MULTILINE);

    private static final Pattern INLINE = Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son\\w+=");

    @Test
    void no_text_becomes_html_and_nothing_comes_from_elsewhere() throws IOException {
        for (var file : files(".js", ".html", ".css")) {
            var text = Files.readString(file);
            assertEquals(List.of(), found(PARSES_HTML, text), () -> file + " must build nodes, not parse text");
            assertEquals(List.of(), found(ELSEWHERE, text), () -> file + " must not load anything from elsewhere");
        }
        assertEquals(List.of(), found(INLINE, Files.readString(WEB.resolve("index.html"))), "inline script or style");
    }

    @Test
    void pages_use_what_is_shared_and_neither_knows_a_page() throws IOException {
        var modules = new TreeMap<String, String>();
        for (var file : files(".js")) modules.put(name(file), Files.readString(file));
        assertEquals(List.of(), wrongArrows(modules), "see src/main/resources/web/README.md for what may use what");
    }

    @Test
    void an_arrow_upwards_is_found() {
        var modules = new TreeMap<>(Map.of(
                "app.js", "const PAGES = [{ module: './rooms/history.js' }, { module: './rooms/workers.js' }];",
                "board/row.js", "import {\n  h, clean,\n} from '../shared/browser/dom.js';\nexport class Row {}",
                "rooms/history.js", "static css = ['rooms/history.css', 'task/task.css'];",
                "rooms/workers.js", "import History from './history.js';",
                "shared/browser/dom.js", "import '../../board/row.js';\nexport { now } from '../server/api.js';",
                "shared/server/api.js", "const later = () => import('../../shell/settings.js');",
                "shell/settings.js", "import { h } from '../shared/browser/gone.js';",
                "task/task.js", "import { Row } from '../board/row.js';"));
        assertEquals(
                List.of(
                        "rooms/history.js uses task/task.css",
                        "rooms/workers.js uses rooms/history.js, a page",
                        "shared/browser/dom.js uses board/row.js",
                        "shared/browser/dom.js uses shared/server/api.js",
                        "shared/server/api.js uses shell/settings.js",
                        "shell/settings.js uses shared/browser/gone.js, which there is not",
                        "task/task.js uses board/row.js"),
                wrongArrows(modules));
    }

    @Test
    void a_folder_is_taken_in_at_a_glance() throws IOException {
        var map = Files.readString(WEB.resolve("README.md"));
        var folders = files(".js", ".html", ".css").stream()
                .collect(Collectors.groupingBy(file -> folder(name(file)), TreeMap::new, Collectors.counting()));
        folders.forEach((folder, count) -> {
            assertTrue(count <= FILES, () -> folder + " has " + count + " files, " + FILES + " are enough");
            assertTrue(map.contains("`" + folder), () -> "README.md does not say what " + folder + " is");
        });
        for (var file : files(".js", ".css")) {
            var first = Files.readAllLines(file).getFirst();
            assertTrue(first.startsWith("//") || first.startsWith("/*"), () -> file + " must begin with what it is");
        }
    }

    /** All of it together, as a server sends it; a first load needs less. */
    @Test
    void it_stays_small() throws IOException {
        var sizes = new TreeMap<String, Integer>();
        for (var file : files(".js", ".html", ".css")) {
            var lines = Files.readAllLines(file).size();
            assertTrue(lines < LINES, () -> file + " has " + lines + " lines, " + LINES + " are too many");
            sizes.put(name(file), compressed(file));
        }
        var sum = sizes.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum < BYTES, () -> "The page comes to " + sum + " bytes compressed: " + sizes);
    }

    /** Each use, of modules and styles, that goes against the arrows. */
    private static List<String> wrongArrows(Map<String, String> modules) {
        var pages = PAGES.matcher(modules.get("app.js"))
                .results()
                .map(page -> page.group(1))
                .toList();
        var wrong = new ArrayList<String>();
        modules.forEach((module, text) -> {
            for (var used : imported(module, text)) {
                var why = !modules.containsKey(used) ? ", which there is not" : pages.contains(used) ? ", a page" : "";
                if (!why.isEmpty() || !mayUse(module, used)) wrong.add(module + " uses " + used + why);
            }
            for (var used : styles(text)) if (!mayUse(module, used)) wrong.add(module + " uses " + used);
        });
        return wrong;
    }

    /** A folder that the table does not name may use nothing, and nobody may use it. */
    private static boolean mayUse(String module, String used) {
        var allowed = MAY_USE.get(folder(module));
        return allowed != null && (folder(used).equals(folder(module)) || allowed.contains(folder(used)));
    }

    private static String folder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private static String name(Path file) {
        return WEB.relativize(file).toString().replace('\\', '/');
    }

    /** What a module imports, as its path in the folder of the page. */
    private static List<String> imported(String module, String text) {
        return IMPORTS.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(path -> Path.of(module).resolveSibling(path).normalize().toString())
                .toList();
    }

    /** The styles that a page asks for. */
    private static List<String> styles(String text) {
        return STYLES.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .map(name -> name.replace("'", "").trim())
                .toList();
    }

    private static int compressed(Path file) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(Files.readAllBytes(file));
        }
        return out.size();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).toList();
    }

    private static List<Path> files(String... endings) throws IOException {
        try (var files = Files.walk(WEB)) {
            return files.filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }
}
