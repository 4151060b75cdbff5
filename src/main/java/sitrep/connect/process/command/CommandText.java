package sitrep.connect.process.command;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command line as it is shown to people: short, on one line, and without what looks like a secret. A script given to
 * a shell stands for itself.
 */
public final class CommandText {
    private CommandText() {}

    /** Characters of a name made from a command; the rest of a longer one is cut off with a mark. */
    public static final int LONGEST = 120;

    /** Characters of a command that are looked at. */
    private static final int READ = 2_000;

    private static final String HIDDEN = "***";
    private static final String SECRET =
            "[\\w.-]*(?:pass(?:word|wd|phrase)?|secret|token|credentials?|(?:api|access|private)[_-]?key|auth)";
    private static final Pattern OPTION =
            Pattern.compile("(?i)(?<![\\w-])(--?" + SECRET + ")(=|\\s+)('[^']*'|\"[^\"]*\"|[^\\s'\"-][^\\s'\"]*)");
    private static final Pattern SETTING =
            Pattern.compile("(?i)(?<![\\w-])(" + SECRET + "\\w*)=('[^']*'|\"[^\"]*\"|[^\\s'\"&;|]+)");
    private static final Pattern HEADER =
            Pattern.compile("(?i)\\b((?:proxy-)?authorization|x-[\\w-]*(?:token|key)|cookie)(:\\s*)[^'\"]+");
    private static final Pattern LOGIN = Pattern.compile("(\\w://)[^/\\s@'\"]+@");
    private static final Pattern CURL_USER = Pattern.compile("(\\bcurl\\b.*?\\s(?:-u|--user))(=|\\s*)('[^']*'|\\S+)");
    private static final Pattern ATTACHED =
            Pattern.compile("(\\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass)\\b.*?\\s-p)(?=\\S)('[^']*'|\\S+)");
    private static final Pattern SHAPE =
            Pattern.compile("\\b(?:gh[pousr]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|sk-[\\w-]{16,}"
                    + "|xox[abprs]-[\\w-]{10,}|AKIA[A-Z0-9]{16}|npm_\\w{30,}|AIza[\\w-]{30,}"
                    + "|eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*)");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}%+,./:=@^_~*-]+");

    public static String of(List<String> command) {
        var text = isShellScript(command)
                ? command.getLast()
                : command.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
        var start = text.substring(0, Math.min(READ, text.length()));
        var line = SPACES.matcher(withoutSecrets(start)).replaceAll(" ").strip();
        return line.isEmpty() ? "a command without a name" : capped(line);
    }

    static String withoutSecrets(String text) {
        var masked = HEADER.matcher(text).replaceAll("$1$2" + HIDDEN);
        masked = OPTION.matcher(masked).replaceAll("$1$2" + HIDDEN);
        masked = SETTING.matcher(masked).replaceAll("$1=" + HIDDEN);
        masked = LOGIN.matcher(masked).replaceAll("$1" + HIDDEN + "@");
        masked = CURL_USER.matcher(masked).replaceAll("$1$2" + HIDDEN);
        masked = ATTACHED.matcher(masked).replaceAll("$1" + HIDDEN);
        return SHAPE.matcher(masked).replaceAll(HIDDEN);
    }

    private static boolean isShellScript(List<String> command) {
        return command.size() == 3
                && command.get(0).matches("(?:.*/)?(?:ba|da|z|k|a)?sh")
                && command.get(1).matches("-[a-z]*c");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word + "'";
    }

    /** Of a longer one the beginning. */
    public static String capped(String text) {
        if (text.length() <= LONGEST) return text;
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
