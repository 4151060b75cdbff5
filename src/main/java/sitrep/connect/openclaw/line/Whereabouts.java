package sitrep.connect.openclaw.line;

import java.net.URI;
import java.util.Optional;

/** What was found out about where a gateway is. */
public sealed interface Whereabouts {

    /**
     * It should be there.
     *
     * @param secret what it is to be shown, where that is known
     * @param controlUi where its own page is, as links begin
     * @param by how it was found, for people
     */
    record Found(URI where, Optional<Secret> secret, Optional<String> controlUi, String by) implements Whereabouts {}

    /** Nothing was found. */
    record Missing(String why, String remedy) implements Whereabouts {}
}
