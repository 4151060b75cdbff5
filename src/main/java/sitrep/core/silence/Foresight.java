package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What will be made of a run that lives, if nothing more is heard of it: of one that nobody suspects, too.
 *
 * @param ahead what it would come to, the soonest first; what it is suspected of already is left out
 * @param spared why nothing is ahead, for people; absent where something is
 */
public record Foresight(List<Step> ahead, Optional<String> spared) {

    /**
     * One thing that it would come to.
     *
     * @param becomes the verdict's word, or {@code lost}
     * @param at when, by our clock
     * @param since the sign from which is counted
     * @param rule which limit that is and why, for people
     */
    public record Step(String becomes, Instant at, Instant since, Duration limit, String rule) {}

    static Foresight spared(String because) {
        return new Foresight(List.of(), Optional.of(because));
    }
}
