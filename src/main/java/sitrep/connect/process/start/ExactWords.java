package sitrep.connect.process.start;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command as bytes. Java reads its arguments by the locale, and in the locale of most containers, C, it
 * loses every character that is not ASCII; so it does with invalid UTF-8 anywhere. Where that happened, the bytes are
 * read again from the system, and a shell with a script in plain ASCII makes them anew for the command.
 *
 * @param shown the words as text, for people
 * @param started what to start
 */
public record ExactWords(List<String> shown, List<String> started) {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char LOST = '\ufffd';

    /** Longer scripts than this cannot be given to a shell everywhere. */
    private static final int LONGEST = 100_000;

    public static ExactWords of(List<String> command) {
        if (command.stream().noneMatch(word -> word.indexOf(LOST) >= 0)) return new ExactWords(command, command);
        try {
            return of(command, words(Files.readAllBytes(COMMAND_LINE)));
        } catch (IOException _) {
            return new ExactWords(command, command);
        }
    }

    /** @param line all words of our own command line, which ends with those of the command */
    public static ExactWords of(List<String> command, List<byte[]> line) {
        var exact = line.subList(Math.max(0, line.size() - command.size()), line.size());
        var shown = exact.stream()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
        if (shown.size() != command.size() || !isSame(command, shown)) return new ExactWords(command, command);
        var script = script(exact);
        return script.length() > LONGEST
                ? new ExactWords(shown, command)
                : new ExactWords(shown, List.of("sh", "-c", script));
    }

    private static boolean isSame(List<String> command, List<String> shown) {
        for (var i = 0; i < shown.size(); i++) {
            if (command.get(i).indexOf(LOST) < 0 && !command.get(i).equals(shown.get(i))) return false;
        }
        return true;
    }

    /** A substitution loses line ends at its end, hence the letter that is added and taken off again. */
    private static String script(List<byte[]> words) {
        var script = new StringBuilder("set --\n");
        for (var word : words) {
            script.append("SITREP_WORD_=$(printf '");
            for (var b : word) script.append("\\%03o".formatted(b & 0xff));
            script.append("x')\nset -- \"$@\" \"${SITREP_WORD_%x}\"\n");
        }
        return script + "unset SITREP_WORD_\nexec \"$@\"\n";
    }

    private static List<byte[]> words(byte[] line) {
        var words = new ArrayList<byte[]>();
        var word = new ByteArrayOutputStream();
        for (var b : line) {
            if (b != 0) {
                word.write(b);
            } else {
                words.add(word.toByteArray());
                word.reset();
            }
        }
        return words;
    }
}
