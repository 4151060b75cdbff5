package sitrep.tidy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A text file of the repository, by its path from the top. */
public record Source(String path, String text) {
    private static final List<String> CODE = List.of(".java", ".js", ".sql", ".sh", ".awk");

    public List<String> lines() {
        return text.lines().toList();
    }

    public boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isCode() {
        return CODE.stream().anyMatch(path::endsWith) || path.equals("sitrep");
    }

    boolean isMarkdown() {
        return path.endsWith(".md");
    }

    /** A breach for each line in which the pattern is found. */
    Stream<Breach> linesWith(Pattern pattern, String found, String remedy) {
        var lines = lines();
        return IntStream.range(0, lines.size())
                .filter(at -> pattern.matcher(lines.get(at)).find())
                .mapToObj(at -> new Breach(path, at + 1, found, remedy));
    }
}
