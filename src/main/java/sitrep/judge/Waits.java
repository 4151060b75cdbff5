package sitrep.judge;

import java.util.List;
import java.util.Set;

/**
 * How good <i>probably waiting</i> is, on timelines in which approvals hide.
 *
 * <p>What truly was a wait is known only in part: a call that the person denied; one of Codex whose measured run time
 * leaves over 30 s; and a read, an edit or a plan that took over 30 s where somebody may be asked, for where nobody is
 * they take moments. Whether the other long calls waited or worked, nothing recorded tells.
 *
 * @param waits how many true waits of over 30 s there are
 * @param caughtWithin15s the share of them of which it was said within 15 s
 * @param said how often it was said in modes that cannot ask: each of these was wrong
 * @param freeHours the time judged in such modes
 * @param measured how often it was said of calls with a measured run time where somebody may be asked
 * @param right how many of those had in truth waited
 */
public record Waits(
        long waits,
        double caughtWithin15s,
        long said,
        double falsePerHour,
        double freeHours,
        long measured,
        long right) {

    private static final double LONG = 30;
    private static final double SOON = 15;

    /** Less than this beside its measured run time is no wait. */
    private static final double NOTICEABLE = 5;

    private static final Set<String> QUICK = Set.of("read", "edit", "plan");

    static Waits of(List<Replay.Judged> judged) {
        var waits = judged.stream().filter(each -> isWait(each.silence())).toList();
        var caught = waits.stream().filter(each -> each.waiting() <= SOON).count();
        var free = judged.stream().filter(each -> each.silence().cannotAsk()).toList();
        var said = free.stream().filter(Replay.Judged::isWaiting).count();
        var hours = free.stream()
                        .mapToDouble(each -> Math.min(each.silence().length(), Score.LONGEST))
                        .sum()
                / 3600;
        var measured = judged.stream()
                .filter(each -> each.silence().mayAsk() && each.isWaiting())
                .filter(each -> each.silence().took().isPresent())
                .toList();
        return new Waits(
                waits.size(),
                waits.isEmpty() ? 1 : (double) caught / waits.size(),
                said,
                hours > 0 ? said / hours : 0,
                hours,
                measured.size(),
                measured.stream()
                        .filter(each -> waited(each.silence()) > NOTICEABLE)
                        .count());
    }

    private static boolean isWait(Silence silence) {
        if (!silence.mayAsk() || !silence.isTool() || silence.length() <= LONG) return false;
        return silence.endedBy().equals("denied") || QUICK.contains(silence.state()) || waited(silence) > LONG;
    }

    private static double waited(Silence silence) {
        return silence.took().isPresent() ? silence.length() - silence.took().getAsDouble() : 0;
    }
}
