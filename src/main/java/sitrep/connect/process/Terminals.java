package sitrep.connect.process;

import java.util.regex.Pattern;

/** Which files are terminals, by their names. */
final class Terminals {
    private static final Pattern TERMINAL = Pattern.compile("/dev/(?:pts/.*|tty.*|console)");

    private Terminals() {}

    static boolean isTerminal(String file) {
        return TERMINAL.matcher(file).matches();
    }
}
