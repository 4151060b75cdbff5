package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sitrep.core.sitrep.NextTable;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.WorkerKind;

/** The table of next steps that people read is made of the one that is used. */
class NextActionsTest {
    private static final Path PAGE = Path.of("docs/next-actions.md");
    private static final String HEAD = """
            # Next steps

            What Sitrep suggests when a task wants somebody: the step that its source named (`block.next`), or else the
            first row of this table that fits. A link of the task is offered with it. What goes on by itself has none.
            `COMMAND` is what its source gives for reaching the worker (`worker.command` in
            [events](events.md)); the page of a session is a link of the task with the `rel` `session`. Connectors give
            them, and so can whoever posts.

            This table is made from the one in the code; a test holds them equal and writes a fresh one to
            `target/next-actions.md`.

            | phase | reason | because | executor | reached by | next step | who | command |
            |---|---|---|---|---|---|---|---|
            """;

    @Test
    void the_table_in_the_docs_is_the_one_in_the_code() throws IOException {
        var made = HEAD + NextTable.rows().stream().map(NextActionsTest::line).collect(Collectors.joining());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/next-actions.md"), made);
        assertEquals(made, Files.readString(PAGE), "copy target/next-actions.md to " + PAGE);
    }

    private static String line(NextTable.Row row) {
        var executors = row.executors().stream().map(WorkerKind::word).sorted().collect(Collectors.joining(", "));
        var command = "`" + row.typed().pattern().replace(", else ", "`, else `") + "`";
        return "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.phase().word(),
                        row.reason().map(BlockReason::word).orElse("any"),
                        row.ground().map(NextTable.Ground::spoken).orElse("any"),
                        executors.isEmpty() ? "any" : executors,
                        row.reach().map(NextTable.Reach::spoken).orElse("any"),
                        row.text(),
                        row.who().spoken(),
                        command);
    }
}
