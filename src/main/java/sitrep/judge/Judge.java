package sitrep.judge;

import java.io.IOException;
import java.nio.file.Path;
import sitrep.core.patience.Patience;

/** Judges the verdicts on the timelines in a folder. The same folder gives the same findings. */
public final class Judge {
    private Judge() {}

    /**
     * With the limits that Sitrep ships with.
     *
     * @throws sitrep.core.text.Invalid when a file is not a timeline
     */
    public static Findings of(Path folder) throws IOException {
        return Findings.of(Timelines.read(folder), Patience.USUAL);
    }
}
