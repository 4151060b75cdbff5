package sitrep.connect.process.orders;

import java.util.Optional;
import java.util.Set;

/** Whoever carries orders out. Called on a thread of its own, and in order. */
public interface OrderTaker {

    /** What it can do now, as on the wire. */
    Set<String> can();

    /** The wait that an answer would be for. */
    default Optional<String> answers() {
        return Optional.empty();
    }

    /** Carries one out. */
    Done take(Order order);

    /** Whether it did, and what there is to say to that: where it did not, why. */
    record Done(boolean isDone, String how) {}
}
