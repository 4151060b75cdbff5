package sitrep.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Markdown: one title each, and links that lead somewhere. */
public final class Documents {
    private static final Pattern TITLE = Pattern.compile("^# .+");
    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)>?[^)]*\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("^([a-z]+:|#).*");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

    private Documents() {}

    public static Stream<Breach> titles(Source source) {
        if (!source.isMarkdown()) return Stream.of();
        var titles = prose(source).stream()
                .filter(line -> TITLE.matcher(line).matches())
                .count();
        return titles == 1
                ? Stream.of()
                : Stream.of(new Breach(
                        source.path(), 1, titles + " titles", "give it exactly one line that starts with #"));
    }

    public static Stream<Breach> deadLinks(Source source) {
        if (!source.isMarkdown()) return Stream.of();
        var breaches = new ArrayList<Breach>();
        var line = 0;
        for (var text : prose(source)) {
            line++;
            for (var target : targets(text)) {
                if (Repository.has(resolve(source.path(), target))) continue;
                breaches.add(new Breach(source.path(), line, "no file at " + target, "correct the link"));
            }
        }
        return breaches.stream();
    }

    /** The lines, with those of code blocks empty. */
    private static List<String> prose(Source source) {
        var lines = new ArrayList<String>();
        var inCode = false;
        for (var line : source.lines()) {
            var fence = FENCE.matcher(line).find();
            lines.add(inCode || fence ? "" : INLINE_CODE.matcher(line).replaceAll(""));
            if (fence) inCode = !inCode;
        }
        return lines;
    }

    private static List<String> targets(String line) {
        return LINK.matcher(line)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !ELSEWHERE.matcher(target).matches())
                .map(target -> target.replaceFirst("#.*", ""))
                .toList();
    }

    private static String resolve(String from, String target) {
        return Path.of(from).resolveSibling(target).normalize().toString();
    }
}
