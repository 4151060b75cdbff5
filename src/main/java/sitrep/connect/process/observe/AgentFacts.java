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
    private static final Action ANSWER =
            new Action("Answer it where it runs", Optional.empty(), Optional.empty(), Optional.empty());

    /** What follows from a report after the one before. */
    List<Fact.OfRun> next(Optional<AgentReport> before, Optional<AgentReport> now) {
        if (now.isEmpty() || now.equals(before)) return List.of();
        var facts = new ArrayList<Fact.OfRun>();
        var report = now.get();
        var waits = block(report);
        before.flatMap(AgentFacts::block)
                .filter(block -> !waits.equals(Optional.of(block)))
                .ifPresent(block -> facts.add(new Fact.RunUnblocked(run, block, Optional.of("it went on"))));
        waits.ifPresent(block -> facts.add(waits(report, block)));
        if (waits.isEmpty() && report.message().isPresent()) {
            facts.add(new Fact.RunAdvanced(
                    run, Optional.empty(), report.message().map(LineWording::capped), Optional.empty()));
        }
        return facts;
    }

    /** What it waits for a person with: to rest is another thing than to ask. */
    private static Optional<BlockId> block(AgentReport report) {
        return switch (report.state()) {
            case BLOCKED -> Optional.of(BlockId.AGENT_ASKS);
            case IDLE, DONE -> Optional.of(BlockId.AGENT_RESTS);
            case WORKING -> Optional.empty();
        };
    }

    private Fact.RunBlocked waits(AgentReport report, BlockId block) {
        return new Fact.RunBlocked(
                run,
                block,
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
