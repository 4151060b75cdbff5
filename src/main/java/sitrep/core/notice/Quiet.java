package sitrep.core.notice;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * The hours of each day in which nobody is to be disturbed.
 *
 * @param until on the next day, where it is before {@code from}
 * @param except what is told even then
 */
public record Quiet(LocalTime from, LocalTime until, ZoneId zone, Set<NoticeReason> except) {
    public Quiet {
        except = Set.copyOf(except);
    }

    /** When it is over, if it is quiet now for this reason. */
    Optional<Instant> over(NoticeReason reason, Instant now) {
        return except.contains(reason) ? Optional.empty() : over(now);
    }

    /** When it is over, if it is quiet now. */
    Optional<Instant> over(Instant now) {
        var here = now.atZone(zone);
        if (!covers(here.toLocalTime())) return Optional.empty();
        var end = here.with(until);
        return Optional.of((end.isAfter(here) ? end : here.plusDays(1).with(until)).toInstant());
    }

    private boolean covers(LocalTime time) {
        var isBegun = !time.isBefore(from);
        var isBefore = time.isBefore(until);
        return from.isBefore(until) ? isBegun && isBefore : isBegun || isBefore;
    }

    /** As in {@code 22:00 to 07:30 Europe/Berlin}. */
    public String spoken() {
        return from + " to " + until + " " + zone.getId();
    }
}
