package sitrep.core.notice;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where it stands who is told of what, and where that is changed. Of itself it is only read; one where something can be
 * changed says so.
 */
public interface NoticeDesk extends Supplier<NoticeSetup> {

    /** What came of a change. */
    sealed interface Change {
        record Done() implements Change {}

        record NoTarget() implements Change {}

        /** @param why for people, as a sentence */
        record Refused(String why) implements Change {}
    }

    /**
     * What is set of a target, to be looked at and changed.
     *
     * @param json as it stands in the file, without what is secret
     * @param secrets what is left out of it
     */
    record Sheet(String json, List<String> secrets) {
        public Sheet {
            secrets = List.copyOf(secrets);
        }
    }

    /** Why nothing can be changed, as a sentence; nothing where it can. */
    default Optional<String> locked() {
        return Optional.of("Who is told of what cannot be changed here.");
    }

    /** What is set of a target, if there is one of this name. */
    default Optional<Sheet> sheet(String target) {
        return Optional.empty();
    }

    /**
     * Sets a target, or adds it.
     *
     * @param json all of its settings; only secrets that it leaves out stay as they are
     * @throws sitrep.core.text.Invalid if one of them will not do
     */
    default Change put(String target, String json) {
        return new Change.Refused(locked().orElse(""));
    }

    /** Takes a target away. */
    default Change remove(String target) {
        return new Change.Refused(locked().orElse(""));
    }
}
