package sitrep.core.rule;

import java.util.Optional;
import sitrep.core.task.Said;

/** A value that an operator sees, together with why. */
public record Shown<T>(T value, Because because) {

    public static <T> Shown<T> said(Said<T> said) {
        return new Shown<>(said.value(), Because.said(said.stamp()));
    }

    public static <T> Optional<Shown<T>> said(Optional<Said<T>> said) {
        return said.map(Shown::said);
    }
}
