package sitrep.connect.process.output;

import java.util.Optional;
import sitrep.core.event.Progress;

/** What a command said since it was last listened to: its last meaningful line, its last count. */
public record News(Optional<String> text, Optional<Progress> progress) {
    public static final News NONE = new News(Optional.empty(), Optional.empty());

    public boolean isNone() {
        return text.isEmpty() && progress.isEmpty();
    }

    /** Both, with what is newer in front. */
    public News then(News newer) {
        return new News(newer.text.or(() -> text), newer.progress.or(() -> progress));
    }
}
