package sitrep.engine.contact;

import java.util.Optional;
import sitrep.core.source.Acting;

/** By which it is asked for, or no longer asked for, that something can be done at a source. */
public interface ActingSwitch {
    /** Where nothing can be done at any source. */
    ActingSwitch NONE = new ActingSwitch() {
        @Override
        public Optional<Acting> of(String source) {
            return Optional.empty();
        }

        @Override
        public void turn(String source, Acting.Level level) {
            throw new IllegalArgumentException("nothing can be done at " + source);
        }
    };

    /** How it stands with a source; empty if nothing can ever be done there. */
    Optional<Acting> of(String source);

    /** Asks for this much from now on, and at later starts. */
    void turn(String source, Acting.Level level);
}
