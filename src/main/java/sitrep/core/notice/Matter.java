package sitrep.core.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.event.Action;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Obstacle;
import sitrep.core.text.ForeignText;
import sitrep.core.vocabulary.BlockReason;

/**
 * Something that somebody may have to be told of, for as long as it is so: a task that wants an operator, or a source
 * that is out of contact.
 *
 * @param key the same for as long as it is the same matter: the next question of a task is another one
 * @param cause what those have in common of which one message tells; the key, where it is shared with none
 * @param shared what all of a cause wait for, as in {@code sign-in}; absent where a cause is never shared
 * @param subject the id of the task, or the name of the source
 * @param name what that goes by
 * @param phrase what is said of it, to stand behind the name, as in {@code needs an approval}
 * @param text the question, the command, or the last that was heard; empty if there is nothing
 * @param next what somebody can do about it
 * @param since when it began
 */
public record Matter(
        String key,
        NoticeReason reason,
        String cause,
        Optional<String> shared,
        String subject,
        String name,
        String phrase,
        String text,
        Optional<String> next,
        Instant since) {

    /** Longest text of a matter. */
    static final int TEXT = 500;

    private static final int NAME = 120;

    public Matter {
        name = brief(name, NAME);
        text = brief(text, TEXT);
        next = next.map(step -> brief(step, TEXT));
    }

    /** On one line, without what cannot be seen and without secrets, and no longer than this. */
    static String brief(String text, int most) {
        return ForeignText.withEnds(ForeignText.line(text), most);
    }

    /** What a task comes to; nothing while it wants nobody, or somebody has dealt with it for now. */
    public static Optional<Matter> of(Sitrep task) {
        if (task.shelf().isPresent()) return Optional.empty();
        return switch (task.attention().value()) {
            case NEEDS_YOU -> Optional.of(waiting(task, NoticeReason.NEEDS_YOU));
            case STUCK -> Optional.of(waiting(task, NoticeReason.STUCK));
            case UNREPORTED -> Optional.of(ended(task));
            case WORKING, QUEUED, SETTLED -> Optional.empty();
        };
    }

    /** A source that is out of contact. */
    public static Matter blind(String source, Instant since, Optional<String> why) {
        var key = key(NoticeReason.BLIND, source, "", since);
        return new Matter(
                key,
                NoticeReason.BLIND,
                key,
                Optional.empty(),
                source,
                source,
                "is out of contact",
                why.orElse(""),
                Optional.empty(),
                since);
    }

    /** Whether it is about a task, and not about a source. */
    public boolean isOfTask() {
        return reason != NoticeReason.BLIND;
    }

    private static Matter waiting(Sitrep task, NoticeReason reason) {
        var block = task.block().map(Shown::value);
        var since = block.map(Obstacle::since).orElse(task.since().value());
        var key = key(reason, task.id().text(), block.map(Obstacle::id).orElse(""), since);
        var text = block.flatMap(Obstacle::text).orElse("");
        var shared = block.flatMap(it -> shared(it.reason()));
        var by = block.flatMap(Obstacle::waitingOn).orElse("");
        var isJoined = shared.isPresent() && !(text + by).isBlank();
        return new Matter(
                key,
                reason,
                isJoined ? cause(reason, shared.get(), text, by) : key,
                shared.filter(_ -> isJoined),
                task.id().text(),
                task.name().value(),
                reason == NoticeReason.STUCK
                        ? "looks stuck"
                        : block.map(it -> asks(it.reason())).orElse("needs you"),
                text,
                next(task),
                since);
    }

    private static Matter ended(Sitrep task) {
        var isFailure = task.isUnreportedFailure();
        var reason = isFailure ? NoticeReason.FAILED : NoticeReason.UNREPORTED;
        var since = task.ended().map(Shown::value).orElse(task.since().value());
        var key = key(reason, task.id().text(), "", since);
        return new Matter(
                key,
                reason,
                key,
                Optional.empty(),
                task.id().text(),
                task.name().value(),
                isFailure ? failed(task) : "is done, and nobody was told",
                task.update().map(shown -> shown.value().text()).orElse(""),
                next(task),
                since);
    }

    private static String failed(Sitrep task) {
        return task.outcome().map(outcome -> outcome.value().spoken()).orElse("failed");
    }

    private static Optional<String> next(Sitrep task) {
        return task.next().map(Shown::value).map(Action::text);
    }

    private static String key(NoticeReason reason, String subject, String part, Instant since) {
        return reason.word() + " " + subject + " " + part + " " + since;
    }

    /** As on the page: the same words, letter case and spaces apart, waiting on the same one. */
    private static String cause(NoticeReason reason, String shared, String text, String by) {
        return "shared " + reason.word() + " " + shared + " " + plain(text) + " " + plain(by);
    }

    private static String plain(String text) {
        return ForeignText.line(text).toLowerCase(Locale.ROOT);
    }

    /** One answer clears all that wait for this; each of the others wants an answer of its own. */
    private static Optional<String> shared(BlockReason reason) {
        return switch (reason) {
            case AUTH -> Optional.of("sign-in");
            case EXTERNAL_API -> Optional.of("external system");
            case USER_INPUT, CONFIRMATION, APPROVAL, SUBAGENT, SUSPECTED_STALL -> Optional.empty();
        };
    }

    private static String asks(BlockReason reason) {
        return switch (reason) {
            case USER_INPUT -> "needs an answer";
            case CONFIRMATION -> "needs a confirmation";
            case APPROVAL -> "needs an approval";
            case AUTH -> "needs a sign-in";
            case SUBAGENT, EXTERNAL_API, SUSPECTED_STALL -> "needs you";
        };
    }
}
