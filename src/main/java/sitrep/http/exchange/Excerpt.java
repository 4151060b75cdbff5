package sitrep.http.exchange;

import java.util.regex.Pattern;

/** A short quotation of what was sent, for a problem to name it by. What cannot be seen stands there as a mark. */
public final class Excerpt {
    private static final int LENGTH = 60;

    /** Controls, marks of direction and the like, and halves of characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private Excerpt() {}

    public static String of(String text) {
        var plain = UNSEEN.matcher(text).replaceAll("\uFFFD");
        if (plain.length() <= LENGTH) return "'" + plain + "'";
        var end = Character.isHighSurrogate(plain.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
        return "'" + plain.substring(0, end) + "…'";
    }
}
