package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.ObservedTask;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.connect.openclaw.words.AskedAgain;
import sitrep.core.event.Owner;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * Which task a run serves. The gateway has no word for a task, so it follows from who asked: a message that somebody
 * typed opens one, unless work in that session goes on, which it then steers; a schedule's start and a program's
 * request open one each; whatever these start belongs to them.
 */
final class TaskOfRun {
    /** How the runs begin that tell the result of a child. */
    static final String ANNOUNCE = "announce:";

    /** How those of them begin that tell of one child. */
    static final String ONE_BY_ONE = ANNOUNCE + "v1:";

    private static final Pattern CRON = Pattern.compile(":cron:([^:]+)(?::run:.+)?$");

    private final GatewayMemory book;
    private final RunNews runs;
    private final TurnEnds ends;
    private final PastChildren past;

    TaskOfRun(GatewayMemory book, RunNews runs, TurnEnds ends) {
        this.book = book;
        this.runs = runs;
        this.ends = ends;
        this.past = new PastChildren(book, runs, ends);
    }

    /** The run of that id in that session, made known if it is new. */
    Turn turn(String run, String sessionKey, String spawnedBy, Phase phase, Instant at) {
        var known = book.turn(run);
        if (known.isPresent()) return known.get();
        var session = book.session(sessionKey, runs.now());
        if (!spawnedBy.isBlank()) session.spawnedBy = spawnedBy;
        if (run.startsWith(ANNOUNCE)) return report(run, session, at);
        if (session.isCron()) return scheduled(run, session, phase, at);
        if (session.isSubagent() || session.isAcp() || !session.spawnedBy.isBlank()) {
            return child(run, session, phase, at, "");
        }
        return typed(run, session, phase, at);
    }

    /** A turn in which a session takes up what a child of it found, and tells it. */
    private Turn report(String run, Session session, Instant at) {
        var errand = served(run)
                .or(() -> session.errand.filter(asked -> past.isOf(asked, run)))
                .orElseGet(() -> task(run, session, at));
        if (isInterrupted(session)) giveUp(errand, session, at);
        var waiting = waiting(errand, session);
        waiting.ifPresent(turn -> runs.unblock(turn, "children", "they have ended", at));
        var opening = RunNews.Opening.of(Phase.SUMMARIZING, at, "report");
        var report = runs.open(run, session, errand, Turn.Kind.REPORT, waiting, opening);
        past.recall(report);
        return report;
    }

    /** Whether a turn tells of one child of which nothing is known. */
    boolean isOfUnknown(Turn report) {
        var run = report.id.text();
        return run.startsWith(ONE_BY_ONE) && served(run).isEmpty();
    }

    /** Whether a task is over, and a result that this turn is to take up is what it came to. */
    boolean reopens(ObservedTask errand, String run) {
        return errand.isSettled()
                && !errand.reported
                && served(run).filter(errand::equals).isPresent();
    }

    /** The task of the child that an announcement names. */
    private Optional<ObservedTask> served(String run) {
        return book.turns.entrySet().stream()
                .filter(entry -> entry.getValue().kind != Turn.Kind.REPORT && run.contains(entry.getKey()))
                .map(entry -> entry.getValue().errand)
                .findFirst();
    }

    /** The run of a session whose turn is over while it waits. */
    private static Optional<Turn> waiting(ObservedTask errand, Session session) {
        return errand.turns.values().stream()
                .filter(turn -> turn.isLive() && turn.session.equals(session.key) && turn.kind != Turn.Kind.EXEC)
                .findFirst()
                .or(() -> errand.root.filter(Turn::isLive));
    }

    private Turn scheduled(String run, Session session, Phase phase, Instant at) {
        var fire = session.errand.or(() -> fire(session.key));
        if (fire.isPresent()) {
            var errand = fire.get();
            session.errand = fire;
            var root = errand.root.filter(Turn::isWorking);
            if (root.isPresent()) {
                book.add(run, root.get());
                session.turn = root;
                root.get().session = session.key;
                return root.get();
            }
            return runs.open(
                    run,
                    session,
                    errand,
                    Turn.Kind.CRON,
                    errand.root.filter(Turn::isLive),
                    opening(phase, at, session));
        }
        var errand = runs.openTask(run, session, at, Optional.of(new Owner("schedule", Optional.empty())));
        errand.byProgram = true;
        runs.name(errand, session, ForeignValue.line(session.spoken(), TaskNaming.LONGEST), Optional.empty(), at);
        return runs.open(run, session, errand, Turn.Kind.CRON, Optional.empty(), opening(phase, at, session));
    }

    private static RunNews.Opening opening(Phase phase, Instant at, Session session) {
        return RunNews.Opening.of(phase, at, session.spoken());
    }

    /** The newest start of the job that a session belongs to. */
    private Optional<ObservedTask> fire(String key) {
        var job = CRON.matcher(key);
        if (!job.find()) return Optional.empty();
        return book.errands.values().stream()
                .filter(errand -> errand.id.text().startsWith("cron:" + job.group(1) + ":"))
                .reduce((_, newer) -> newer)
                .filter(errand -> !errand.isSettled());
    }

    /** A run that another one started. */
    Turn child(String run, Session session, Phase phase, Instant at, String label) {
        var asked = Optional.ofNullable(book.spawned.get(run));
        var parent = asked.or(() -> parent(session.spawnedBy));
        var errand = parent.map(turn -> turn.errand)
                .or(() -> session.errand)
                .or(() -> book.errandOf(session.spawnedBy))
                .orElseGet(() -> orphan(run, session, at));
        if (isInterrupted(session)) giveUp(errand, session, at);
        // It was awaited by its session as long as no run of it was known.
        errand.handovers.remove(session.key);
        if (!label.isBlank() && session.label.isBlank()) session.label = label;
        var kind = session.isAcp() ? Turn.Kind.ACP : Turn.Kind.SUBAGENT;
        var slot = label.isBlank() ? session.label : label;
        var begins = session.queued ? Phase.QUEUED : phase;
        var above = parent.filter(Turn::isLive).or(() -> errand.root.filter(Turn::isLive));
        return runs.open(
                run,
                session,
                errand,
                kind,
                above,
                new RunNews.Opening(begins, at, session.spoken(), slot, Optional.empty()));
    }

    private Optional<Turn> parent(String session) {
        return Optional.ofNullable(book.sessions.get(session)).flatMap(it -> it.turn);
    }

    /** A turn that somebody's message began. */
    private Turn typed(String run, Session session, Phase phase, Instant at) {
        var again = AskedAgain.task(run).flatMap(task -> Optional.ofNullable(book.errands.get(task)));
        if (again.isPresent() && again.get().isSettled()) {
            return runs.open(run, session, again.get(), Turn.Kind.MAIN, Optional.empty(), root(phase, at, session));
        }
        if (isInterrupted(session)) return resumes(run, session, phase, at);
        var taken = session.turn.filter(turn -> turn.waiting && turn.dealtWith && turn.isWorking());
        if (taken.isPresent()) return takesUp(run, taken.get());
        var steered = session.errand.filter(errand -> steers(errand));
        if (steered.isPresent()) {
            var root = steered.get().root.filter(Turn::isLive);
            return runs.open(
                    run,
                    session,
                    steered.get(),
                    Turn.Kind.MAIN,
                    root,
                    RunNews.Opening.of(phase, at, session.said.isBlank() ? "turn" : session.said));
        }
        var errand = task(run, session, at);
        return runs.open(run, session, errand, Turn.Kind.MAIN, Optional.empty(), root(phase, at, session));
    }

    /** Whether the gateway was started anew while a turn of this session went on. */
    static boolean isInterrupted(Session session) {
        return session.turn.filter(turn -> turn.interrupted.isPresent()).isPresent();
    }

    /** A session goes on with another run after its gateway was started anew: that is the next attempt. */
    Turn resumes(String run, Session session, Phase phase, Instant at) {
        var errand = session.errand.orElseThrow();
        giveUp(errand, session, at);
        var opening = new RunNews.Opening(phase, at, "after the restart", "request", Optional.empty());
        return runs.open(run, session, errand, Turn.Kind.MAIN, Optional.empty(), opening);
    }

    private void giveUp(ObservedTask errand, Session session, Instant at) {
        for (var turn : List.copyOf(errand.turns.values())) {
            if (turn.isWorking() && turn.session.equals(session.key) && turn.kind != Turn.Kind.EXEC) {
                ends.over(turn, new TurnEnd(Outcome.LOST, GatewayRestarts.WHY, false, at));
            }
        }
    }

    /** What somebody asked for while something else went on is taken up by a turn that goes by another id. */
    private Turn takesUp(String run, Turn asked) {
        asked.waiting = false;
        asked.dealtWith = false;
        asked.rumour = Optional.empty();
        book.add(run, asked);
        return asked;
    }

    private static RunNews.Opening root(Phase phase, Instant at, Session session) {
        return new RunNews.Opening(phase, at, session.spoken(), "request", Optional.empty());
    }

    /** Whether a message in its session is about this task: only while it is neither settled nor answered. */
    static boolean steers(ObservedTask errand) {
        return !errand.byProgram && !errand.isSettled() && !errand.isAnswered();
    }

    /** The task of a child whose requester is known by its session only: that is where the result is to be told. */
    private ObservedTask orphan(String run, Session session, Instant at) {
        if (session.spawnedBy.isBlank()) return task(run, session, at);
        var requester = book.session(session.spawnedBy, runs.now());
        var errand = runs.openTask(run, requester, at, Optional.empty());
        errand.owner = Optional.of(TaskNaming.owner(requester));
        runs.name(errand, session, ForeignValue.line(session.spoken(), TaskNaming.LONGEST), Optional.empty(), at);
        return errand;
    }

    private ObservedTask task(String run, Session session, Instant at) {
        var errand = runs.openTask(run, session, at, Optional.empty());
        runs.name(errand, session, ForeignValue.line(session.spoken(), TaskNaming.LONGEST), Optional.empty(), at);
        return errand;
    }

    /** A heartbeat's turn that does something after all. */
    Turn heartbeat(String run, GatewayMemory.Hush hush, Instant at) {
        var session = book.session(hush.session(), runs.now());
        var untold = untold(session);
        if (untold.isPresent()) {
            return runs.open(
                    run,
                    session,
                    untold.get(),
                    Turn.Kind.REPORT,
                    Optional.empty(),
                    RunNews.Opening.of(Phase.SUMMARIZING, hush.since(), "report"));
        }
        var owner = new Owner("schedule", Optional.of("heartbeat"));
        var errand = runs.openTask(run, session, hush.since(), Optional.of(owner));
        errand.byProgram = true;
        runs.name(errand, session, Optional.of("Heartbeat of " + session.agent()), Optional.empty(), hush.since());
        return runs.open(
                run, session, errand, Turn.Kind.MAIN, Optional.empty(), root(Phase.STARTING, hush.since(), session));
    }

    /** Whether a heartbeat begins in a session on account of a command that has just ended there, to tell of it. */
    boolean isToldBy(GatewayMemory.Hush heartbeat) {
        return untold(book.session(heartbeat.session(), runs.now())).stream()
                .flatMap(errand -> errand.turns.values().stream())
                .filter(turn -> turn.kind == Turn.Kind.EXEC && turn.background)
                .flatMap(turn -> turn.endedAt.stream())
                .anyMatch(ended -> ended.plus(Handover.CALLED).isAfter(heartbeat.since()));
    }

    /** Whether a command of what was asked for in a session has ended, and nobody was told. */
    boolean isUntold(Session session) {
        return untold(session).isPresent();
    }

    /** What was asked for in a session and is over with a command of it, of which nobody was told: the last to end. */
    private Optional<ObservedTask> untold(Session session) {
        return book.errands.values().stream()
                .filter(errand -> errand.session.equals(session.key) && errand.isUntold())
                .max(Comparator.comparing(errand -> errand.commandEnded().orElse(Instant.MIN)));
    }

    PastChildren past() {
        return past;
    }

    TurnEnds ends() {
        return ends;
    }

    RunNews runs() {
        return runs;
    }
}
