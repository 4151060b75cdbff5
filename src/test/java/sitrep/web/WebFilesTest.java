package sitrep.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The page's own rules: no text becomes HTML, nothing is loaded from elsewhere, and it stays small enough to read. */
class WebFilesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final int LINES = 400;
    private static final int BYTES = 150 * 1024;

    private static final Pattern PARSES_HTML = Pattern.compile("(inner|outer|insertAdjacent|set|parse)HTML"
            + "|document\\.write|DOMParser|srcdoc|createContextualFragment|\\beval\\(|new Function");
    private static final Pattern ELSEWHERE = Pattern.compile("(import|from|src=|url\\()\\s*[\"'(]?(https?:)?//");
    private static final Pattern IMPORTS =
            Pattern.compile("^(?:import|export) [^;]*?from '(\\.[^']+)'", Pattern.MULTILINE);
    private static final Pattern PRELOADED = Pattern.compile("modulepreload\" href=\"/assets/([^\"]+)\"");

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

    /** Else the browser would find them one after the other, each a trip to the server later. */
    @Test
    void the_modules_of_a_first_visit_are_named_at_once() throws IOException {
        var needed = new TreeSet<String>();
        var left = new ArrayDeque<>(List.of("app.js", "board/board.js"));
        while (!left.isEmpty()) {
            var name = left.pop();
            if (!needed.add(name)) continue;
            left.addAll(imported(name, Files.readString(WEB.resolve(name))));
        }
        var named = PRELOADED
                .matcher(Files.readString(WEB.resolve("index.html")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        named.add("app.js");
        assertEquals(needed, named);
    }

    /** All of it together, as a server sends it; a first load needs less. */
    @Test
    void it_stays_small() throws IOException {
        var sizes = new TreeMap<String, Integer>();
        for (var file : files(".js", ".html", ".css")) {
            var lines = Files.readAllLines(file).size();
            assertTrue(lines < LINES, () -> file + " has " + lines + " lines, " + LINES + " are too many");
            sizes.put(WEB.relativize(file).toString(), compressed(file));
        }
        var sum = sizes.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum < BYTES, () -> "The page comes to " + sum + " bytes compressed: " + sizes);
    }

    /** What a module imports, as its path in the folder of the page. */
    private static List<String> imported(String module, String text) {
        return IMPORTS.matcher(text)
                .results()
                .map(found ->
                        Path.of(module).resolveSibling(found.group(1)).normalize().toString())
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
