package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.LogPlace;
import sitrep.engine.board.JsonEvents;
import sitrep.store.folder.FolderNotebook;
import sitrep.store.sql.PostgresServer;
import sitrep.store.sql.SqlStore;

/** Both keep texts alike: in the files of a folder, and in a database. */
class NotebookTest {
    @TempDir
    private Path folder;

    @Test
    void texts_are_kept_in_a_folder() {
        keeps(new FolderNotebook(folder), new FolderNotebook(folder));
    }

    @Test
    void texts_are_kept_in_a_database_and_written_by_any_thread() throws Exception {
        var place = new LogPlace(folder, Optional.of(PostgresServer.of(folder)));
        try (var store = SqlStore.open(place, new JsonEvents())) {
            var notebook = store.notebook(folder);
            var done = Thread.ofVirtual().start(() -> keeps(notebook, notebook));
            done.join();
            assertEquals(Optional.of("newer"), notebook.text("old"));
        }
        try (var store = SqlStore.open(place, new JsonEvents())) {
            assertEquals(Optional.of("newer"), store.notebook(folder).text("old"));
            assertEquals(Optional.of("one\ntwo\n"), store.notebook(folder).text("lines"));
        }
    }

    private static void keeps(Notebook writing, Notebook reading) {
        assertEquals(Optional.empty(), reading.text("book"));
        writing.replace("book", "first");
        writing.replace("book", "naïve — \"second\"\n");
        assertEquals(Optional.of("naïve — \"second\"\n"), reading.text("book"));
        writing.add("lines", "one\n");
        writing.add("lines", "two\n");
        assertEquals(Optional.of("one\ntwo\n"), reading.text("lines"));
        writing.move("book", "old");
        assertEquals(Optional.empty(), reading.text("book"));
        writing.replace("book", "newer");
        writing.move("book", "old");
        assertEquals(Optional.of("newer"), reading.text("old"));
    }
}
