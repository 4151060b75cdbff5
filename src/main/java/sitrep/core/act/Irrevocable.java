package sitrep.core.act;

import java.util.regex.Pattern;

/**
 * Whether a command looks as if what it does could not be taken back: it throws away, publishes, pays or sends. That is
 * a guess by its words, and only makes that somebody is asked once more.
 */
final class Irrevocable {
    private Irrevocable() {}

    private static final Pattern WORDS = Pattern.compile(
            "\\b(rm|rmdir|shred|mkfs\\S*|dd|wipe|truncate|drop|delete|destroy|purge|uninstall|prune|kill|killall"
                    + "|shutdown|reboot|poweroff|push|publish|release|deploy|apply|upload|send|sendmail|mail|transfer"
                    + "|pay|charge|merge|rebase|revoke|rotate|migrate|overwrite)\\b"
                    + "|--force\\b|--hard\\b|\\s-f\\b|>\\s*/dev/",
            Pattern.CASE_INSENSITIVE);

    static boolean is(String command) {
        return WORDS.matcher(command).find();
    }
}
