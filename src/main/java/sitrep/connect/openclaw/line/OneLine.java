package sitrep.connect.openclaw.line;

/** Foreign text, made fit for one line. */
final class OneLine {
    private OneLine() {}

    static String line(String text, int longest) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > longest ? line.substring(0, longest) : line;
    }
}
