package sitrep.store;

import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A few texts under names, beside the log. What was written is durable when the call returns.
 *
 * <p>All throw an {@link UncheckedIOException} if it cannot be read or written; of a change nothing was kept then.
 */
public interface Notebook {

    /** What stands under a name, if anything does. The end of it may be torn, if it was being added. */
    Optional<String> text(String name);

    /** Has this stand there instead. */
    void replace(String name, String text);

    /** Adds to what stands there. */
    void add(String name, String text);

    /** Puts what stands there under another name, in place of what stands under that. */
    void move(String name, String to);
}
