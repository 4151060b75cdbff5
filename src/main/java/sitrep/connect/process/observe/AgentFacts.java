package sitrep.connect.process.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.connect.process.output.AgentReport;
import sitrep.connect.process.output.LineWording;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.BlockReason;

/** Which facts follow from what an agent reports of itself: pure. Only a change is told. */
record AgentFacts(RunId run) {
    /** What the agent waits for a person with. */
    static final BlockId WAITS = new BlockId("agent");

    private static final Action ANSWER =
            new Action("Answer it where it runs", Optional.empty(), Optional.empty(), Optional.empty());

    /** What follows from a report after the one before. */
    List<Fact.OfRun> next(Optional<AgentReport> before, Optional<AgentReport> now) {
        if (now.isEmpty() || now.equals(before)) return List.of();
        var facts = new ArrayList<Fact.OfRun>();
        var report = now.get();
        if (report.state() != AgentReport.State.WORKING) {
            facts.add(waits(report));
            return facts;
        }
        if (before.filter(it -> it.state() != AgentReport.State.WORKING).isPresent()) {
            facts.add(new Fact.RunUnblocked(run, WAITS, Optional.of("it went on")));
        }
        if (report.message().isPresent()) {
            facts.add(new Fact.RunAdvanced(
                    run, Optional.empty(), report.message().map(LineWording::capped), Optional.empty()));
        }
        return facts;
    }

    private Fact.RunBlocked waits(AgentReport report) {
        return new Fact.RunBlocked(
                run,
                WAITS,
                reason(report),
                Optional.of(LineWording.capped(report.message().orElseGet(() -> otherwise(report.state())))),
                Optional.empty(),
                Optional.of(ANSWER));
    }

    private static BlockReason reason(AgentReport report) {
        return report.kind().filter("permission"::equals).isPresent() ? BlockReason.APPROVAL : BlockReason.USER_INPUT;
    }

    private static String otherwise(AgentReport.State state) {
        return switch (state) {
            case DONE -> "It is done, and waits for the next instruction";
            case IDLE -> "It waits for an instruction";
            case BLOCKED, WORKING -> "It waits for an answer";
        };
    }
}
