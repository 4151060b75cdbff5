package sitrep.connect.codex;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.ResetTime;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.core.vocabulary.BlockReason;
import tools.jackson.databind.JsonNode;

/**
 * Why a turn cannot go on.
 *
 * @param reason what would clear it, where something would
 * @param until when it can go on, where that was said
 */
record CodexTrouble(Optional<BlockReason> reason, String text, Optional<Instant> until) {
    private static final Set<Integer> LOCKED = Set.of(401, 403);
    private static final int TOO_MANY = 429;
    private static final Set<String> LIMITS = Set.of("usagelimitexceeded", "serveroverloaded");

    /** @param resets when the limits of the account are lifted, if any is reached */
    static CodexTrouble of(JsonNode error, Optional<Instant> resets, Instant at) {
        var details = ForeignValue.text(error, "additionalDetails");
        var message = ForeignValue.text(error, "message");
        var text = ForeignValue.summary(message)
                .or(() -> ForeignValue.summary(details))
                .orElse("It could not go on, and did not say why");
        var info = error.path("codexErrorInfo");
        var name = info.isObject() ? info.propertyNames().stream().findFirst().orElse("") : info.asString("");
        var status = info.path(name).path("httpStatusCode").asInt(0);
        var sort = name.replace("_", "").toLowerCase(Locale.ROOT);
        if (sort.equals("unauthorized") || LOCKED.contains(status)) {
            return new CodexTrouble(Optional.of(BlockReason.AUTH), text, Optional.empty());
        }
        if (!LIMITS.contains(sort) && status != TOO_MANY) {
            return new CodexTrouble(Optional.empty(), text, Optional.empty());
        }
        var until = ResetTime.of(message, at)
                .or(() -> ResetTime.of(details, at))
                .or(() -> resets.filter(time -> time.isAfter(at)));
        return new CodexTrouble(until.map(_ -> BlockReason.EXTERNAL_API), text, until);
    }

    Signal ends() {
        return new Signal.TurnFailed(reason, text, until);
    }
}
