package sitrep.connect.process.output;

import java.util.Optional;
import sitrep.core.event.Progress;

/** What a command said since it was last listened to: its last meaningful line, its last count. */
public record OutputNews(Optional<String> text, Optional<Progress> progress) {
    public static final OutputNews NONE = new OutputNews(Optional.empty(), Optional.empty());

    public boolean isNone() {
        return text.isEmpty() && progress.isEmpty();
    }

    /** Both, with what is newer in front. */
    public OutputNews then(OutputNews newer) {
        return new OutputNews(newer.text.or(() -> text), newer.progress.or(() -> progress));
    }
}
