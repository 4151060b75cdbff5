package sitrep.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sitrep.core.act.Receipt;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Shelf;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.Verb;

/**
 * What became of a matter that is none any more.
 *
 * @param text to stand behind the name, as in {@code answered after 4m}
 */
public record Fate(String text) {

    /** Of one whose source is heard again. */
    public static Fate heardAgain(Matter matter, Instant now) {
        return new Fate("is in contact again, after " + lasted(matter, now));
    }

    /**
     * Of one of a task.
     *
     * @param task as it stands now; absent if nothing is known of it any more
     */
    public static Fate of(Matter matter, Optional<Sitrep> task, Instant now) {
        if (task.isEmpty()) return new Fate("is no longer known");
        var shelf = task.get().shelf().map(Shown::value);
        return shelf.map(it -> shelved(it, task.get())).orElseGet(() -> over(matter, task.get(), now));
    }

    private static Fate shelved(Shelf shelf, Sitrep task) {
        var by = task.acknowledged().flatMap(shown -> shown.value().by()).orElse("somebody");
        return switch (shelf) {
            case ON_IT -> new Fate(": " + Matter.brief(by, 120) + " is on it");
            case SNOOZED -> new Fate("was put off");
            case DISMISSED -> new Fate("was dismissed");
        };
    }

    private static Fate over(Matter matter, Sitrep task, Instant now) {
        var after = " after " + lasted(matter, now);
        var end = task.outcome().map(outcome -> outcome.value().spoken());
        return switch (matter.reason()) {
            case NEEDS_YOU ->
                settled(matter, task)
                        .orElseGet(() -> new Fate(
                                end.map(word -> "waits no longer: it " + word).orElse("was answered" + after)));
            case STUCK ->
                new Fate(end.map(word -> "is stuck no longer: it " + word).orElse("is stuck no longer," + after));
            case FAILED, UNREPORTED -> new Fate(end.isEmpty() ? "goes on" : "was reported" + after);
            case BLIND -> heardAgain(matter, now);
        };
    }

    /** By whom, where it was asked for here and the source told that it had its effect. */
    private static Optional<Fate> settled(Matter matter, Sitrep task) {
        return task.receipts().stream()
                .map(Shown::value)
                .filter(receipt -> receipt.state() == Receipt.State.SEEN)
                .filter(receipt -> receipt.asked().value().verb().isOfBlock())
                .filter(receipt -> !receipt.asked().stamp().at().isBefore(matter.since()))
                .findFirst()
                .map(receipt -> new Fate(done(receipt.asked().value().verb()) + " after "
                        + lasted(matter, receipt.asked().stamp().at()) + by(receipt)));
    }

    private static String by(Receipt receipt) {
        return receipt.asked()
                .value()
                .by()
                .map(name -> " by " + Matter.brief(name, 120))
                .orElse("");
    }

    private static String done(Verb verb) {
        return switch (verb) {
            case APPROVE, APPROVE_ALWAYS -> "was approved";
            case DENY -> "was denied";
            case ANSWER, STEER, STOP, CANCEL, RETRY, RESEND -> "was answered";
        };
    }

    private static String lasted(Matter matter, Instant now) {
        return SpokenTime.duration(Duration.between(matter.since(), now));
    }
}
