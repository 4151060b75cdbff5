package sitrep.cli.screen;

import java.util.Map;

/** How many colours may be used. */
public enum Colours {
    NONE,
    /** The sixteen that every terminal has, in its own shades. */
    BASIC,
    /** 256, the same everywhere. */
    RICH;

    /** What the surroundings allow: none but on a terminal, none for who set {@code NO_COLOR} or has a dumb one. */
    public static Colours of(boolean terminal, Map<String, String> environment) {
        var kind = environment.getOrDefault("TERM", "");
        var unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        if (!terminal || unwanted || kind.equals("dumb")) return NONE;
        return kind.contains("256") || environment.containsKey("COLORTERM") ? RICH : BASIC;
    }
}
