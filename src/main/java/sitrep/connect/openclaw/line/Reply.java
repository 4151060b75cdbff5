package sitrep.connect.openclaw.line;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What became of something that a gateway was asked to do. */
public sealed interface Reply {

    /** It did it, or says why not in an answer of its own. */
    record Done(JsonNode payload) implements Reply {}

    /**
     * It refused.
     *
     * @param reason its own word for why, where it has one
     * @param scope what it would need, if that is missing
     */
    record Refused(String reason, String message, Optional<String> scope) implements Reply {
        private static final int LONGEST = 300;

        static Refused of(JsonNode error) {
            var details = error.path("details");
            var code = details.path("code").asString(error.path("code").asString(""));
            var scope = details.path("missingScope").asString("");
            return new Refused(
                    OneLine.line(details.path("reason").asString(code), LONGEST),
                    OneLine.line(error.path("message").asString("no reason given"), LONGEST),
                    Optional.of(OneLine.line(scope, LONGEST)).filter(it -> !it.isEmpty()));
        }
    }

    /** It could not be asked, or nothing came back; what it did is not known. */
    record Unanswered(String why) implements Reply {}
}
