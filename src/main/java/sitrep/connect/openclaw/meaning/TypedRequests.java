package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.connect.openclaw.memory.ObservedTask;
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
 * What people type into sessions. A message opens a task, unless it steers work that goes on, or is a command that the
 * gateway carries out itself. The turn that takes it up may be known before the message is, may go by another id where
 * the message had to wait, and may never come.
 */
final class TypedRequests {
    private static final String TYPED = ":user";

    /** As in {@code /status} or {@code /model@office mock-1}; paths have more slashes. */
    private static final Pattern COMMAND = Pattern.compile("(?s)/[A-Za-z][\\w-]*(@\\w+)?:?(\\s.*)?");

    /** The commands that hand on to the work what comes behind them. */
    private static final Pattern STEERING = Pattern.compile("(?s)/(?:steer|tell)\\s+(.+)");

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final TaskOfRun joining;
    private final RunNews runs;
    private final TurnEnds ends;

    TypedRequests(GatewayMemory book, EventsOfStep chronicle, TaskOfRun joining, RunNews runs) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = runs;
        this.ends = joining.ends();
    }

    /** The run that a typed message began, by the key with which it was sent. */
    static String run(JsonNode message) {
        var key = ForeignValue.text(message, "idempotencyKey");
        if (key.isBlank()) key = ForeignValue.text(message.path("__openclaw"), "idempotencyKey");
        return key.endsWith(TYPED) ? key.substring(0, key.length() - TYPED.length()) : "";
    }

    static boolean isTyped(JsonNode message) {
        var kind = ForeignValue.text(message.path("provenance"), "kind");
        return ForeignValue.text(message, "role").equals("user")
                && !kind.startsWith("internal")
                && !kind.startsWith("inter");
    }

    static boolean isCommand(JsonNode message) {
        return COMMAND.matcher(TaskNaming.asked(text(message))).matches();
    }

    private static String text(JsonNode message) {
        return ForeignValue.content(message.path("content"));
    }

    void typed(String key, JsonNode message) {
        var session = book.session(key, chronicle.now());
        var run = run(message);
        if (session.isMadeByProgram() || !isTyped(message) || run.isBlank() || book.hushed.containsKey(run)) return;
        var at = ForeignValue.time(message, "timestamp").orElse(chronicle.now());
        var known = book.turn(run);
        if (known.isPresent()) {
            again(known.get(), session, message, at);
        } else if (isCommand(message)) {
            command(run, session, message, at);
        } else {
            session.said = TaskNaming.of(text(message)).orElse("");
            asked(run, session, message, at);
        }
    }

    /** The words of a request whose turn is known already. */
    private void again(Turn turn, Session session, JsonNode message, Instant at) {
        var isRoot = turn.errand.root.filter(turn::equals).isPresent();
        if (isRoot) ask(turn.errand, session, message, at);
        else if (!isCommand(message)) steer(turn.errand, text(message), reached(message, at));
    }

    private void command(String run, Session session, JsonNode message, Instant at) {
        var steering = STEERING.matcher(TaskNaming.asked(text(message)));
        var steered = session.errand.filter(TaskOfRun::steers);
        if (steering.matches() && steered.isPresent()) steer(steered.get(), steering.group(1), reached(message, at));
        else GatewayMemory.keep(book.commands, run, new GatewayMemory.Command(session.key, message));
    }

    /** A turn has begun that may be that of a message which looked like a command. */
    void begun(String run, Turn turn) {
        var command = book.commands.remove(run);
        if (command == null) return;
        var at = ForeignValue.time(command.message(), "timestamp").orElse(turn.opened);
        ask(turn.errand, book.session(command.session(), chronicle.now()), command.message(), at);
    }

    private void asked(String run, Session session, JsonNode message, Instant at) {
        var steered = session.errand.filter(TaskOfRun::steers);
        if (steered.isEmpty()) {
            open(run, session, message, at);
        } else if (isTakenUp(steered.get(), at)) {
            ask(steered.get(), session, message, at);
        } else {
            steer(steered.get(), text(message), reached(message, at));
        }
    }

    /** Whether work that nobody knows the words of began when this had been typed: these are its words. */
    private static boolean isTakenUp(ObservedTask errand, Instant typed) {
        return !errand.named
                && errand.root.filter(root -> !typed.isAfter(root.opened)).isPresent();
    }

    private void open(String run, Session session, JsonNode message, Instant at) {
        var turn = joining.turn(run, session.key, "", Phase.QUEUED, at);
        turn.waiting = true;
        ask(turn.errand, session, message, at);
        Optional.ofNullable(book.chatted.remove(run)).ifPresent(said -> chat(turn, said));
        session.deleted.filter(deleted -> !deleted.isBefore(at)).ifPresent(deleted -> ends.deleted(turn, deleted));
    }

    /** What a task is: the words in which it was asked for. */
    void ask(ObservedTask errand, Session session, JsonNode message, Instant at) {
        if (errand.named) return;
        errand.named = true;
        errand.owner = Optional.of(owner(session, message, errand));
        var asked = TaskNaming.asked(text(message));
        if (!asked.isBlank() && asked.length() <= Grip.LONGEST) errand.request = Optional.of(asked);
        var name = TaskNaming.of(text(message));
        var goal = name.filter(asked::equals).isPresent() ? Optional.<String>empty() : ForeignValue.summary(asked);
        runs.name(errand, session, name, goal.or(() -> name), at);
    }

    private static Owner owner(Session session, JsonNode message, ObservedTask errand) {
        var sender = ForeignValue.text(message, "senderLabel", "senderName");
        if (sender.isBlank()) sender = ForeignValue.text(message.path("sender"), "name", "id");
        var usual = errand.owner.orElseGet(() -> TaskNaming.owner(session));
        var said = ForeignValue.line(sender, Limits.NAME).filter(name -> !name.equals(usual.name()));
        errand.isOwnerSaid |= said.isPresent();
        var isChannel = usual.name().startsWith("#");
        var place = isChannel
                ? ForeignValue.line(usual.where().orElse("") + " " + usual.name(), Limits.NAME)
                : usual.where();
        return said.map(name -> new Owner(name, place)).orElse(usual);
    }

    /** When a message that steers reached the work: that may be long after it was typed. */
    private static Instant reached(JsonNode message, Instant typed) {
        return ForeignValue.time(message.path("__openclaw"), "recordTimestampMs")
                .filter(typed::isBefore)
                .orElse(typed);
    }

    void steer(ObservedTask errand, String text, Instant at) {
        TaskNaming.of(text)
                .ifPresent(line -> errand.root.ifPresent(root -> runs.news(root, "Asked meanwhile: " + line, at)));
    }

    /** The chat's end comes with the run's own, and counts when that was lost. It may come before the request. */
    void chat(JsonNode payload) {
        var run = ForeignValue.text(payload, "runId");
        var turn = book.turn(run);
        switch (ForeignValue.text(payload, "state")) {
            case "final", "error", "aborted" -> {
                if (turn.isPresent()) chat(turn.get(), payload);
                else if (!run.isBlank()) GatewayMemory.keep(book.chatted, run, payload);
            }
            default -> turn.filter(Turn::isWorking).ifPresent(it -> runs.heard(it, chronicle.now()));
        }
    }

    private void chat(Turn turn, JsonNode payload) {
        var now = chronicle.now();
        var why = ForeignValue.text(payload, "errorMessage");
        var isError = ForeignValue.text(payload, "state").equals("error");
        if (isError && !why.isBlank()) ends.shown(turn, now);
        if (!turn.isWorking()) return;
        var text = ForeignValue.content(payload.path("message").path("content"));
        if (isError) ends.rumour(turn, Outcome.FAILED, why, false, now);
        else if (ForeignValue.text(payload, "state").equals("aborted"))
            ends.rumour(turn, Outcome.CANCELLED, "", false, now);
        else if (isBare(payload)) dealtWith(turn);
        else ends.rumour(turn, Outcome.SUCCEEDED, text, !text.isBlank(), now);
    }

    /** Such an end answers nothing: it only says that the request is dealt with. */
    private static boolean isBare(JsonNode payload) {
        return !payload.path("message").isObject()
                && ForeignValue.text(payload, "stopReason").isBlank();
    }

    private void dealtWith(Turn turn) {
        turn.dealtWith = true;
        var isTakenUp = turn.waiting
                && turn.errand.turns.values().stream()
                        .anyMatch(other -> other != turn && other.session.equals(turn.session));
        if (isTakenUp) ends.over(turn, new TurnEnd(Outcome.SUCCEEDED, "", false, chronicle.now()));
        else dropped(turn, book.session(turn.session, chronicle.now()));
    }

    /** What was asked for is dealt with, did not begin, and nothing runs in its session any more: it never will. */
    void dropped(Turn turn, Session session) {
        if (!turn.dealtWith || !turn.isWorking() || !turn.dial.isOnlyStarting()) return;
        session.idle
                .filter(idle -> !idle.isBefore(turn.opened))
                .ifPresent(idle -> ends.rumour(turn, Outcome.CANCELLED, "", false, idle));
    }
}
