package sitrep.connect.openclaw;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.core.Owner;

/** What a task is called: the first line of what was asked that means something. */
final class Naming {
    private Naming() {}

    /** Characters of a name; the rest of a longer line is cut off with a mark. */
    static final int LONGEST = 120;

    /** What a channel puts before a message: who wrote it and when, in brackets. */
    private static final Pattern ENVELOPE = Pattern.compile("^\\[[^\\]\\n]*\\d{1,4}[-:/.]\\d{2}[^\\]\\n]*]\\s*");

    private static final Pattern METADATA =
            Pattern.compile("(?ms)^[^\\n]*\\(untrusted[^\\n]*\\):?\\s*\\n```\\w*\\n.*?^```\\s*$");
    private static final Pattern DECORATION = Pattern.compile("^(?:[#>*•+-]+\\s+|\\d+[.)]\\s+|[*_`]+)|[*_`]+$");
    private static final Pattern MEANING = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Set<String> GREETINGS =
            Set.of("hi", "hello", "hey", "hallo", "good morning", "good evening", "thanks", "thank you", "please");

    /** What was asked, without what the gateway put around it. */
    static String asked(String message) {
        return ENVELOPE.matcher(METADATA.matcher(message).replaceAll("").strip())
                .replaceFirst("")
                .strip();
    }

    static Optional<String> of(String message) {
        var lines = asked(message)
                .lines()
                .map(line -> DECORATION.matcher(line.strip()).replaceAll("").strip())
                .filter(line -> MEANING.matcher(line).find())
                .toList();
        return lines.stream()
                .filter(line -> !isGreeting(line))
                .findFirst()
                .or(() -> lines.stream().findFirst())
                .flatMap(line -> Plain.cut(line, LONGEST));
    }

    /** Who asks in a session, as far as its key tells: {@code agent:main:telegram:direct:marco} is Marco's. */
    static Owner owner(Session session) {
        var parts = session.key.split(":", -1);
        var isDirect = parts.length == 5 && (parts[3].equals("direct") || parts[3].equals("dm"));
        if (isDirect) return new Owner(Plain.line(parts[4], LONGEST).orElse("owner"), Plain.line(parts[2], LONGEST));
        var isChannel = parts.length == 5 && (parts[3].equals("channel") || parts[3].equals("group"));
        var place = isChannel ? parts[2] + " #" + parts[4] : session.spoken();
        return new Owner("owner", Plain.line(place, LONGEST));
    }

    private static boolean isGreeting(String line) {
        return GREETINGS.contains(line.toLowerCase(java.util.Locale.ROOT).replaceAll("[!,.\\s]+$", ""));
    }
}
