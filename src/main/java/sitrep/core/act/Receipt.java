package sitrep.core.act;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.ActFact;
import sitrep.core.event.Stamp;
import sitrep.core.standing.Lineage;
import sitrep.core.task.AskedAct;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.Verb;

/**
 * What became of something that an operator asked of a task's source. That its effect was seen follows from what the
 * source tells of the task; it is never said by whoever carried it out.
 *
 * @param how in whose words or by what, where there is more to say
 * @param stamp the event behind the state
 */
public record Receipt(Said<ActFact.Asked> asked, State state, Optional<String> how, Stamp stamp) {

    /** How long a source may take to say that it takes it. */
    public static final Duration WORD = Duration.ofSeconds(30);

    /** How far something came, from when it was asked for to its end. */
    public enum State {
        ASKED,
        SENT,
        TAKEN,
        /** What it was to bring about was told by the source. */
        SEEN,
        REFUSED,
        /** Taken, and not seen within the time that is allowed for it. It may be seen yet. */
        UNSEEN,
        /** There was no word of the source. It may come yet. */
        UNANSWERED;

        /** The word used on the wire, as in {@code taken}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(State::word).toList();
        }

        /** Whether nothing more is waited for. */
        public boolean isOver() {
            return switch (this) {
                case ASKED, SENT, TAKEN -> false;
                case SEEN, REFUSED, UNSEEN, UNANSWERED -> true;
            };
        }
    }

    /** Those of a task, the newest first. */
    public static List<Receipt> of(Task task) {
        return task.acts().isEmpty() ? List.of() : of(task, Lineage.of(task));
    }

    /** The same where it is known which of its runs count. */
    public static List<Receipt> of(Task task, Lineage lineage) {
        var receipts = new ArrayList<Receipt>();
        for (var act : task.acts().values()) {
            act.asked().ifPresent(asked -> receipts.add(of(act, asked, lineage, task)));
        }
        return receipts.reversed();
    }

    private static Receipt of(AskedAct act, Said<ActFact.Asked> asked, Lineage lineage, Task task) {
        var effect = mayShow(act) ? Effect.of(asked, task, lineage) : Optional.<Effect>empty();
        if (effect.isPresent()) {
            var seen = effect.get();
            return new Receipt(asked, State.SEEN, Optional.of(seen.how()), seen.stamp());
        }
        return Stream.of(
                        ActStage.REFUSED,
                        ActStage.DONE,
                        ActStage.UNSEEN,
                        ActStage.TAKEN,
                        ActStage.UNANSWERED,
                        ActStage.SENT)
                .flatMap(stage -> act.at(stage).stream()
                        .map(said -> new Receipt(asked, state(stage), said.value(), said.stamp())))
                .findFirst()
                .orElseGet(() -> new Receipt(asked, State.ASKED, Optional.empty(), asked.stamp()));
    }

    /** What happened is its effect only if it got there. */
    private static boolean mayShow(AskedAct act) {
        if (act.at(ActStage.REFUSED).isPresent()) return false;
        var isOnItsWay =
                act.at(ActStage.SENT).isPresent() && act.at(ActStage.UNANSWERED).isEmpty();
        return isOnItsWay || act.at(ActStage.TAKEN).isPresent();
    }

    private static State state(ActStage stage) {
        return switch (stage) {
            case SENT -> State.SENT;
            case TAKEN -> State.TAKEN;
            case REFUSED -> State.REFUSED;
            case UNSEEN -> State.UNSEEN;
            case UNANSWERED -> State.UNANSWERED;
            case DONE -> State.SEEN;
        };
    }

    /** Whether it is over, and nothing is known to have come of it. */
    public boolean isInVain() {
        return switch (state) {
            case REFUSED, UNSEEN, UNANSWERED -> true;
            case ASKED, SENT, TAKEN, SEEN -> false;
        };
    }

    /** When it came to its state. */
    public Instant since() {
        var at = stamp.at();
        return at.isBefore(asked.stamp().at()) ? asked.stamp().at() : at;
    }

    /** What is to be noted of it next if nothing more is heard, and when; absent once it is over. */
    public Optional<Due> due() {
        return switch (state) {
            case ASKED, SENT ->
                Optional.of(new Due(
                        asked.stamp().at().plus(WORD),
                        new ActFact.Answered(
                                asked.value().act(),
                                ActStage.UNANSWERED,
                                Optional.of("no word of the source within " + SpokenTime.duration(WORD)))));
            case TAKEN -> {
                var allowed = allowed(asked.value().verb());
                var how = "the source took it, but " + SpokenTime.duration(allowed) + " later "
                        + Effect.missing(asked.value().verb());
                yield Optional.of(new Due(
                        stamp.at().plus(allowed),
                        new ActFact.Answered(asked.value().act(), ActStage.UNSEEN, Optional.of(how))));
            }
            case SEEN, REFUSED, UNSEEN, UNANSWERED -> Optional.empty();
        };
    }

    /** Something that is to be noted at a time. */
    public record Due(Instant at, ActFact.Answered fact) {}

    /** How long after it was taken its effect may show. */
    private static Duration allowed(Verb verb) {
        return switch (verb) {
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER, STOP, CANCEL -> Duration.ofSeconds(30);
            case STEER, RETRY, RESEND -> Duration.ofMinutes(2);
        };
    }

    /** Who asked for it, as in {@code Dana}; somebody, if that was not said. */
    public String who() {
        return asked.value().by().orElse("Somebody");
    }

    /** As in {@code Dana approved it: the question is gone}. */
    public String spoken() {
        return spoken("");
    }

    /**
     * The same with when that was, as in {@code Dana tried to approve it 4s ago; the source refused: it was denied}.
     *
     * @param when as in {@code 4s ago}
     */
    public String spoken(String when) {
        return who() + " " + deed() + (when.isEmpty() ? "" : " " + when) + outcome();
    }

    /** What was done counts as done only where its source had a good word for it. */
    private String deed() {
        var verb = asked.value().verb();
        return switch (state) {
            case SEEN -> Words.done(verb);
            case TAKEN, UNSEEN -> Words.told(verb);
            case ASKED, SENT -> "asked to " + Words.toDo(verb);
            case REFUSED, UNANSWERED -> "tried to " + Words.toDo(verb);
        };
    }

    private String outcome() {
        return switch (state) {
            case ASKED -> "; it is not sent yet";
            case SENT -> "; it is sent, no word of the source yet";
            case TAKEN ->
                ": the source took it" + how.map(it -> " (" + it + ")").orElse("");
            case SEEN -> how.map(it -> ": " + it).orElse("");
            case REFUSED -> "; the source refused" + how.map(it -> ": " + it).orElse("");
            case UNSEEN -> ": " + how.orElse("the source took it, and nothing came of it");
            case UNANSWERED -> ": " + how.orElse("no word of the source");
        };
    }

    /** The events behind it, the oldest first. */
    public List<Stamp> evidence() {
        return Stream.of(asked.stamp(), stamp)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
