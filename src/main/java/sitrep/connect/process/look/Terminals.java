package sitrep.connect.process.look;

import java.util.regex.Pattern;

/** Which files are terminals, by their names. */
public final class Terminals {
    private static final Pattern TERMINAL = Pattern.compile("/dev/(?:pts/.*|tty.*|console)");

    private Terminals() {}

    public static boolean isTerminal(String file) {
        return TERMINAL.matcher(file).matches();
    }
}
