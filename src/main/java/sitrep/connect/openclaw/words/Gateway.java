package sitrep.connect.openclaw.words;

import java.util.Optional;

/**
 * A gateway that is observed.
 *
 * @param name as people call it, as in {@code office}; it is where its workers are
 * @param controlUi the address of its own page, without a slash at the end, where links may lead
 */
public record Gateway(String name, Optional<String> controlUi) {

    /** The name under which its events come. */
    public String source() {
        return "openclaw@" + name;
    }
}
