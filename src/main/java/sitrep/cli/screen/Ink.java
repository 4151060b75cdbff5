package sitrep.cli.screen;

/**
 * What a piece of text is, for whoever can show colours. The rich colours are mid-tones that keep their contrast on a
 * light and on a dark ground; meaning never hangs on colour alone.
 */
public enum Ink {
    PLAIN("", ""),
    STRONG("1", "1"),
    FAINT("2", "38;5;245"),
    NEEDS_YOU("33;1", "38;5;166;1"),
    STUCK("31;1", "38;5;160;1"),
    UNREPORTED("35;1", "38;5;98;1"),
    WORKING("32", "38;5;29"),
    STEP("36", "38;5;31");

    private final String basic;
    private final String rich;

    Ink(String basic, String rich) {
        this.basic = basic;
        this.rich = rich;
    }

    String on(String text, Colours colours) {
        return switch (colours) {
            case NONE -> text;
            case BASIC -> painted(text, basic);
            case RICH -> painted(text, rich);
        };
    }

    private static String painted(String text, String code) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }

    /** The ink for a word of attention; one that we do not know yet is plain. */
    static Ink ofAttention(String word) {
        return switch (word) {
            case "needs_you" -> NEEDS_YOU;
            case "stuck" -> STUCK;
            case "unreported" -> UNREPORTED;
            case "working" -> WORKING;
            case "queued", "settled" -> FAINT;
            default -> PLAIN;
        };
    }
}
