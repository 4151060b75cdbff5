package sitrep.connect.commands;

/** A word in which {@code *} stands for anything, also for nothing. */
public record Glob(String pattern) {

    public boolean matches(String text) {
        var star = -1;
        var retry = 0;
        var p = 0;
        var t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }
}
