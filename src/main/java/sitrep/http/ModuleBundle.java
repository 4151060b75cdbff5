package sitrep.http;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All modules of the page as one script, so that a visit is one request and not forty. Each is a function that runs when
 * it is first imported and answers what it exports, so they are evaluated in the order in which the browser would, and
 * those of other pages not before they are shown.
 *
 * <p>It knows the imports and exports that the page is written with: {@code import {…} from}, {@code import * as … from},
 * {@code import … from} and {@code import '…'} at the beginning of a line, {@code export} before a class, a function or
 * a constant, and {@code import(…)} of what the first module names as {@code './….js'}. What else there is it refuses.
 */
final class ModuleBundle {
    private static final String HEAD = """
            const $modules = new Map();
            const $made = new Map();
            const $get = (name) => {
              if (!$made.has(name)) $made.set(name, $modules.get(name)());
              return $made.get(name);
            };
            const $import = async (path) => $get(path.slice(2));
            """;

    private static final Pattern IMPORT = Pattern.compile(
            "^import (?:(?:(?<one>\\w+)|\\* as (?<all>\\w+)|\\{(?<some>[^}]*)}) from )?'(?<from>[^']+)';$",
            Pattern.MULTILINE);
    private static final Pattern EXPORT = Pattern.compile(
            "^export (?<usual>default )?(?=(?:async )?(?:class|function\\*?|const) (?<name>\\w+))", Pattern.MULTILINE);
    private static final Pattern OTHER = Pattern.compile("^(?:import|export)\\b(?!\\().*", Pattern.MULTILINE);
    private static final Pattern LATER = Pattern.compile("\\bimport\\((?!')");
    private static final Pattern NAMED = Pattern.compile("'\\./([^']+\\.js)'");

    private final UnaryOperator<String> read;
    private final StringBuilder script = new StringBuilder(HEAD);
    private final Deque<String> left = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();

    private ModuleBundle(UnaryOperator<String> read) {
        this.read = read;
    }

    /**
     * One script that does the same as a module with all that it imports, now or later.
     *
     * @param read a module's text by its path
     * @throws IllegalStateException if a module is written in a way that this does not know
     */
    static String of(String first, UnaryOperator<String> read) {
        var bundle = new ModuleBundle(read);
        bundle.isNeeded(first);
        NAMED.matcher(read.apply(first)).results().map(found -> beside(first, found.group(1))).forEach(bundle::isNeeded);
        while (!bundle.left.isEmpty()) bundle.add(bundle.left.pop());
        return bundle.script.append("$get('").append(first).append("');\n").toString();
    }

    private void isNeeded(String name) {
        if (seen.add(name)) left.add(name);
    }

    private void add(String name) {
        var text = read.apply(name);
        var exports = EXPORT.matcher(text).results().map(ModuleBundle::exported).toList();
        var body = EXPORT.matcher(imported(name, text)).replaceAll("");
        var other = OTHER.matcher(body);
        if (other.find()) throw new IllegalStateException(name + " cannot be bundled for its line: " + other.group());
        body = LATER.matcher(body).replaceAll(Matcher.quoteReplacement("$import("));
        script.append("$modules.set('").append(name).append("', () => {\n").append(body);
        script.append("return { ").append(String.join(", ", exports)).append(" };\n});\n");
    }

    private static String exported(MatchResult found) {
        var name = found.group("name");
        return found.group("usual") == null ? name : "default: " + name;
    }

    private String imported(String name, String text) {
        return IMPORT.matcher(text).replaceAll(found -> {
            var from = beside(name, found.group("from"));
            isNeeded(from);
            var lines = "\n".repeat((int) found.group().chars().filter(it -> it == '\n').count());
            return Matcher.quoteReplacement(taken(found) + "$get('" + from + "');" + lines);
        });
    }

    /** The path of what is named by where it is from another. */
    private static String beside(String name, String from) {
        return Path.of(name).resolveSibling(from).normalize().toString().replace('\\', '/');
    }

    private static String taken(MatchResult found) {
        if (found.group("one") != null) return "const { default: " + found.group("one") + " } = ";
        if (found.group("all") != null) return "const " + found.group("all") + " = ";
        if (found.group("some") == null) return "";
        var names = new ArrayList<String>();
        for (var each : List.of(found.group("some").split(",", -1))) {
            if (!each.isBlank()) names.add(each.strip().replace(" as ", ": "));
        }
        return "const { " + String.join(", ", names) + " } = ";
    }
}
