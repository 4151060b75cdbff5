package sitrep.json;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.End;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.Link;
import sitrep.core.event.ListedRun;
import sitrep.core.event.OpenCall;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Owner;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.event.Report;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.Voice;

/** The data of an event, by its type, as a fact. */
final class FactReader {
    private FactReader() {}

    private static final Map<String, Function<Fields, Fact>> BY_TYPE = Map.ofEntries(
            Map.entry(FactWriter.TASK_OPENED, FactReader::taskOpened),
            Map.entry(FactWriter.RUN_OPENED, data -> runOpened(data, "parent", data.word("phase", ClosedWords.PHASES))),
            Map.entry(FactWriter.RUN_ADVANCED, FactReader::runAdvanced),
            Map.entry(FactWriter.RUN_PRINTED, data -> new Fact.RunPrinted(run(data), data.requiredText("output"))),
            Map.entry(FactWriter.RUN_BLOCKED, FactReader::runBlocked),
            Map.entry(FactWriter.RUN_UNBLOCKED, FactReader::runUnblocked),
            Map.entry(FactWriter.RUN_STOPPING, data -> stopping(run(data), data)),
            Map.entry(FactWriter.RUN_PAUSED, data -> paused(run(data), data)),
            Map.entry(FactWriter.RUN_ENDED, data -> new Fact.RunEnded(run(data), end(data, outcome(data)))),
            Map.entry(FactWriter.TASK_ENDED, data -> new Fact.TaskEnded(end(data, outcome(data)))),
            Map.entry(FactWriter.TASK_REPORTED, FactReader::reported),
            Map.entry(FactWriter.TASK_ALIAS, data -> new Fact.TaskAlias(new TaskId(data.requiredText("alias")))),
            Map.entry(FactWriter.TASK_NOTED, FactReader::taskNoted),
            Map.entry(ActJson.ASKED, ActJson::asked),
            Map.entry(ActJson.ANSWERED, ActJson::answered),
            Map.entry(FactWriter.SOURCE_SEEN, data -> new Fact.SourceSeen(data.text("name"), every(data))),
            Map.entry(FactWriter.SOURCE_LOST, data -> new Fact.SourceLost(data.text("why"))),
            Map.entry(FactWriter.SOURCE_LISTED, data -> new Fact.SourceListed(listed(data))),
            Map.entry(FactWriter.STALL_SUSPECTED, FactReader::stallSuspected),
            Map.entry(FactWriter.STALL_CLEARED, data -> new Fact.StallCleared(run(data))),
            Map.entry(FactWriter.RUN_RETURNED, FactReader::runReturned),
            Map.entry(FactWriter.SLOW_NOTICED, FactReader::slowNoticed));

    /** Those for Sitrep's own verdicts: they stand in the log, and nobody else may say so. */
    private static final Set<String> OURS = Set.of(
            FactWriter.STALL_SUSPECTED,
            FactWriter.STALL_CLEARED,
            FactWriter.RUN_RETURNED,
            FactWriter.SLOW_NOTICED,
            ActJson.ASKED,
            ActJson.ANSWERED);

    /** The types that a source may use. */
    static String allowed() {
        var theirs =
                BY_TYPE.keySet().stream().filter(type -> !OURS.contains(type)).sorted();
        return Stream.concat(theirs, Stream.of(EventReader.REPORT)).collect(Collectors.joining(" "));
    }

    /** The types that what is said of a task may have, our own among them. */
    static List<String> ofTasks() {
        return BY_TYPE.keySet().stream()
                .filter(type -> !type.startsWith("sitrep.source."))
                .sorted()
                .toList();
    }

    static boolean isOurs(String type) {
        return OURS.contains(type);
    }

    static Fact read(String type, Fields data) {
        var reader = BY_TYPE.get(type);
        if (reader == null) {
            throw new Invalid("type", Fields.excerpt(type), allowed());
        }
        return reader.apply(data);
    }

    static Fact.TaskOpened taskOpened(Fields data) {
        return new Fact.TaskOpened(
                data.text("name"),
                data.textOr("owner", name -> new Owner(name, Optional.empty()), FactReader::owner),
                data.text("goal"),
                data.text("parent").map(TaskId::new),
                data.texts("labels"),
                links(data));
    }

    /** @param parent the name of the field with the parent run: in a report "parent" is the parent task */
    static Fact.RunOpened runOpened(Fields data, String parent, Optional<Phase> phase) {
        return new Fact.RunOpened(
                run(data),
                data.text("slot"),
                data.integer("attempt"),
                data.text(parent).map(RunId::new),
                data.textOr("worker", FactReader::workerId, FactReader::worker),
                data.text("label"),
                phase,
                data.seconds("pulse"));
    }

    static Optional<Progress> progress(Fields data) {
        return data.textOr("progress", FactReader::progress, FactReader::progressOf);
    }

    /** @param data the fields of a block itself, as in {@code {"reason":"approval","text":"git push"}} */
    static Fact.RunBlocked blocked(RunId run, Fields data) {
        var reason = data.word("reason", ClosedWords.REASONS)
                .orElseThrow(() -> new Invalid("block.reason", "nothing", String.join(" ", reasons())));
        return new Fact.RunBlocked(
                run,
                data.text("id").map(BlockId::new).orElse(BlockId.UNNAMED),
                reason,
                data.text("text"),
                data.text("waitingOn"),
                action(data),
                expires(data),
                awaited(data),
                data.list("options"));
    }

    /** Until when: a time, or an object that says what happens then. */
    static Optional<Expiry> expires(Fields data) {
        return data.textOr(
                "expires",
                text -> new Expiry(Fields.time("expires", text), Optional.empty()),
                fields -> new Expiry(fields.requiredTime("at"), fields.text("then")));
    }

    /** What exactly is waited for: one of a task, a run, a slot, a lock or a time. */
    static Optional<Awaited> awaited(Fields data) {
        return data.object("on").map(on -> {
            var named = Stream.of(
                            on.text("task").<Awaited>map(id -> new Awaited.OfTask(new TaskId(id))),
                            on.text("run").<Awaited>map(id -> new Awaited.OfRun(new RunId(id))),
                            on.text("slot").<Awaited>map(Awaited.OfSlot::new),
                            on.text("lock").<Awaited>map(Awaited.OfLock::new),
                            on.time("time").<Awaited>map(Awaited.OfTime::new))
                    .flatMap(Optional::stream)
                    .toList();
            if (named.size() == 1) return named.getFirst();
            throw new Invalid("block.on", named.size() + " of them", "one of task, run, slot, lock and time");
        });
    }

    static Optional<Action> action(Fields data) {
        return data.object("next")
                .map(next -> new Action(
                        next.requiredText("text"), next.text("who"), next.text("command"), next.text("link")));
    }

    /** All that a run has open: an empty list says that it has nothing open, none says nothing. */
    static Optional<List<OpenCall>> open(Fields data) {
        return data.has("open")
                ? Optional.of(data.objects("open").stream().map(FactReader::act).toList())
                : Optional.empty();
    }

    private static OpenCall act(Fields act) {
        return new OpenCall(
                act.requiredText("id"),
                act.word("kind", ClosedWords.ACTS).orElse(OpenCall.Kind.OTHER),
                act.text("title"),
                act.time("since"),
                act.seconds("limit"),
                act.flag("prompts"),
                act.flag("asked"));
    }

    /** What it did since the last time. */
    static List<PastCall> did(Fields data) {
        return data.objects("did").stream()
                .map(deed -> new PastCall(
                        deed.requiredText("id"),
                        deed.word("kind", ClosedWords.ACTS).orElse(OpenCall.Kind.OTHER),
                        deed.text("title"),
                        deed.requiredText("digest")))
                .toList();
    }

    static Optional<Condition> condition(Fields data) {
        return data.object("condition")
                .map(seen -> new Condition(
                        seen.word("kind", ClosedWords.CONDITIONS)
                                .orElseThrow(() -> new Invalid(
                                        "condition.kind", "nothing", String.join(" ", Condition.Kind.words()))),
                        seen.text("text"),
                        seen.time("until")));
    }

    /** Delivered, or else why not, or why it need not be. */
    static Fact.TaskReported reported(Fields data) {
        var failed = data.text("failed");
        var notOwed = data.text("notOwed");
        if (failed.isPresent() && notOwed.isPresent()) {
            throw new Invalid("reported", "both 'failed' and 'notOwed'", "one of them");
        }
        if (notOwed.isPresent()) return new Fact.TaskReported(new Report.NotOwed(notOwed.get()));
        return new Fact.TaskReported(
                failed.isPresent()
                        ? new Report.Undelivered(data.text("to"), failed.get(), data.time("retry"))
                        : new Report.Delivered(data.requiredText("to"), data.text("how")));
    }

    static Fact.RunStopping stopping(RunId run, Fields data) {
        return new Fact.RunStopping(run, data.text("by"), data.text("how"));
    }

    static Fact.RunPaused paused(RunId run, Fields data) {
        return new Fact.RunPaused(run, data.text("by"), data.text("why"), data.time("until"));
    }

    /** What is said about an outcome, beside it. */
    static End end(Fields data, Outcome outcome) {
        var empty = data.flag("empty");
        if (empty && outcome != Outcome.SUCCEEDED) {
            throw new Invalid("empty", "true beside '" + outcome.word() + "'", "true beside 'succeeded' only");
        }
        return new End(
                outcome,
                data.text("summary"),
                data.word("known", ClosedWords.CERTAINTIES),
                data.text("by"),
                empty,
                data.time("retry"));
    }

    static Set<ListedRun> listed(Fields data) {
        if (!data.has("runs")) throw new Invalid("runs", "nothing", "a list of {task, run}; it may be empty");
        return data.objects("runs").stream()
                .map(one -> new ListedRun(new TaskId(one.requiredText("task")), run(one)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RunId run(Fields data) {
        return new RunId(data.text("run").orElse(RunId.MAIN.text()));
    }

    private static Fact runAdvanced(Fields data) {
        return new Fact.RunAdvanced(
                run(data),
                data.word("phase", ClosedWords.PHASES),
                data.text("update"),
                progress(data),
                open(data),
                condition(data),
                did(data),
                voice(data));
    }

    /** Whose words the line of news is in: the run's own, unless it is said otherwise. */
    static Voice voice(Fields data) {
        return data.word("voice", ClosedWords.VOICES).orElse(Voice.NARRATIVE);
    }

    private static Fact runBlocked(Fields data) {
        var block = data.object("block").orElseThrow(() -> new Invalid("block", "nothing", "an object with a reason"));
        return blocked(run(data), block);
    }

    private static Fact runUnblocked(Fields data) {
        var block = data.text("block").map(BlockId::new).orElse(BlockId.UNNAMED);
        return new Fact.RunUnblocked(run(data), block, data.text("how"), data.text("opener"));
    }

    private static Fact taskNoted(Fields data) {
        return new Fact.TaskNoted(note(data), data.text("by"));
    }

    private static OperatorNote note(Fields data) {
        var word = data.requiredText("note");
        return switch (word) {
            case "acknowledged" -> new OperatorNote.Acknowledged();
            case "dismissed" -> new OperatorNote.Dismissed();
            case "restored" -> new OperatorNote.Restored();
            case "snoozed" -> new OperatorNote.Snoozed(data.time("until"));
            case "renamed" -> new OperatorNote.Renamed(data.text("name"));
            case "labelled" -> new OperatorNote.Labelled(data.texts("labels"), new TreeSet<>(data.list("removed")));
            case "remarked" -> new OperatorNote.Remarked(data.requiredText("text"));
            case "withdrawn" -> new OperatorNote.Withdrawn(data.requiredText("remark"));
            default ->
                throw new Invalid(
                        "note",
                        Fields.excerpt(word),
                        "acknowledged dismissed restored snoozed renamed labelled remarked withdrawn");
        };
    }

    /** How often a source will be heard; nought takes a promise back. */
    static Optional<Duration> every(Fields data) {
        return data.seconds("every").filter(every -> !every.isZero());
    }

    private static Fact runReturned(Fields data) {
        return new Fact.RunReturned(run(data), data.seconds("gone").orElse(Duration.ZERO));
    }

    private static Fact slowNoticed(Fields data) {
        return new Fact.SlowNoticed(
                data.seconds("takes").orElse(Duration.ZERO),
                data.seconds("p50").orElse(Duration.ZERO),
                data.seconds("p90").orElse(Duration.ZERO),
                data.integer("n").orElse(0));
    }

    private static Fact stallSuspected(Fields data) {
        return new Fact.StallSuspected(
                run(data),
                data.word("verdict", ClosedWords.VERDICTS).orElse(Verdict.SILENT),
                data.time("since").orElseThrow(() -> new Invalid("since", "nothing", "a time")),
                data.seconds("limit").orElseThrow(() -> new Invalid("limit", "nothing", "seconds")),
                data.requiredText("rule"),
                data.texts("numbers"));
    }

    private static Outcome outcome(Fields data) {
        return data.word("outcome", ClosedWords.OUTCOMES)
                .orElseThrow(() -> new Invalid("outcome", "nothing", String.join(" ", Outcome.words())));
    }

    private static Owner owner(Fields data) {
        return new Owner(data.requiredText("name"), data.text("where"));
    }

    private static WorkerSeen workerId(String id) {
        return new WorkerSeen(new WorkerId(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static WorkerSeen worker(Fields data) {
        return new WorkerSeen(
                new WorkerId(data.requiredText("id")),
                data.word("kind", ClosedWords.KINDS),
                data.text("name"),
                data.text("where"),
                data.text("parent").map(WorkerId::new),
                data.text("command"),
                data.text("session").map(WorkerId::new));
    }

    private static Progress progressOf(Fields data) {
        return new Progress(data.requiredCount("done"), data.requiredCount("total"));
    }

    /** As in {@code 412/913} or {@code 45%}. */
    private static Progress progress(String text) {
        var parts = text.strip().split("\\s*/\\s*", -1);
        try {
            if (parts.length == 2) return new Progress(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            if (text.strip().endsWith("%")) {
                return new Progress(Long.parseLong(text.strip().replace("%", "")), 100);
            }
        } catch (NumberFormatException _) {
            // Falls through to the refusal below, which says what is allowed.
        }
        throw new Invalid("progress", Fields.excerpt(text), "{\"done\":412,\"total\":913}, \"412/913\" or \"45%\"");
    }

    private static List<Link> links(Fields data) {
        var links = data.objects("links");
        if (links.size() > Limits.LABELS) {
            throw new Invalid("links", links.size() + " entries", "at most " + Limits.LABELS);
        }
        return links.stream()
                .map(link -> new Link(link.text("rel").orElse("related"), link.requiredText("href")))
                .toList();
    }

    private static List<String> reasons() {
        return BlockReason.words();
    }
}
