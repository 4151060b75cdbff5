package sitrep.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * A flat report: one object that says anything about a task, for a single line of curl. It comes to as many events as
 * it says different things, each with an id made from the report's.
 *
 * @param key the report's own identity
 */
record ReportReader(Event.Key key, Instant at, Instant heard) {

    EventReader.Read read(Fields report, Optional<String> subject) {
        var task = subject.or(() -> report.text("task")).map(TaskId::new);
        if (task.isEmpty() && !report.has("every") && !report.has("runs")) {
            throw new Invalid("task", "nothing", "the task's id, 1 to " + Limits.ID + " characters");
        }
        report.text("task");
        report.text("id");
        report.text("source");
        report.text("time");
        var facts = task.isPresent() ? facts(report) : new ArrayList<Fact>();
        ofSource(report, facts);
        var events = new ArrayList<Event>();
        for (var fact : facts) {
            var id = facts.size() == 1 ? key.id() : key.id() + "/" + (events.size() + 1);
            var about = task.filter(_ -> fact instanceof Fact.OfTask);
            events.add(new Event(new Event.Key(key.source(), id), about, at, heard, fact));
        }
        return new EventReader.Read(key.id(), List.copyOf(events), report.ignored());
    }

    /** A promise and an inventory are those of a source with a name: whoever leaves it out speaks for nobody. */
    private void ofSource(Fields report, List<Fact> facts) {
        for (var field : List.of("every", "runs")) {
            if (!report.has(field) || !key.source().equals(EventReader.ANYBODY)) continue;
            throw new Invalid("source", "no name beside '" + field + "'", "the name of the source that says so");
        }
        if (report.has("every")) facts.add(new Fact.SourceSeen(Optional.empty(), FactReader.every(report)));
        if (report.has("runs")) facts.add(new Fact.SourceListed(FactReader.listed(report)));
    }

    private static List<Fact> facts(Fields report) {
        var facts = new ArrayList<Fact>();
        var run = new RunId(report.text("run").orElse(RunId.MAIN.text()));
        var opened = FactReader.taskOpened(report);
        if (saysAnything(opened)) facts.add(opened);
        if (opensRun(report)) facts.add(FactReader.runOpened(report, "parentRun", Optional.empty()));
        going(report, run, facts);
        ending(report, run, facts);
        report.textOr("reported", to -> new Fact.TaskReported(to, Optional.empty()), FactReader::reported)
                .ifPresent(facts::add);
        report.text("alias").map(TaskId::new).map(Fact.TaskAlias::new).ifPresent(facts::add);
        if (facts.isEmpty()) {
            facts.add(
                    report.has("run")
                            ? new Fact.RunAdvanced(run, Optional.empty(), Optional.empty(), Optional.empty())
                            : opened);
        }
        return facts;
    }

    private static boolean saysAnything(Fact.TaskOpened opened) {
        return opened.name().isPresent()
                || opened.owner().isPresent()
                || opened.goal().isPresent()
                || opened.parent().isPresent()
                || !opened.labels().isEmpty()
                || !opened.links().isEmpty();
    }

    private static boolean opensRun(Fields report) {
        var says = false;
        for (var name : List.of("slot", "attempt", "parentRun", "worker", "label", "pulse")) {
            says |= report.has(name);
        }
        return says;
    }

    private static void going(Fields report, RunId run, List<Fact> facts) {
        var phase = report.word("phase", ClosedWords.PHASES);
        var update = report.text("update");
        var progress = FactReader.progress(report);
        var doing = phase.filter(Phase::isDoing);
        var advanced = new Fact.RunAdvanced(
                run,
                doing,
                update,
                progress,
                FactReader.open(report),
                FactReader.condition(report),
                FactReader.did(report),
                FactReader.voice(report));
        if (!advanced.isHeartbeat()) facts.add(advanced);
        report.text("output").map(lines -> new Fact.RunPrinted(run, lines)).ifPresent(facts::add);
        report.textOr(
                        "stopping",
                        by -> new Fact.RunStopping(run, Optional.of(by), Optional.empty()),
                        data -> FactReader.stopping(run, data))
                .ifPresent(facts::add);
        report.textOr(
                        "paused",
                        why -> new Fact.RunPaused(run, Optional.empty(), Optional.of(why), Optional.empty()),
                        data -> FactReader.paused(run, data))
                .ifPresent(facts::add);
        block(report, run, phase).ifPresent(facts::add);
    }

    private static Optional<Fact> block(Fields report, RunId run, Optional<Phase> phase) {
        var block = report.object("block");
        if (block.isPresent()) {
            return Optional.of(agreeing(FactReader.blocked(run, block.get()), phase));
        }
        var reason = report.word("reason", ClosedWords.REASONS).or(() -> phase.flatMap(ReportReader::usualReason));
        return reason.map(it -> agreeing(
                new Fact.RunBlocked(
                        run,
                        BlockId.UNNAMED,
                        it,
                        report.text("text"),
                        report.text("waitingOn"),
                        FactReader.action(report),
                        FactReader.expires(report),
                        FactReader.awaited(report),
                        report.list("options")),
                phase));
    }

    private static Fact agreeing(Fact.RunBlocked blocked, Optional<Phase> phase) {
        var belongs = blocked.reason().phase();
        if (phase.isPresent() && phase.get() != belongs) {
            throw new Invalid(
                    "phase",
                    "'" + phase.get().word() + "' with the reason '"
                            + blocked.reason().word() + "'",
                    "'" + belongs.word() + "', which goes with that reason, or no phase");
        }
        return blocked;
    }

    private static void agreeing(Outcome outcome, Optional<Phase> phase) {
        if (phase.isPresent() && phase.get() != outcome.phase()) {
            throw new Invalid(
                    "phase",
                    "'" + phase.get().word() + "' with the outcome '" + outcome.word() + "'",
                    "'" + outcome.phase().word() + "', which goes with that outcome, or no phase");
        }
    }

    private static Optional<BlockReason> usualReason(Phase phase) {
        return switch (phase) {
            case WAITING_USER -> Optional.of(BlockReason.USER_INPUT);
            case WAITING_APPROVAL -> Optional.of(BlockReason.APPROVAL);
            case WAITING_DEPENDENCY -> Optional.of(BlockReason.EXTERNAL_API);
            case STALLED -> Optional.of(BlockReason.SUSPECTED_STALL);
            case QUEUED, STARTING, READING_CONTEXT, RESEARCHING, PLANNING, EDITING, TESTING -> Optional.empty();
            case SUMMARIZING, DONE, FAILED -> Optional.empty();
        };
    }

    /** An end is that of the run, if the report names one, or else that of the task. */
    private static void ending(Fields report, RunId run, List<Fact> facts) {
        var phase = report.word("phase", ClosedWords.PHASES);
        var outcome = report.word("outcome", ClosedWords.OUTCOMES).or(() -> phase.flatMap(ReportReader::usualOutcome));
        outcome.ifPresent(it -> agreeing(it, phase));
        outcome.map(it -> FactReader.end(report, it))
                .ifPresent(end -> facts.add(report.has("run") ? new Fact.RunEnded(run, end) : new Fact.TaskEnded(end)));
        if (outcome.isEmpty() && report.has("summary")) {
            throw new Invalid("summary", "a summary without an end", "a summary beside an outcome; or an update");
        }
    }

    private static Optional<Outcome> usualOutcome(Phase phase) {
        return switch (phase) {
            case DONE -> Optional.of(Outcome.SUCCEEDED);
            case FAILED -> Optional.of(Outcome.FAILED);
            case QUEUED, STARTING, READING_CONTEXT, RESEARCHING, PLANNING, EDITING, TESTING -> Optional.empty();
            case WAITING_USER, WAITING_APPROVAL, WAITING_DEPENDENCY, SUMMARIZING, STALLED -> Optional.empty();
        };
    }
}
