package sitrep.connect.hooks.meaning;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;

/** Waits for a person: what is asked, and when it is over. */
final class Waits {
    /** What a turn waits for when its session says no more than that it waits. */
    private static final String UNSAID = "ask/unsaid";

    private Waits() {}

    /**
     * A person is asked about a call. Which call that is, the hook need not say: it is the newest like it that nobody
     * was asked about. If all like it are over, the hook came late.
     */
    static void asked(Telling telling, Turn turn, ToolCall call) {
        var about = call.id().filter(turn.open::containsKey).or(() -> turn.unasked(call.likeness()));
        if (about.isEmpty()
                && (turn.isOver(call.likeness())
                        || call.id().filter(turn::isOver).isPresent()
                        || turn.isAskedAbout(call.likeness()))) return;
        var name = "ask/" + about.orElse(call.likeness());
        if (turn.asked.containsKey(name) || turn.isOver(name)) return;
        if (about.filter(turn::isAsked).isPresent()) return;
        block(telling, turn, name, new Turn.Asked(about, Optional.of(call.likeness()), telling.at()), call.asks());
    }

    /**
     * Something to which the agent gave an id holds a turn up. A call that asks by itself is asked about already. What
     * is over by that id, or of a call or a turn that is over, came late.
     */
    static void held(Telling telling, Turn turn, Signal.Held held) {
        var session = telling.session;
        var isLate = session.isFreed(held.id(), telling.at())
                || held.call().filter(turn::isOver).isPresent();
        if (isLate || (turn.ended && !turn.guessed) || session.hold(held.id()).isPresent()) return;
        var known = held.call().flatMap(turn::askedAbout);
        var name = known.orElse("held/" + held.id());
        session.held(held.id(), name);
        if (turn.asked.containsKey(name)) return;
        turn.goesOn(telling.at());
        turn.asked.put(name, new Turn.Asked(held.call(), Optional.empty(), telling.at()));
        telling.say(turn, name + "/" + turn.times(name), holding(telling, turn, name, held));
    }

    private static Fact.RunBlocked holding(Telling telling, Turn turn, String name, Signal.Held held) {
        var asking = asking(telling, turn, name, held.asks());
        var isTheirs = held.asks().reason() == BlockReason.EXTERNAL_API;
        return new Fact.RunBlocked(
                asking.run(),
                asking.block(),
                asking.reason(),
                asking.text(),
                isTheirs ? Optional.of("its provider") : asking.waitingOn(),
                asking.action(),
                Optional.empty(),
                held.until().map(Awaited.OfTime::new),
                asking.options());
    }

    /** That is over. */
    static void freed(Telling telling, String id, String how) {
        var name = telling.session.hold(id);
        telling.session.freed(id);
        if (name.isEmpty()) return;
        for (var turn : telling.session.unended()) {
            if (turn.asked.containsKey(name.get())) close(telling, turn, name.get(), telling.at(), how);
        }
    }

    /** All that goes by ids that start like this is over. */
    static void freedAlike(Telling telling, String start, String how) {
        telling.session.freedAlike(start, telling.at());
        for (var turn : telling.session.unended()) {
            var names = turn.asked.keySet().stream()
                    .filter(name -> name.startsWith("held/" + start))
                    .toList();
            names.forEach(name -> close(telling, turn, name, telling.at(), how));
        }
    }

    /** A person is asked something that is no call's. */
    static void inquired(Telling telling, Turn turn, Signal.Inquired inquiry) {
        var name = "inquiry/" + inquiry.id();
        if (turn.asked.containsKey(name)) return;
        block(
                telling,
                turn,
                name,
                new Turn.Asked(Optional.empty(), Optional.empty(), telling.at()),
                new ToolCall.Asking(inquiry.reason(), inquiry.text(), List.of()));
    }

    /** However the inquiries of a session go by, an answer to one is an answer to what is open. */
    static void inquiryOver(Telling telling) {
        for (var turn : telling.session.unended()) {
            var open = turn.asked.keySet().stream()
                    .filter(name -> name.startsWith("inquiry/"))
                    .toList();
            open.forEach(name -> close(telling, turn, name, telling.at(), "answered"));
        }
    }

    /**
     * It is said that a person is waited for, and not for what. What is known already needs no reminder; else it is
     * about the newest call that nobody was asked about.
     *
     * @param otherwise what to say where no such call is known; nothing if all calls of the session are
     * @param again whether it may be about what was answered before
     */
    static void reminded(Telling telling, Optional<Turn> teller, Optional<ToolCall.Asking> otherwise, boolean again) {
        var turns = telling.session.unended();
        if (turns.stream().anyMatch(turn -> !turn.asked.isEmpty())) return;
        for (var turn : turns.reversed()) {
            var call = turn.open.entrySet().stream()
                    .filter(made -> again || !turn.isOver("ask/" + made.getKey()))
                    .reduce((_, newer) -> newer);
            if (call.isEmpty()) continue;
            var made = call.get().getValue().call();
            var about = new Turn.Asked(Optional.of(call.get().getKey()), Optional.of(made.likeness()), telling.at());
            block(telling, turn, "ask/" + call.get().getKey(), about, made.asks());
            return;
        }
        teller.ifPresent(turn -> otherwise.ifPresent(asking -> {
            if (turn.ended) return;
            var about = new Turn.Asked(Optional.empty(), Optional.empty(), telling.at());
            block(telling, telling.open(turn), UNSAID, about, asking);
        }));
    }

    /** What a session that says only for what sort of thing it waits is asked about. */
    static ToolCall.Asking unsaid(String waitsFor) {
        var isLeave = waitsFor.toLowerCase(Locale.ROOT).contains("permission");
        var reason = isLeave ? BlockReason.APPROVAL : BlockReason.USER_INPUT;
        return new ToolCall.Asking(reason, "It waits for its user: " + waitsFor, List.of());
    }

    private static void block(Telling telling, Turn turn, String name, Turn.Asked about, ToolCall.Asking asking) {
        turn.asked.put(name, about);
        telling.say(turn, name + "/" + turn.times(name), asking(telling, turn, name, asking));
    }

    private static Fact.RunBlocked asking(Telling telling, Turn turn, String name, ToolCall.Asking asking) {
        return new Fact.RunBlocked(
                turn.run(),
                new BlockId(name),
                asking.reason(),
                Optional.of(asking.text()),
                telling.session.about.user(),
                Optional.of(where(telling, asking.reason())),
                Optional.empty(),
                Optional.empty(),
                asking.options());
    }

    /** What somebody has to do, and where. */
    static Action where(Telling telling, BlockReason reason) {
        var what = switch (reason) {
            case APPROVAL -> "Approve or deny it in ";
            case USER_INPUT -> "Answer it in ";
            case CONFIRMATION -> "Confirm or decline it in ";
            case AUTH -> "Sign in, in ";
            case SUBAGENT, EXTERNAL_API, SUSPECTED_STALL -> "Look at it in ";
        };
        return new Action(what + telling.place(), telling.session.about.user(), Optional.empty(), Optional.empty());
    }

    /**
     * A call is over, and with it the wait for leave to make it.
     *
     * @param id by which it goes
     */
    static void over(Telling telling, Turn turn, ToolCall call, String id, String how) {
        turn.waits(call, id).forEach(name -> close(telling, turn, name, telling.at(), how));
        if (turn.asked.containsKey(UNSAID)) close(telling, turn, UNSAID, telling.at(), how);
    }

    /** Somebody has answered what was asked before that time: the session says that it works again. */
    static void answered(Telling telling, Instant since) {
        for (var turn : telling.session.unended()) {
            var answered = turn.asked.entrySet().stream()
                    .filter(each -> each.getValue().since().isBefore(since))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            answered.forEach(name -> close(telling, turn, name, since, "answered where it runs"));
        }
    }

    /** Nothing is asked of anybody any more. */
    static void allOver(Telling telling, Turn turn, String how) {
        List.copyOf(turn.asked.keySet()).forEach(name -> close(telling, turn, name, telling.at(), how));
    }

    private static void close(Telling telling, Turn turn, String name, Instant at, String how) {
        turn.asked.remove(name);
        var said = Optional.of(how.length() > Limits.TEXT ? how.substring(0, Limits.TEXT) : how);
        telling.say(
                turn,
                name + "/" + turn.times(name) + "/over",
                at,
                new Fact.RunUnblocked(turn.run(), new BlockId(name), said));
        turn.again(name);
    }
}
