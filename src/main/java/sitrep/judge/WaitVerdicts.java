package sitrep.judge;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How good <i>probably waiting</i> is, on timelines in which approvals hide.
 *
 * <p>What truly was a wait is known only in part: a call that the person denied; one of Codex whose measured run time
 * leaves over 30 s; and a read, an edit or a plan that took over 30 s where somebody may be asked, for where nobody is
 * they take moments. Whether the other long calls waited or worked, nothing recorded tells.
 *
 * <p>Of what there was none, no share is told.
 *
 * @param waits how many true waits of over 30 s there are
 * @param caughtWithin15s the share of them of which it was said within 15 s
 * @param said how often it was said in modes that cannot ask: each of these was wrong
 * @param freeHours the time judged in such modes
 * @param measured how often it was said of calls with a measured run time where somebody may be asked
 * @param right how many of those had in truth waited
 * @param early how often it was said of the model by runtimes that tell of a call before they ask for it: each of these
 *     was wrong
 * @param modelHours the time judged of their waits for the model, where somebody may be asked
 */
public record WaitVerdicts(
        long waits,
        OptionalDouble caughtWithin15s,
        long said,
        OptionalDouble falsePerHour,
        double freeHours,
        long measured,
        long right,
        long early,
        double modelHours) {

    private static final double LONG = 30;
    private static final double SOON = 15;

    /** Less than this beside its measured run time is no wait. */
    private static final double NOTICEABLE = 5;

    private static final Set<String> QUICK = Set.of("read", "edit", "plan");

    static WaitVerdicts of(List<SessionReplay.Judged> judged) {
        var waits = part(judged, WaitVerdicts::isWait);
        var caught = waits.stream().filter(each -> each.waiting() <= SOON).count();
        var free = part(judged, Silence::cannotAsk);
        var said = said(free).size();
        var hours = hours(free);
        var measured = said(part(judged, it -> it.mayAsk() && it.took().isPresent()));
        var model = part(judged, it -> it.isModel() && it.tellsFirst() && !it.cannotAsk());
        return new WaitVerdicts(
                waits.size(),
                waits.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) caught / waits.size()),
                said,
                hours > 0 ? OptionalDouble.of(said / hours) : OptionalDouble.empty(),
                hours,
                measured.size(),
                measured.stream()
                        .filter(each -> waited(each.silence()) > NOTICEABLE)
                        .count(),
                said(model).size(),
                hours(model));
    }

    private static List<SessionReplay.Judged> part(List<SessionReplay.Judged> judged, Predicate<Silence> which) {
        return judged.stream().filter(each -> which.test(each.silence())).toList();
    }

    private static List<SessionReplay.Judged> said(List<SessionReplay.Judged> judged) {
        return judged.stream().filter(SessionReplay.Judged::isWaiting).toList();
    }

    private static double hours(List<SessionReplay.Judged> judged) {
        return judged.stream().mapToDouble(Score::weight).sum() / 3600;
    }

    private static boolean isWait(Silence silence) {
        if (!silence.mayAsk() || !silence.isTool() || silence.length() <= LONG) return false;
        return silence.endedBy().equals("denied") || QUICK.contains(silence.state()) || waited(silence) > LONG;
    }

    private static double waited(Silence silence) {
        return silence.took().isPresent() ? silence.length() - silence.took().getAsDouble() : 0;
    }
}
