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
import java.util.stream.Stream;

/**
 * The modules of the page as two scripts, so that a visit is two requests at most and not forty: what a first visit
 * needs, and what is needed when somebody goes on. Each module is a function that runs when it is first imported and
 * answers what it exports, so they are evaluated in the order in which the browser would.
 *
 * <p>It knows the imports and exports that the page is written with: {@code import {…} from},
 * {@code import * as … from}, {@code import … from} and {@code import '…'} at the beginning of a line, {@code export}
 * before a class, a function or a constant, and {@code import(…)} of what the first module names as {@code './….js'}.
 * What else there is it refuses.
 *
 * @param first the first module, with what it names first, and all that they import
 * @param later what it names besides, with what that imports
 */
record ModuleBundle(String first, String later) {
    private static final String HEAD = """
            export const $modules = new Map();
            const $made = new Map();
            export const $get = (name) => {
              if (!$made.has(name)) $made.set(name, $modules.get(name)());
              return $made.get(name);
            };
            const $import = async (path) => {
              const name = path.slice(2);
              if (!$modules.has(name)) await import('LATER');
              return $get(name);
            };
            """;

    private static final String HEAD_OF_LATER = "import { $modules, $get } from 'FIRST';\n";

    private static final Pattern IMPORT = Pattern.compile(
            "^import (?:(?:(?<one>\\w+)|\\* as (?<all>\\w+)|\\{(?<some>[^}]*)}) from )?'(?<from>[^']+)';$",
            Pattern.MULTILINE);
    private static final Pattern EXPORT = Pattern.compile(
            "^export (?<usual>default )?(?=(?:async )?(?:class|function\\*?|const) (?<name>\\w+))", Pattern.MULTILINE);
    private static final Pattern OTHER = Pattern.compile("^(?:import|export)\\b(?!\\().*", Pattern.MULTILINE);
    private static final Pattern LATER = Pattern.compile("\\bimport\\((?!')");
    private static final Pattern NAMED = Pattern.compile("'\\./([^']+\\.js)'");

    /**
     * Two scripts that do the same as a module with all that it imports, now or later.
     *
     * @param read a module's text by its path
     * @param address what a script is asked for by, to be found from the other
     * @throws IllegalStateException if a module is written in a way that this does not know
     */
    static ModuleBundle of(String entry, UnaryOperator<String> read, String address, String addressOfLater) {
        var own = IMPORT.matcher(read.apply(entry)).replaceAll("");
        var named = NAMED.matcher(own).results().map(found -> beside(entry, found.group(1)));
        var left = new ArrayDeque<>(named.toList());
        var first = new Script(read, Set.of(), HEAD.replace("LATER", addressOfLater));
        first.take(Stream.concat(Stream.of(entry), Stream.ofNullable(left.poll())));
        var later = new Script(read, first.seen, HEAD_OF_LATER.replace("FIRST", address));
        later.take(left.stream());
        return new ModuleBundle(first.text + "$get('" + entry + "');\n", later.text.toString());
    }

    /** One of the two, with the modules that it has. */
    private static final class Script {
        private final UnaryOperator<String> read;
        private final StringBuilder text;
        private final Deque<String> left = new ArrayDeque<>();
        private final Set<String> seen;

        Script(UnaryOperator<String> read, Set<String> there, String head) {
            this.read = read;
            this.text = new StringBuilder(head);
            this.seen = new HashSet<>(there);
        }

        void take(Stream<String> names) {
            names.forEach(this::isNeeded);
            while (!left.isEmpty()) add(left.pop());
        }

        private void isNeeded(String name) {
            if (seen.add(name)) left.add(name);
        }

        private void add(String name) {
            var module = read.apply(name);
            var exports =
                    EXPORT.matcher(module).results().map(ModuleBundle::exported).toList();
            var body = EXPORT.matcher(imported(name, module)).replaceAll("");
            var other = OTHER.matcher(body);
            if (other.find()) throw unknown(name, other.group());
            body = LATER.matcher(body).replaceAll(Matcher.quoteReplacement("$import("));
            text.append("$modules.set('").append(name).append("', () => {\n").append(body);
            text.append("return { ").append(String.join(", ", exports)).append(" };\n});\n");
        }

        private String imported(String name, String module) {
            return IMPORT.matcher(module).replaceAll(found -> {
                var from = beside(name, found.group("from"));
                isNeeded(from);
                var lines = "\n".repeat((int)
                        found.group().chars().filter(it -> it == '\n').count());
                return Matcher.quoteReplacement(taken(found) + "$get('" + from + "');" + lines);
            });
        }
    }

    private static IllegalStateException unknown(String name, String line) {
        return new IllegalStateException(name + " cannot be bundled for its line: " + line);
    }

    private static String exported(MatchResult found) {
        var name = found.group("name");
        return found.group("usual") == null ? name : "default: " + name;
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
