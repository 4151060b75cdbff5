package sitrep.connect.openclaw.line;

import java.net.URI;
import java.util.Optional;

/** What was found out about where a gateway is. */
public sealed interface GatewayWhereabouts {

    /**
     * It should be there.
     *
     * @param secret what it is to be shown, where that is known
     * @param controlUi where its own page is, as links begin
     * @param by how it was found, for people
     */
    record Found(URI where, Optional<GatewaySecret> secret, Optional<String> controlUi, String by)
            implements GatewayWhereabouts {}

    /** Nothing was found. */
    record Missing(String why, String remedy) implements GatewayWhereabouts {}
}
