package sitrep.connect.process.output;

import java.util.regex.Pattern;

/**
 * Which lines of an output are those of a private key (RFC 7468), so that none of them is kept even where the others
 * are seen no more. After a gap, lines that look like a key's are taken for the rest of one.
 */
final class KeyLines {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern END = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern BODY = Pattern.compile("\\s*[A-Za-z0-9+/=]{60,80}\\s*");
    private static final Pattern LAST = Pattern.compile("\\s*[A-Za-z0-9+/=]{1,80}\\s*");
    private static final Pattern HEADER = Pattern.compile("\\s*|[A-Za-z-]{1,40}: .{0,80}");

    private enum Within {
        NOTHING,
        HEADERS,
        BODY,
        GAP
    }

    private Within within = Within.NOTHING;

    /** Whether what comes next is perhaps a line of a key. */
    boolean isWithin() {
        return within != Within.NOTHING;
    }

    /** Lines were missed here. */
    void miss() {
        within = Within.GAP;
    }

    /** Whether this whole line has the beginning, the middle or the end of a key, but not all of it. */
    boolean has(String line) {
        var before = within;
        within = after(line);
        if (isWithin()) return true;
        var isLast = before == Within.BODY && LAST.matcher(line).matches();
        return isLast || (END.matcher(line).find() && !BEGIN.matcher(line).find());
    }

    private Within after(String line) {
        var begin = BEGIN.matcher(line);
        if (begin.find()) return END.matcher(line).find(begin.end()) ? Within.NOTHING : Within.HEADERS;
        if (within == Within.NOTHING || END.matcher(line).find()) return Within.NOTHING;
        if (BODY.matcher(line).matches()) return within == Within.GAP ? Within.GAP : Within.BODY;
        return within == Within.HEADERS && HEADER.matcher(line).matches() ? Within.HEADERS : Within.NOTHING;
    }
}
