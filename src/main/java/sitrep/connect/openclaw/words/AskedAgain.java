package sitrep.connect.openclaw.words;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How Sitrep names the run when it asks for something once more: a gateway takes the name that comes with a message, so
 * whoever listens knows which task this is another attempt at.
 */
public final class AskedAgain {
    private static final Pattern NAME = Pattern.compile("sitrep-again:([^:]+):(.+)");

    private AskedAgain() {}

    public static String run(String act, String task) {
        return "sitrep-again:" + act.replace(':', '-') + ":" + task;
    }

    /** The task that a run of this name attempts again, if it does. */
    public static Optional<String> task(String run) {
        var name = NAME.matcher(run);
        return name.matches() ? Optional.of(name.group(2)) : Optional.empty();
    }
}
