package sitrep.core.act;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sitrep.core.vocabulary.Verb;

/** Carries out at a source what an operator asks of it. Safe for use by many threads. */
public interface Hand {

    /**
     * What can be done now about this: nothing if it is none of its own, or if its source is out of reach. Answers at
     * once, from what it knows.
     */
    Set<Verb> verbs(Target target);

    /** What that does there, in a sentence, where it is more than the verb says. */
    default Optional<String> does(Verb verb, Target target) {
        return Optional.empty();
    }

    /**
     * Does it, and returns at once. The same act is done once, however often it is given.
     *
     * @param told hears exactly one answer, on any thread
     */
    void act(Act act, Consumer<Answer> told);

    /** What the source said to it. Whether it had an effect is told by the source's events. */
    sealed interface Answer {
        /** It took it. */
        record Taken(Optional<String> how) implements Answer {}

        /** It did it, and what comes of it is told of another task: of this one nothing more is to be seen. */
        record Done(String how) implements Answer {}

        /** It would not do it, and why, in its own words. */
        record Refused(String why) implements Answer {}

        /** It could not be reached, or gave no answer: nobody knows whether it did it. */
        record Unreached(String why) implements Answer {}
    }
}
