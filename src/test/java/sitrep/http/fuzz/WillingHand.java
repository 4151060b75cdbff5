package sitrep.http.fuzz;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sitrep.core.act.Act;
import sitrep.core.act.Hand;
import sitrep.core.act.Target;
import sitrep.core.vocabulary.Verb;

/** Takes whatever is asked of any run, and does nothing about it. */
final class WillingHand implements Hand {
    @Override
    public Set<Verb> verbs(Target target) {
        return target.run().isPresent() ? EnumSet.allOf(Verb.class) : Set.of();
    }

    @Override
    public void act(Act act, Consumer<Answer> told) {
        told.accept(new Answer.Taken(Optional.empty()));
    }
}
