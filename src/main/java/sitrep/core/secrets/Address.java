package sitrep.core.secrets;

import java.util.regex.Pattern;

/** The password within an address: {@code https://user:password@host}, or a token in the user's place. */
final class Address {
    private Address() {}

    private static final String BEGIN = "://";
    private static final String STANDS = "[redacted]";

    /** A shorter name of a user is a name. */
    private static final int TOKEN = 16;

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}(?:[/?#].*)?", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9-]{1,63}[.]){1,10}[A-Za-z0-9-]{1,63}.*"
                    + "|localhost.*|\\[.*|[A-Za-z0-9-]{1,63}:[0-9]{1,5}.*",
            Pattern.DOTALL);

    static String redacted(String text) {
        var out = new StringBuilder(text.length());
        var done = 0;
        for (var at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, done)) {
            var from = at + BEGIN.length();
            var end = end(text, from);
            out.append(text, done, from).append(withoutPassword(text.substring(from, end)));
            done = end;
        }
        return out.append(text, done, text.length()).toString();
    }

    /** Behind the last letter of the address that begins there, or where the next one begins within it. */
    private static int end(String text, int from) {
        var next = text.indexOf(BEGIN, from);
        var most = next < 0 ? text.length() : next;
        for (var i = from; i < most; i++) {
            if (Character.isWhitespace(text.charAt(i)) || "\"'<>`|".indexOf(text.charAt(i)) >= 0) return i;
        }
        return most;
    }

    private static String withoutPassword(String rest) {
        var host = host(rest);
        if (host < 0 || rest.startsWith("[")) return rest;
        var colon = rest.indexOf(':');
        if (colon < 0 || colon > host)
            return slash(rest) < host ? rest : token(rest.substring(0, host)) + rest.substring(host);
        var user = rest.substring(0, colon);
        var password = rest.substring(colon + 1, host);
        if (user.indexOf('/') >= 0
                || (slash(rest) < host && PORT.matcher(password).matches())) return rest;
        var shown = password.isEmpty() || Value.isPlaceholder(password) ? password : STANDS;
        return token(user) + ":" + shown + rest.substring(host);
    }

    private static int slash(String rest) {
        var slash = rest.indexOf('/');
        return slash < 0 ? rest.length() : slash;
    }

    private static String token(String user) {
        return Value.isRandom(user, TOKEN) ? STANDS : user;
    }

    /**
     * The place of the @ before the host: the first one before something that looks like a host, for a path may hold
     * more of them; else the last one, for a password may.
     */
    private static int host(String rest) {
        var last = -1;
        for (var at = rest.indexOf('@'); at >= 0; at = rest.indexOf('@', at + 1)) {
            last = at;
            var next = rest.indexOf('@', at + 1);
            var name = rest.substring(at + 1, next < 0 ? rest.length() : next);
            if (HOST.matcher(name).matches()) return at;
        }
        return last;
    }
}
