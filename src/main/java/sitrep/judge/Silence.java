package sitrep.judge;

import java.util.List;
import java.util.OptionalDouble;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;

/**
 * The time between two signals of a session, with what was open meanwhile.
 *
 * @param from seconds since the session's first signal
 * @param length its length in seconds
 * @param state what an observer of beginnings and ends knows it to be: {@code model}, {@code compact}, {@code ask}
 *     (a question), {@code sub} (children work), {@code idle} (nothing is expected), or the class of the tool that
 *     began last
 * @param open what the session had open, as it would be told
 * @param endedBy the kind of the signal that ended it, or {@code denied} or {@code interrupt}
 * @param took the run time that the runtime measured of the tool that began last
 * @param mayAsk whether a person may be asked meanwhile
 * @param cannotAsk whether it is certain that nobody is
 * @param tellsFirst whether its runtime is known to tell of a call before it asks for it
 */
record Silence(
        double from,
        double length,
        String state,
        List<OpenCall> open,
        String endedBy,
        OptionalDouble took,
        boolean mayAsk,
        boolean cannotAsk,
        boolean tellsFirst) {

    /** Waits for somebody else, in which the session is not judged by its own silence. */
    boolean isWait() {
        return state.equals("idle") || state.equals("ask") || state.equals("sub");
    }

    boolean isModel() {
        return state.equals("model");
    }

    boolean isTool() {
        return !isWait() && !isModel() && !state.equals("compact");
    }

    /** What its limit goes by. */
    OpenCall.Kind judgedBy() {
        return Patience.mostPatient(open).map(OpenCall::kind).orElse(OpenCall.Kind.OTHER);
    }

    /** Whether a person ended it, so that nobody knows how long it would have lasted. */
    boolean isCutShort() {
        return endedBy.equals("interrupt") || endedBy.equals("denied");
    }

    /** The same, judged only for its last seconds. */
    Silence last(double seconds) {
        var later = from + length - seconds;
        return new Silence(later, seconds, state, open, endedBy, took, mayAsk, cannotAsk, tellsFirst);
    }
}
