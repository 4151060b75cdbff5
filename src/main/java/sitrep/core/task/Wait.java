package sitrep.core.task;

import java.util.List;
import java.util.Optional;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.Expiry;
import sitrep.core.vocabulary.BlockReason;

/** What is known of one wait, by all that was told of it: {@link sitrep.core.event.Fact.RunBlocked} has the parts. */
public record Wait(
        BlockReason reason,
        Optional<String> text,
        Optional<String> waitingOn,
        Optional<Action> action,
        Optional<Expiry> expires,
        Optional<Awaited> on,
        List<String> options) {}
