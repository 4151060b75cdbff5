package sitrep.core.event;

import sitrep.core.text.Invalid;

/** How much of a piece of work is done, in whatever unit its source counts. */
public record Progress(long done, long total) {
    public Progress {
        if (done < 0 || total < 1 || done > total) {
            throw new Invalid("progress", done + " of " + total, "0 ≤ done ≤ total, total at least 1");
        }
    }
}
