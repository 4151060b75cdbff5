package sitrep.connect.foreign;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.text.Limits;

/**
 * What an agent asks of its user at the end of its answer, if it asks for anything. Only its last lines count, and what
 * is offered out of courtesy asks for nothing.
 */
public final class LastWords {
    /** Characters at the end of an answer that are looked at. */
    private static final int END = 1_500;

    /** How far from the end the line may stand that asks: options are often listed below it. */
    private static final int LINES = 8;

    private static final Pattern COURTESY = Pattern.compile(
            "(?i)\\b((any|some)thing else|what('s| is)? next|how (else )?can i help|any (other )?questions"
                    + "|what (can|should) i (do|help)( with)? next|happy to help"
                    + "|what would you like to (do|work on)( next)?)\\b");

    private static final Pattern REQUEST = Pattern.compile(
            "(?i)^(please |so |then |first,? )*(tell me|let me know|choose|pick|confirm|decide|provide|paste|specify"
                    + "|send me|give me|answer|reply|say)\\b.{0,200}\\b(which|what|whether|how|where|who|yes|your"
                    + "|one of|between|the)\\b");

    /** What only follows if somebody wants it. */
    private static final Pattern OFFER =
            Pattern.compile("(?i)\\b(if you('d| would)? (like|want|prefer|need)|if anything|feel free)\\b");

    private static final Pattern LISTED = Pattern.compile("^([-*•]|\\(?[0-9a-zA-Z][.)])\\s.*");

    private LastWords() {}

    /** The question, as it stands there. */
    public static Optional<String> question(String answer) {
        var end = answer.substring(Math.max(0, answer.length() - END)).strip();
        if (end.endsWith("```")) return Optional.empty();
        var lines =
                end.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        var from = Math.max(0, lines.size() - LINES);
        for (var i = lines.size() - 1; i >= from; i--) {
            var line = lines.get(i);
            if (asks(line)) return ForeignValue.cut(whole(lines, i), Limits.TEXT);
            if (!LISTED.matcher(line).matches()) return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean asks(String line) {
        var said = plain(lastSentence(line));
        if (COURTESY.matcher(said).find()) return false;
        if (said.endsWith("?") || said.endsWith("?)") || said.endsWith("？")) return true;
        return !OFFER.matcher(said).find() && REQUEST.matcher(said).find();
    }

    /** With the options that are listed below it. */
    private static String whole(List<String> lines, int at) {
        return String.join("\n", lines.subList(at, lines.size()));
    }

    private static String lastSentence(String line) {
        var bare = line.replaceFirst("\\s*[)*_`\"']+$", "");
        var sentences = bare.split("(?<=[.!?;:])\\s+", -1);
        return sentences.length == 0 ? bare : sentences[sentences.length - 1];
    }

    private static String plain(String text) {
        return text.replaceAll("[*_`]", "").strip();
    }
}
