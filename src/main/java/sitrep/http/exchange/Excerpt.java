package sitrep.http.exchange;

/** A short quotation of what was sent, for a problem to name it by. */
public final class Excerpt {
    private static final int LENGTH = 60;

    private Excerpt() {}

    public static String of(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() > LENGTH ? "'" + plain.substring(0, LENGTH) + "…'" : "'" + plain + "'";
    }
}
