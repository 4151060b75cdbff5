package sitrep.http;

/** A short quotation of what was sent, for a problem to name it by. */
final class Excerpt {
    private static final int LENGTH = 60;

    private Excerpt() {}

    static String of(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() > LENGTH ? "'" + plain.substring(0, LENGTH) + "…'" : "'" + plain + "'";
    }
}
