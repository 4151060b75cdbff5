package sitrep.connect.openclaw.memory;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.Owner;

/** What a task is called: the first line of what was asked that means something. */
public final class TaskNaming {
    private TaskNaming() {}

    /** Characters of a name; the rest of a longer line is cut off with a mark. */
    public static final int LONGEST = 120;

    /** What a channel puts before a message: who wrote it and when, in brackets. */
    private static final Pattern ENVELOPE = Pattern.compile("^\\[[^\\]\\n]*\\d{1,4}[-:/.]\\d{2}[^\\]\\n]*]\\s*");

    private static final Pattern METADATA =
            Pattern.compile("(?ms)^[^\\n]*\\(untrusted[^\\n]*\\):?\\s*\\n```\\w*\\n.*?^```\\s*$");
    private static final Pattern DECORATION = Pattern.compile("^(?:[#>*•+-]+\\s+|\\d+[.)]\\s+|[*_`]+)|[*_`]+$");
    private static final Pattern MEANING = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Set<String> GREETINGS =
            Set.of("hi", "hello", "hey", "hallo", "good morning", "good evening", "thanks", "thank you", "please");

    /** What was asked, without what the gateway put around it. */
    public static String asked(String message) {
        return ENVELOPE.matcher(METADATA.matcher(message).replaceAll("").strip())
                .replaceFirst("")
                .strip();
    }

    public static Optional<String> of(String message) {
        var lines = asked(message)
                .lines()
                .map(line -> DECORATION.matcher(line.strip()).replaceAll("").strip())
                .filter(line -> MEANING.matcher(line).find())
                .toList();
        return lines.stream()
                .filter(line -> !isGreeting(line))
                .findFirst()
                .or(() -> lines.stream().findFirst())
                .flatMap(line -> ForeignValue.cut(line, LONGEST));
    }

    /**
     * Who asks in a session, as far as its key and its label tell: {@code agent:main:telegram:direct:marco} is Marco's,
     * and what is asked in a channel is asked by its people. A label of one word, as {@code #release} or {@code Nora},
     * names who is there; a longer one is a title. Otherwise it is whom the gateway calls its owner.
     */
    public static Owner owner(Session session) {
        var parts = session.key.split(":", -1);
        var kind = parts.length == 5 ? parts[3] : "";
        var label = Optional.of(session.label.strip()).filter(it -> !session.isMadeByProgram() && it.matches("\\S+"));
        var who = switch (kind) {
            case "direct", "dm" -> label.or(() -> ForeignValue.line(parts[4], LONGEST));
            case "channel", "group" -> label.or(() -> ForeignValue.line("#" + parts[4], LONGEST));
            default -> label;
        };
        if (who.isEmpty()) return new Owner("owner", ForeignValue.line(session.spoken(), LONGEST));
        return new Owner(who.get(), kind.isEmpty() ? Optional.empty() : ForeignValue.line(parts[2], LONGEST));
    }

    private static boolean isGreeting(String line) {
        return GREETINGS.contains(line.toLowerCase(java.util.Locale.ROOT).replaceAll("[!,.\\s]+$", ""));
    }
}
