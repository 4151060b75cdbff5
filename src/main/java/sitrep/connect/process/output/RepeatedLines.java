package sitrep.connect.process.output;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a command still says anything new: how many lines in a row were one of the few before them. The time of day
 * in a line makes no difference, any other number does, for it may be progress.
 *
 * @param known the last different lines, oldest first
 */
public record RepeatedLines(List<String> known, long count) {
    public static final RepeatedLines NONE = new RepeatedLines(List.of(), 0);

    /** Lines that a loop may consist of. */
    private static final int WIDEST = 4;

    private static final int LONGEST = 120;
    private static final Pattern TIME = Pattern.compile(
            "(?:\\d{4}-\\d{2}-\\d{2}[T ]?)?\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?");

    public RepeatedLines then(String line) {
        var said = TIME.matcher(line).replaceAll("");
        if (known.contains(said)) return new RepeatedLines(known, count + 1);
        var newest = Stream.concat(known.stream(), Stream.of(said))
                .skip(Math.max(0, known.size() + 1 - WIDEST))
                .toList();
        return new RepeatedLines(newest, 0);
    }

    public String spoken() {
        var last = known.isEmpty() ? "" : known.getLast();
        var line = last.length() <= LONGEST ? last : last.substring(0, LONGEST - 1) + "…";
        return "the last " + count + " lines said nothing new, as in: " + line.strip();
    }
}
