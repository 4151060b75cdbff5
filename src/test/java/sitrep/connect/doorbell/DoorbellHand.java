package sitrep.connect.doorbell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import sitrep.core.act.Act;
import sitrep.core.act.Hand;
import sitrep.core.act.Target;
import sitrep.core.event.ActId;
import sitrep.core.vocabulary.Verb;

/**
 * The smallest hand there can be: whoever stands at the door hears the answer, and the doorbell tells of it by its
 * hooks as ever. What is heard is remembered, so that the same act is done once.
 */
public final class DoorbellHand implements Hand {
    /** How whoever stands at the door takes it. */
    public enum Mood {
        /** Does what it is told. */
        WILLING,
        /** Says no. */
        REFUSING,
        /** Says yes, and does nothing. */
        IDLE,
        /** Does it where this door does not show it. */
        ELSEWHERE,
        /** Says nothing. */
        DEAF,
        /** Is not there. */
        AWAY
    }

    private final String source;
    private final Consumer<Act> effect;
    private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.WILLING);
    private final List<Act> heard = new ArrayList<>();

    /** @param effect what happens at the door, which the doorbell tells of */
    public DoorbellHand(String source, Consumer<Act> effect) {
        this.source = source;
        this.effect = effect;
    }

    public void is(Mood next) {
        mood.set(next);
    }

    public boolean isDeaf() {
        return mood.get() == Mood.DEAF;
    }

    /** What was heard at the door, each thing once. */
    public synchronized List<Act> heard() {
        return List.copyOf(heard);
    }

    @Override
    public Set<Verb> verbs(Target target) {
        if (mood.get() == Mood.AWAY || !target.source().equals(source)) return Set.of();
        if (target.block().isPresent()) return Set.of(Verb.APPROVE, Verb.APPROVE_ALWAYS, Verb.DENY, Verb.ANSWER);
        return target.run().isPresent() ? Set.of(Verb.STOP, Verb.STEER) : Set.of();
    }

    @Override
    public void act(Act act, Consumer<Answer> told) {
        switch (mood.get()) {
            case WILLING -> {
                if (isNew(act)) effect.accept(act);
                told.accept(new Answer.Taken(Optional.empty()));
            }
            case REFUSING -> told.accept(new Answer.Refused("nobody of that name lives here"));
            case IDLE -> told.accept(new Answer.Taken(Optional.of("nodded")));
            case ELSEWHERE -> told.accept(new Answer.Done("it rings next door"));
            case DEAF, AWAY -> isNew(act);
        }
    }

    private synchronized boolean isNew(Act act) {
        List<ActId> known = heard.stream().map(Act::id).toList();
        if (known.contains(act.id())) return false;
        heard.add(act);
        return true;
    }
}
