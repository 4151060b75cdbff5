package sitrep.connect.commands;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The simple commands of a shell script in the order in which they are written, each as its words. Good enough to tell
 * which programs a script names: nothing is expanded, substitutions are passed over, loops and branches are flattened.
 */
public final class ShellScript {
    /** Characters of a script that are looked at, and commands taken from it. */
    static final int LONGEST = 16_384;

    static final int COMMANDS = 200;

    /** Stands among a command's words where its output is redirected into a file. */
    static final String INTO_FILE = ">";

    private static final Set<String> PASSED_OVER =
            Set.of("if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "esac");
    private static final Set<String> NO_COMMAND = Set.of("for", "case", "select", "function", "in");

    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final ArrayDeque<String> documents = new ArrayDeque<>();
    private boolean inWord;
    private boolean document;
    private boolean target;
    private boolean into;
    private int at;

    private ShellScript(String text) {
        this.text = text;
    }

    public static List<List<String>> commands(String script) {
        var capped = script.substring(0, Math.min(LONGEST, script.length()));
        var reader = new ShellScript(capped);
        while (reader.at < capped.length() && reader.commands.size() < COMMANDS) reader.step();
        reader.endCommand();
        return List.copyOf(reader.commands);
    }

    private void step() {
        var c = text.charAt(at++);
        switch (c) {
            case ' ', '\t', '\r' -> endWord();
            case '\n' -> {
                endCommand();
                skipDocuments();
            }
            case ';', '&', '|', '(', ')' -> endCommand();
            case '<', '>' -> redirect(c);
            case '#' -> comment();
            case '\'' -> quoted('\'');
            case '"' -> quoted('"');
            case '`' -> quoted('`');
            case '\\' -> escaped();
            case '$' -> dollar();
            default -> put(c);
        }
    }

    private void put(char c) {
        inWord = true;
        word.append(c);
    }

    private void comment() {
        if (inWord) {
            put('#');
        } else {
            while (at < text.length() && text.charAt(at) != '\n') at++;
        }
    }

    private void escaped() {
        if (at >= text.length()) return;
        var c = text.charAt(at++);
        if (c != '\n') put(c);
    }

    private void quoted(char quote) {
        inWord = true;
        while (at < text.length() && text.charAt(at) != quote) {
            if (quote != '\'' && text.charAt(at) == '\\' && at + 1 < text.length()) at++;
            word.append(text.charAt(at++));
        }
        at++;
    }

    private void dollar() {
        put('$');
        if (at >= text.length() || text.charAt(at) != '(') return;
        var depth = 0;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '(') depth++;
            if (c == ')' && --depth == 0) return;
        }
    }

    private void redirect(char c) {
        if (!word.toString().matches("\\d*")) endWord();
        word.setLength(0);
        inWord = false;
        var start = at - 1;
        while (at < text.length() && "<>&|-".indexOf(text.charAt(at)) >= 0) at++;
        var operator = text.substring(start, at);
        document = operator.equals("<<") || operator.equals("<<-");
        into = c == '>' && !operator.contains("&");
        target = true;
    }

    private void endWord() {
        if (!inWord) return;
        var said = word.toString();
        word.setLength(0);
        inWord = false;
        if (!target) {
            words.add(said);
            return;
        }
        target = false;
        if (document) documents.add(said);
        if (into && !said.startsWith("/dev/")) words.add(INTO_FILE);
    }

    private void endCommand() {
        endWord();
        target = false;
        while (!words.isEmpty() && (PASSED_OVER.contains(words.getFirst()) || isAssignment(words.getFirst()))) {
            words.removeFirst();
        }
        if (!words.isEmpty() && !NO_COMMAND.contains(words.getFirst())) commands.add(List.copyOf(words));
        words.clear();
    }

    private void skipDocuments() {
        while (!documents.isEmpty() && at < text.length()) {
            var end = text.indexOf('\n', at);
            var line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            if (line.strip().equals(documents.getFirst())) documents.removeFirst();
        }
    }

    /** Whether a word sets a variable for the command behind it. */
    static boolean isAssignment(String word) {
        var equals = word.indexOf('=');
        return equals > 0 && word.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*\\+?");
    }
}
