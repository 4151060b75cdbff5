package sitrep.connect.acp.meaning;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.text.Limits;
import tools.jackson.databind.JsonNode;

/**
 * What somebody asks for, in a prompt that may have other pieces than text.
 *
 * @param isReply whether it answers a question, so that it says nothing by itself
 */
record PromptText(Optional<String> name, Optional<String> whole, boolean isReply) {
    /** Characters of a name; the rest of a longer line is cut off with a mark. */
    private static final int LONGEST = 120;

    /** What is shorter than this names no task that has a name: as in {@code yes} or {@code go on}. */
    private static final int NAMING = 16;

    private static final Pattern DECORATION = Pattern.compile("^(?:[#>*•+-]+\\s+|\\d+[.)]\\s+|[*_`]+)|[*_`]+$");
    private static final Pattern MEANING = Pattern.compile("[\\p{L}\\p{N}]");

    static PromptText of(JsonNode prompt, boolean isReply) {
        var text = ForeignValue.content(prompt);
        var name = text.lines()
                .map(line -> DECORATION.matcher(line.strip()).replaceAll("").strip())
                .filter(line -> MEANING.matcher(line).find())
                .findFirst()
                .or(() -> attached(prompt));
        return new PromptText(
                name.flatMap(line -> ForeignValue.cut(line, LONGEST)), ForeignValue.cut(text, Limits.SUMMARY), isReply);
    }

    /** Whether a task that has a name goes by this from now on. */
    boolean renames() {
        return !isReply
                && whole.isPresent()
                && name.filter(it -> it.length() >= NAMING).isPresent();
    }

    /** What it is about, where it says nothing in words. */
    private static Optional<String> attached(JsonNode prompt) {
        var names = prompt.valueStream()
                .map(piece -> ForeignValue.text(piece, "name", "uri"))
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(", "));
        return ForeignValue.line(names, LONGEST);
    }
}
