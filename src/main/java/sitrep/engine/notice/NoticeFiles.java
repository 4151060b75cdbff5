package sitrep.engine.notice;

import java.util.List;
import java.util.Optional;
import sitrep.store.Notebook;

/**
 * Two texts: what has to be remembered, which is written anew and whole each time, and the lines of what was decided,
 * to which lines are added.
 */
final class NoticeFiles {
    private static final String BOOK = "book.json";
    private static final String LINES = "decided.ndjson";

    private final Notebook notebook;

    NoticeFiles(Notebook notebook) {
        this.notebook = notebook;
    }

    /** What was remembered last, if anything was. */
    Optional<String> book() {
        return notebook.text(BOOK);
    }

    /** The lines that were added, the oldest first. The last may be torn. */
    List<String> lines() {
        return notebook.text(LINES).map(text -> text.lines().toList()).orElse(List.of());
    }

    void remember(String book) {
        notebook.replace(BOOK, book);
    }

    /** Lets go of all other lines. */
    void keep(List<String> lines) {
        notebook.replace(LINES, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    /** A torn line before them ends where they begin. */
    void add(List<String> lines) {
        if (lines.isEmpty()) return;
        notebook.add(LINES, "\n" + String.join("\n", lines) + "\n");
    }

    /** Puts what cannot be read out of the way. */
    void setAside() {
        notebook.move(BOOK, BOOK + ".damaged");
    }
}
