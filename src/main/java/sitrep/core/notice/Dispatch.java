package sitrep.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message on its way to a target.
 *
 * @param id the same at each try, so that a target can tell that it has it already
 * @param tries how often it was tried
 * @param due when it is tried next
 * @param trouble why the last try failed, if one did
 */
public record Dispatch(Notice notice, String id, int tries, Instant due, Optional<String> trouble) {
    /** Tries after which a message is given up. They take between three and seven hours. */
    public static final int TRIES = 14;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int TEXT = 300;

    public Dispatch {
        trouble = trouble.map(text -> Matter.brief(text, TEXT));
    }

    public String target() {
        return notice.target();
    }

    /**
     * The same after a try that failed: each wait is twice as long as the one before, up to an hour, and by chance up
     * to half shorter or longer, so that many do not come back at once.
     *
     * @param wait how long the target asked to be left alone, if it did
     * @param chance from 0 to 1
     */
    public Dispatch failed(String why, Optional<Duration> wait, Instant now, double chance) {
        var doubled = FIRST.multipliedBy(1L << Math.min(tries, 20));
        var usual = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        var spread = Duration.ofMillis(Math.round(usual.toMillis() * (0.5 + chance)));
        var asked =
                wait.filter(time -> time.compareTo(LONGEST) <= 0).orElse(wait.isPresent() ? LONGEST : Duration.ZERO);
        var next = spread.compareTo(asked) > 0 ? spread : asked;
        return new Dispatch(notice, id, tries + 1, now.plus(next), Optional.of(why));
    }

    public boolean isGivenUp() {
        return tries >= TRIES;
    }

    /** The same as if it had never been tried. */
    public Dispatch anew(Instant now) {
        return new Dispatch(notice, id, 0, now, trouble);
    }
}
