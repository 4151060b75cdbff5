package sitrep.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What holds a task up, as an operator sees it.
 *
 * @param text the exact question, command or cause
 * @param waitingOn whom or what it waits for
 * @param action what clears it, where the source said so
 * @param stamp the event behind it
 */
public record Obstacle(
        String id,
        BlockReason reason,
        Optional<String> text,
        Optional<String> waitingOn,
        Optional<Action> action,
        Instant since,
        Stamp stamp) {

    static Obstacle of(Hold hold) {
        var fact = hold.said().value();
        return new Obstacle(
                hold.block().id().text(),
                fact.reason(),
                fact.text(),
                fact.waitingOn(),
                fact.action(),
                hold.since(),
                hold.said().stamp());
    }

    /** What we suspect, since we do. */
    static Obstacle of(Said<Fact.StallSuspected> said) {
        var doubt = said.value();
        return new Obstacle(
                "stall-" + doubt.run().text(),
                doubt.verdict().reason(),
                Optional.of(text(doubt)),
                Optional.empty(),
                Optional.empty(),
                said.stamp().at(),
                said.stamp());
    }

    private static String text(Fact.StallSuspected doubt) {
        var text = switch (doubt.verdict()) {
            case SILENT -> doubt.verdict().spoken() + " for longer than " + Spoken.duration(doubt.limit());
            case WAITING_APPROVAL, WAITING_INPUT, WAITING_NETWORK, LOOPING ->
                doubt.verdict().spoken();
        };
        var whole = text + ": " + doubt.rule();
        return whole.length() > Limits.TEXT ? whole.substring(0, Limits.TEXT - 1) + "…" : whole;
    }

    static Obstacle childGone(Run parent, Said<Ends.End> end) {
        return new Obstacle(
                "child-" + parent.id().text(),
                BlockReason.SUBAGENT,
                Optional.of(end.value()
                        .summary()
                        .map(text -> "A child is gone: " + text)
                        .orElse("A child is gone.")),
                Optional.empty(),
                Optional.empty(),
                end.stamp().at(),
                end.stamp());
    }
}
