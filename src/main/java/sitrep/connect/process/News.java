package sitrep.connect.process;

import java.util.Optional;
import sitrep.core.event.Progress;

/** What a command said since it was last listened to: its last meaningful line, its last count. */
record News(Optional<String> text, Optional<Progress> progress) {
    static final News NONE = new News(Optional.empty(), Optional.empty());

    boolean isNone() {
        return text.isEmpty() && progress.isEmpty();
    }

    /** Both, with what is newer in front. */
    News then(News newer) {
        return new News(newer.text.or(() -> text), newer.progress.or(() -> progress));
    }
}
