package sitrep.connect.hooks.dialect;

import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.text.Limits;

/** Where a session is: whose home, which folder, and how to get back into it. */
public final class HookPlace {
    private static final Pattern USER = Pattern.compile("([^/\\\\]{1,100})[/\\\\]\\.(?:gemini|copilot|codex)[/\\\\]");

    private HookPlace() {}

    /**
     * @param folder in which it works
     * @param file one that the agent keeps in its user's home
     * @param resume what is typed in the folder to go on with it, without its id
     */
    public static HookMessage.Session session(String id, String folder, String file, String resume) {
        var last = ForeignValue.line(folder.replaceFirst("[/\\\\]+\\z", "").replaceFirst("(?s).*[/\\\\]", ""), 100);
        var owner = USER.matcher(file);
        var user = owner.find() ? ForeignValue.line(owner.group(1), 100) : Optional.<String>empty();
        return new HookMessage.Session(id, last, user, command(id, folder, resume));
    }

    private static Optional<String> command(String id, String folder, String resume) {
        var command = "cd '" + folder.replace("'", "'\\''") + "' && " + resume + " " + id;
        var fits = command.length() <= Limits.LINK && folder.chars().noneMatch(Character::isISOControl);
        return Optional.of(command).filter(_ -> fits && folder.startsWith("/"));
    }
}
