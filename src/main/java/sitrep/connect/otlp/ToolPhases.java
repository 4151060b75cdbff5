package sitrep.connect.otlp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sitrep.core.vocabulary.Phase;

/** What tools do, by the words in their names: all that is known of one that belongs to nobody we know. */
final class ToolPhases {
    private record Row(Phase phase, Set<String> words) {}

    /** The first row that has a word of the name counts: to search the web is no reading of files. */
    private static final Row[] ROWS = {
        new Row(Phase.PLANNING, Set.of("plan", "todo", "todos", "todowrite", "think")),
        new Row(
                Phase.RESEARCHING,
                Set.of("web", "websearch", "webfetch", "fetch", "browse", "browser", "url", "http", "google", "mcp")),
        new Row(Phase.EDITING, Set.of("edit", "multiedit", "write", "patch", "replace", "insert")),
        new Row(
                Phase.TESTING,
                Set.of("bash", "shell", "exec", "execute", "run", "command", "terminal", "test", "interpreter")),
        new Row(
                Phase.READING_CONTEXT,
                Set.of(
                        "read",
                        "list",
                        "ls",
                        "grep",
                        "glob",
                        "search",
                        "find",
                        "get",
                        "view",
                        "open",
                        "cat",
                        "lookup",
                        "query",
                        "retrieve",
                        "retrieval",
                        "retriever"))
    };

    private ToolPhases() {}

    /** As in {@code read_file}, {@code WebSearch} and {@code files.list}. */
    static Optional<Phase> of(String tool) {
        var words = Arrays.stream(tool.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return Arrays.stream(ROWS)
                .filter(row -> row.words().stream().anyMatch(words::contains))
                .map(Row::phase)
                .findFirst();
    }
}
