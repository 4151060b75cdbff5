package sitrep.engine.act;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.act.Asking;
import sitrep.core.act.Offers;
import sitrep.core.act.Receipt;
import sitrep.core.event.ActFact;
import sitrep.core.event.Event;
import sitrep.core.event.RunId;
import sitrep.core.standing.Lineage;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Task;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.Verb;

/** Which of the things that can be done is meant, or what happened instead. Pure. */
sealed interface Choice {

    /** For how long what had its effect is not done once more. */
    Duration FRESH = Duration.ofSeconds(10);

    record Chosen(Offers.Way way) implements Choice {}

    record NotNow(String instead) implements Choice {}

    static Choice of(Asking asking, Task task, List<Offers.Way> ways, List<Receipt> receipts, Instant now) {
        var meant = ways.stream().filter(way -> isMeant(asking, way)).toList();
        if (meant.isEmpty()) return new NotNow(instead(asking, task, receipts, now));
        if (meant.size() > 1) return new NotNow(tooMany(meant));
        var way = meant.getFirst();
        if (asking.rev().filter(rev -> !rev.equals(way.offer().rev())).isPresent()) {
            return new NotNow("It is not as it was when this was decided; now: "
                    + way.offer().does() + ". Nothing was done.");
        }
        return underWay(way, receipts, now)
                .<Choice>map(receipt -> new NotNow(told(receipt, now)))
                .orElseGet(() -> new Chosen(way));
    }

    private static boolean isMeant(Asking asking, Offers.Way way) {
        var target = way.offer().target();
        return way.offer().verb() == asking.verb()
                && (asking.run().isEmpty() || asking.run().equals(target.run()))
                && (asking.block().isEmpty() || asking.block().equals(target.block()));
    }

    private static String tooMany(List<Offers.Way> meant) {
        var all = meant.stream().map(way -> way.offer().does()).toList();
        return "There are " + meant.size() + " of them, so say which by its run"
                + (meant.getFirst().offer().verb().isOfBlock() ? " and block" : "") + ": " + String.join("; ", all)
                + ".";
    }

    /** Something else that was asked of the same, and is not over; or the same thing, just now. */
    private static Optional<Receipt> underWay(Offers.Way way, List<Receipt> receipts, Instant now) {
        var target = way.offer().target();
        return receipts.stream()
                .filter(receipt -> rivals(way.offer().verb(), target.run(), receipt)
                        && target.block().equals(receipt.asked().value().block()))
                .filter(receipt ->
                        !receipt.state().isOver() || (!way.offer().verb().isOfBlock() && isFresh(receipt, now)))
                .findFirst();
    }

    /** Whoever presses twice has seen as little of what came of it as whoever stands beside him. */
    private static boolean isFresh(Receipt receipt, Instant now) {
        return receipt.state() == Receipt.State.SEEN
                && receipt.since().plus(FRESH).isAfter(now);
    }

    /** One wait is settled once, whichever way. A run may be told several things, and ended after it was stopped. */
    private static boolean rivals(Verb verb, Optional<RunId> run, Receipt receipt) {
        var asked = receipt.asked().value();
        if (!run.equals(asked.run())) return false;
        return verb.isOfBlock() ? asked.verb().isOfBlock() : verb == asked.verb() && verb != Verb.STEER;
    }

    private static String told(Receipt receipt, Instant now) {
        return receipt.spoken(ago(receipt.asked().stamp().at(), now)) + ". Nothing more was done.";
    }

    private static String ago(Instant at, Instant now) {
        return SpokenTime.duration(Duration.between(at, now)) + " ago";
    }

    /** What happened instead of what was expected. */
    private static String instead(Asking asking, Task task, List<Receipt> receipts, Instant now) {
        var before = receipts.stream()
                .filter(receipt -> isSame(asking, receipt.asked().value()))
                .findFirst();
        if (before.isPresent() && asking.verb().isOfBlock()) return told(before.get(), now);
        var run = asking.run().flatMap(id -> Optional.ofNullable(task.runs().get(id)));
        if (asking.run().isPresent() && run.isEmpty()) {
            return "There is no run " + asking.run().get().text() + " in it. Nothing was done.";
        }
        return run.flatMap(it -> closed(asking, it).or(() -> ended(it, task))).orElseGet(() -> unable(asking, task));
    }

    private static boolean isSame(Asking asking, ActFact.Asked asked) {
        var isRun = asking.run().isEmpty() || asking.run().equals(asked.run());
        var isBlock = asking.block().isEmpty() || asking.block().equals(asked.block());
        return asked.verb().isOfBlock() && isRun && isBlock;
    }

    /** The wait is over, by whomever. */
    private static Optional<String> closed(Asking asking, Run run) {
        return asking.block()
                .flatMap(id -> run.holds()
                        .filter(hold -> hold.block().id().equals(id))
                        .reduce((_, last) -> last)
                        .filter(hold -> !hold.isOpen())
                        .map(Choice::over));
    }

    private static String over(BlockedSpan hold) {
        var end = hold.to().orElseThrow();
        var expiry = hold.said().value().expires().filter(_ -> end.source().equals(Event.OURS));
        return expiry.map(it -> "It expired at " + it.at()
                                + it.then().map(then -> ": " + then).orElse(""))
                        .orElseGet(() -> "It waits no longer: " + end.source() + " told so at " + end.at())
                + ". Nothing was done.";
    }

    private static Optional<String> ended(Run run, Task task) {
        var lineage = Lineage.of(task);
        return lineage.end(run)
                .map(end -> lineage.nameOf(run) + " " + end.value().outcome().spoken() + " at "
                        + end.stamp().at() + ". Nothing was done.");
    }

    private static String unable(Asking asking, Task task) {
        if (asking.verb().isOfBlock()
                && Lineage.of(task).live().stream().noneMatch(run -> run.held().anyMatch(BlockedSpan::needsHuman))) {
            return "It waits for nobody now. Nothing was done.";
        }
        return "Nothing that this server can reach can do that to it now. Nothing was done.";
    }
}
