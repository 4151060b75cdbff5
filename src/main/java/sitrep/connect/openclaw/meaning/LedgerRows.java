package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.event.Owner;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * Rows of the gateway's ledger of background work, pushed or asked for. What had ended before we listened is history,
 * and opens nothing.
 */
public final class LedgerRows {
    private static final Set<String> LIVE = Set.of("running", "queued");
    private static final String RESTARTED = "[System] Your previous turn was interrupted";

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final TaskOfRun joining;
    private final RunNews runs;
    private final TurnEnds ends;
    private final ToolCalls calls;
    private final CommandRuns commands;
    private final ScheduledJobs jobs;
    private final ResultDeliveries deliveries;

    LedgerRows(
            GatewayMemory book,
            EventsOfStep chronicle,
            TaskOfRun joining,
            RunNews runs,
            ToolCalls calls,
            CommandRuns commands,
            ScheduledJobs jobs) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = runs;
        this.ends = joining.ends();
        this.calls = calls;
        this.commands = commands;
        this.jobs = jobs;
        this.deliveries = new ResultDeliveries(book, chronicle, runs, ends);
    }

    void pushed(JsonNode payload) {
        var row = payload.path("task");
        if (!row.isObject() || ForeignValue.text(row, "id").isBlank()) {
            chronicle.skip("task", "without a row");
            return;
        }
        if (!ForeignValue.text(payload, "action").equals("deleted")) row(row);
    }

    void row(JsonNode row) {
        switch (ForeignValue.text(row, "runtime")) {
            case "cron" -> jobs.row(row);
            case "subagent", "acp" -> child(row);
            case "cli" -> {
                if (ForeignValue.text(row, "kind").equals("cli")) request(row);
                else command(row);
            }
            default -> chronicle.skip("task", "unknown runtime");
        }
    }

    public static boolean isLive(JsonNode row) {
        return LIVE.contains(ForeignValue.text(row, "status"));
    }

    /** What ended before we listened, unless its result is just on its way to whoever asked for it. */
    private boolean isHistory(JsonNode row) {
        if (isLive(row)) return false;
        var ended = ForeignValue.time(row, "endedAt").or(() -> ForeignValue.time(row, "updatedAt"));
        var way = switch (ForeignValue.text(row, "deliveryStatus")) {
            case "pending" -> Handover.CALLED;
            case "session_queued" -> Handover.PENDING;
            default -> Duration.ZERO;
        };
        return book.listeningSince.isEmpty()
                || ended.map(it -> it.plus(way))
                        .filter(book.listeningSince.get()::isBefore)
                        .isEmpty();
    }

    private Instant created(JsonNode row) {
        return ForeignValue.time(row, "createdAt")
                .or(() -> ForeignValue.time(row, "startedAt"))
                .orElse(chronicle.now());
    }

    private void child(JsonNode row) {
        var run = ForeignValue.text(row, "runId");
        var key = ForeignValue.text(row, "childSessionKey");
        if (run.isBlank() || key.isBlank()) {
            chronicle.skip("task", "a child without run or session");
            return;
        }
        var known = book.turn(run);
        if (known.isEmpty() && isHistory(row)) {
            joining.past().listed(row);
            return;
        }
        var session = book.session(key, chronicle.now());
        var owner = ForeignValue.text(row, "ownerKey", "sessionKey");
        if (session.spawnedBy.isBlank()) session.spawnedBy = owner;
        if (session.label.isBlank())
            session.label = ForeignValue.line(ForeignValue.text(row, "title"), TaskNaming.LONGEST)
                    .orElse("");
        var isOrphan = known.isEmpty() && book.errandOf(owner).isEmpty() && !book.spawned.containsKey(run);
        if (!isOrphan || !waits(row)) adoptChild(row);
    }

    /** Whether a row waits for its requester to be known; the second time it is seen it does not. */
    private boolean waits(JsonNode row) {
        var run = ForeignValue.text(row, "runId");
        if (run.isBlank() || book.orphans.containsKey(run)) return false;
        GatewayMemory.keep(book.orphans, run, new GatewayMemory.Orphan(row, chronicle.now()));
        return true;
    }

    /** Takes in a row, whether its requester is known or not. */
    void adopt(JsonNode row) {
        if (ForeignValue.text(row, "runtime").equals("cli")) command(row);
        else adoptChild(row);
    }

    private void adoptChild(JsonNode row) {
        var run = ForeignValue.text(row, "runId");
        book.orphans.remove(run);
        var session = book.session(ForeignValue.text(row, "childSessionKey"), chronicle.now());
        var begins = ForeignValue.text(row, "status").equals("queued") ? Phase.QUEUED : Phase.STARTING;
        var turn = book.turn(run).orElseGet(() -> joining.child(run, session, begins, created(row), session.label));
        activity(turn, row);
        if (!isLive(row)) ended(turn, row);
        if (!isLive(row)) deliveries.read(turn, row);
        for (var orphan : List.copyOf(book.orphans.values())) {
            if (owner(orphan.row()).equals(session.key)) adopt(orphan.row());
        }
    }

    /** What the ledger last saw a run do, where the run itself does not reach us. */
    private void activity(Turn turn, JsonNode row) {
        if (turn.isWorking() && isLive(row)) {
            var at = ForeignValue.time(row, "updatedAt").orElse(chronicle.now());
            calls.listed(turn, row.path("execution"), at);
            queued(turn, ForeignValue.text(row.path("execution"), "state").equals("queued"), at);
        }
        var last = row.path("execution").path("lastActivityAt").asLong(0);
        if (last <= turn.lastActivity) return;
        turn.lastActivity = last;
        if (!turn.isWorking()) return;
        runs.heard(turn, Instant.ofEpochMilli(last));
        var quiet = Duration.between(turn.newsHeard, chronicle.now()).compareTo(RunNews.BREATH) > 0;
        var text = ForeignValue.text(row, "lastActivity", "progressSummary");
        if (quiet && turn.text.isBlank() && !text.isBlank()) runs.news(turn, text, Instant.ofEpochMilli(last));
    }

    /** A run that waits for another one in its session. Of those behind a full lane the ledger says that they run. */
    private void queued(Turn turn, boolean queued, Instant at) {
        if (queued && turn.dial.phase() == Phase.STARTING && turn.lastTool.isEmpty()) {
            turn.listedQueued = true;
            runs.does(turn, Phase.QUEUED, at);
        } else if (!queued && turn.listedQueued) {
            turn.listedQueued = false;
            if (turn.dial.phase() == Phase.QUEUED) runs.does(turn, Phase.STARTING, at);
        }
    }

    private void ended(Turn turn, JsonNode row) {
        if (turn.ended) {
            var real = outcome(row);
            if (turn.outcome.filter(it -> it == Outcome.LOST).isPresent() && real != Outcome.LOST) {
                ends.found(
                        turn,
                        new TurnEnd(real, ForeignValue.text(row, "error", "terminalSummary"), false, endedAt(row)));
            }
            return;
        }
        var at = endedAt(row);
        var said = ForeignValue.text(row, "error", "terminalSummary");
        var more = said.isBlank() ? ForeignValue.text(row, "progressSummary") : said;
        var text = turn.kind == Turn.Kind.EXEC ? CommandRuns.told(turn.label, more) : more;
        var own = turn.outcome.isPresent() ? turn.text : text;
        if (turn.kind == Turn.Kind.SUBAGENT || turn.kind == Turn.Kind.ACP) deliveries.expect(turn, row);
        if (!turn.over) ends.over(turn, new TurnEnd(outcome(row), own.isBlank() ? turn.text : own, false, at));
        if (turn.isLive() && turn.errand.root.filter(turn::equals).isEmpty()) ends.end(turn, at);
    }

    private Instant endedAt(JsonNode row) {
        return ForeignValue.time(row, "endedAt")
                .or(() -> ForeignValue.time(row, "updatedAt"))
                .orElse(chronicle.now());
    }

    static String owner(JsonNode row) {
        return ForeignValue.text(row, "ownerKey", "sessionKey");
    }

    /** What the gateway calls failed may be lost: it says so only in the state of the execution and in words. */
    static Outcome outcome(JsonNode row) {
        return switch (ForeignValue.text(row, "status")) {
            case "completed", "succeeded" -> Outcome.SUCCEEDED;
            case "cancelled" -> Outcome.CANCELLED;
            case "timed_out" -> Outcome.TIMED_OUT;
            case "lost" -> Outcome.LOST;
            default -> isLost(row) ? Outcome.LOST : Outcome.FAILED;
        };
    }

    /** How a run ended that the gateway itself interrupted, by a restart, is known, though nobody saw it. */
    private static boolean isLost(JsonNode row) {
        var why = ForeignValue.text(row, "error");
        var isInterrupted =
                why.contains("interrupted by") && why.toLowerCase(Locale.ROOT).contains("restart");
        return (ForeignValue.text(row.path("execution"), "state").equals("unknown") && !isInterrupted)
                || why.contains("backing session missing");
    }

    /** A program's request, or the gateway's own to go on after a restart. */
    private void request(JsonNode row) {
        var run = ForeignValue.text(row, "runId");
        var key = ForeignValue.text(row, "childSessionKey", "ownerKey");
        if (run.isBlank() || key.isBlank() || (book.turn(run).isEmpty() && isHistory(row))) return;
        var title = ForeignValue.text(row, "title");
        var session = book.session(key, chronicle.now());
        var turn = book.turn(run).orElseGet(() -> asked(run, title, session, created(row)));
        activity(turn, row);
        if (!isLive(row)) ended(turn, row);
    }

    private Turn asked(String run, String title, Session session, Instant at) {
        if (title.startsWith(RESTARTED) && session.errand.isPresent()) {
            return joining.resumes(run, session, Phase.STARTING, at);
        }
        var errand = runs.openTask(run, session, at, Optional.of(owner(session)));
        errand.byProgram = true;
        errand.named = !title.startsWith(RESTARTED);
        var name = errand.named ? TaskNaming.of(title) : Optional.<String>empty();
        runs.name(errand, session, name.or(() -> Optional.of(session.spoken())), Optional.empty(), at);
        var opening = new RunNews.Opening(Phase.STARTING, at, session.spoken(), "request", Optional.empty());
        return runs.open(run, session, errand, Turn.Kind.MAIN, Optional.empty(), opening);
    }

    private static Owner owner(Session session) {
        return new Owner("agent request", ForeignValue.line(session.spoken(), Limits.NAME));
    }

    /** A command in the background, or other work that a session set going. */
    private void command(JsonNode row) {
        var slug = ForeignValue.text(row, "sourceId");
        if (slug.isBlank()) slug = ForeignValue.text(row, "runId").replaceFirst("^exec:", "");
        var name = slug;
        var began = created(row);
        var known = book.turn(CommandRuns.named(slug)).filter(turn -> !CommandRuns.isAfter(turn, began));
        if (slug.isBlank() || (known.isEmpty() && (isHistory(row) || isLongUnseen(row)))) return;
        var owner = book.session(owner(row), chronicle.now());
        var title = ForeignValue.text(row, "title");
        if (known.isEmpty() && (owner.turn.isEmpty() ? waits(row) : holds(owner, row))) return;
        book.orphans.remove(ForeignValue.text(row, "runId"));
        var above = known.isPresent() ? known : owner.turn.or(() -> waited(owner, row, began));
        if (above.isEmpty()) return;
        var turn = known.orElseGet(() -> commands.moved(above.get(), title, began)
                .map(moved -> {
                    commands.bind(name, moved);
                    return moved;
                })
                .orElseGet(() -> commands.background(name, above.get(), title, began)));
        turn.background = true;
        if (isLive(row)) alive(turn, row);
        else ended(turn, row);
    }

    /**
     * Whether a row of a command waits for the answer of the tool that runs it: that comes at once, and says which of
     * several that look the same it is. The newest row counts.
     */
    private boolean holds(Session owner, JsonNode row) {
        var run = ForeignValue.text(row, "runId");
        var since = Optional.ofNullable(book.orphans.get(run))
                .map(GatewayMemory.Orphan::heard)
                .orElse(chronicle.now());
        var isPast = Duration.between(since, chronicle.now()).compareTo(OrphanRuns.PATIENCE) >= 0;
        if (isPast || !commands.isAboutToSay(owner)) return false;
        GatewayMemory.keep(book.orphans, run, new GatewayMemory.Orphan(row, since));
        return true;
    }

    /** A command whose session we know nothing else of: it is a task of its own. */
    private Optional<Turn> waited(Session owner, JsonNode row, Instant at) {
        if (!isLive(row)) return Optional.empty();
        var run = ForeignValue.text(row, "runId");
        var errand = runs.openTask(run + "@" + at.toEpochMilli(), owner, at, Optional.empty());
        runs.name(
                errand,
                owner,
                ForeignValue.line(ForeignValue.text(row, "title"), TaskNaming.LONGEST),
                Optional.empty(),
                at);
        var root = new RunNews.Opening(
                ShellMeaning.phaseOf(ForeignValue.text(row, "title")),
                at,
                ForeignValue.line(ForeignValue.text(row, "title"), TaskNaming.LONGEST)
                        .orElse(run),
                "",
                Optional.of(runs.process(run, ForeignValue.text(row, "sourceId"), owner)));
        var turn = runs.open(run, owner, errand, Turn.Kind.EXEC, Optional.empty(), root);
        return Optional.of(turn);
    }

    /**
     * A command that the gateway lists as running without seeing anything of it. It says so for the first moment of
     * each, and for ever of those that were running when it was killed.
     */
    private static boolean isUnseen(JsonNode row) {
        return isLive(row) && ForeignValue.text(row.path("execution"), "state").equals("unknown");
    }

    private boolean isLongUnseen(JsonNode row) {
        return isUnseen(row) && Duration.between(created(row), chronicle.now()).compareTo(GatewayRestarts.PATIENCE) > 0;
    }

    private void alive(Turn turn, JsonNode row) {
        if (isUnseen(row)) {
            ends.doubt(turn, GatewayRestarts.UNSEEN);
            return;
        }
        var last = row.path("execution").path("lastActivityAt").asLong(0);
        if (last > turn.lastActivity) turn.lastActivity = last;
        if (ForeignValue.text(row.path("execution"), "state").equals("running")) {
            runs.heard(turn, last > 0 ? Instant.ofEpochMilli(last) : chronicle.now());
        }
    }
}
