package sitrep.connect.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A file of rules, one a line, for people to edit: blank lines and those that begin with # say nothing. */
public final class RuleFile {
    private RuleFile() {}

    /** One rule and where it stands. */
    public record Line(String text, int number) {}

    public static Stream<Line> read(String resource) {
        try (var in = RuleFile.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("the jar has no " + resource);
            return lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    static Stream<Line> lines(String text) {
        var lines = text.lines().map(String::strip).toList();
        return IntStream.range(0, lines.size())
                .mapToObj(index -> new Line(lines.get(index), index + 1))
                .filter(line -> !line.text().isEmpty() && !line.text().startsWith("#"));
    }
}
