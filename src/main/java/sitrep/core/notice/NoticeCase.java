package sitrep.core.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The matters of one cause, as far as one target is concerned.
 *
 * @param open those that stand, the oldest first
 * @param begun when the first of them was noticed
 * @param from the target that passed it on, where this one does not ask for such things itself
 */
public record NoticeCase(List<Matter> open, Instant begun, Optional<String> from, Stage stage) {

    /** How far it is. */
    public sealed interface Stage {

        /** It is looked whether it lasts. */
        record Waiting() implements Stage {}

        /**
         * It was not told, for now.
         *
         * @param number the decision
         */
        record Held(NoticeRule rule, long number) implements Stage {}

        /**
         * It was told.
         *
         * @param number the decision
         * @param isAlone whether in a message of its own
         * @param isPassedOn whether the next target was told, too
         */
        record Told(long number, Instant at, boolean isAlone, boolean isPassedOn) implements Stage {}
    }

    public NoticeCase {
        open = List.copyOf(open);
    }

    NoticeCase with(List<Matter> now) {
        return new NoticeCase(now, begun, from, stage);
    }

    NoticeCase at(Stage next) {
        return new NoticeCase(open, begun, from, next);
    }
}
