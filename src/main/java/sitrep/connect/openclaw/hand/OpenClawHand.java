package sitrep.connect.openclaw.hand;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.core.act.Act;
import sitrep.core.act.Hand;
import sitrep.core.act.Target;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.source.Acting;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Verb;

/** Acts at one gateway: what each verb is there, and for which runs there is a method behind it. */
public final class OpenClawHand implements Hand {
    /** Most acts of which the answer is remembered, for whoever gives the same one again. */
    private static final int REMEMBERED = 500;

    /** A wait of which only the ledger tells: it has no id of its own. */
    private static final String LISTED = "listed";

    private static final Pattern START = Pattern.compile("cron:([^:]+):\\d+");

    private final String source;
    private final Grips grips;
    private final ActingLine line;
    private final Approvals approvals;
    private final Questions questions;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Map<ActId, Optional<Answer>> done = new LinkedHashMap<>();

    /**
     * @param source the source of the gateway's events
     * @param later runs what it is given after a short while
     */
    OpenClawHand(String source, Grips grips, ActingLine line, Executor later) {
        this.source = source;
        this.grips = grips;
        this.line = line;
        this.approvals = new Approvals(line);
        this.questions = new Questions(line, later);
        this.sessions = new Sessions(line);
        this.ledger = new Ledger(line);
    }

    @Override
    public Set<Verb> verbs(Target target) {
        if (!target.source().equals(source) || line.level() == Acting.Level.OFF) return Set.of();
        var grip = target.run().flatMap(grips::of);
        if (grip.isEmpty()) return Set.of();
        if (target.block().isPresent()) return ofBlock(target.block().get(), target);
        return target.isLive() ? ofLive(grip.get()) : ofOver(grip.get());
    }

    private Set<Verb> ofBlock(BlockId block, Target target) {
        var reason = target.reason();
        var isDecision = reason.filter(it -> it == BlockReason.APPROVAL || it == BlockReason.CONFIRMATION)
                .isPresent();
        if (isDecision && !block.text().equals(LISTED)) {
            var verbs = EnumSet.noneOf(Verb.class);
            var decisions = approvals.decisions(block.text(), target.task());
            for (var verb : Set.of(Verb.APPROVE, Verb.APPROVE_ALWAYS, Verb.DENY)) {
                if (decisions.contains(Approvals.decision(verb))) verbs.add(verb);
            }
            return verbs;
        }
        return reason.filter(it -> it == BlockReason.USER_INPUT).isPresent() ? Set.of(Verb.ANSWER) : Set.of();
    }

    private Set<Verb> ofLive(Grip grip) {
        return switch (grip.kind()) {
            case MAIN, REPORT -> ofTurn(grip);
            case SUBAGENT -> EnumSet.of(Verb.STEER, Verb.CANCEL);
            case ACP, CRON -> EnumSet.of(Verb.CANCEL);
            case EXEC -> grip.listed().isEmpty() ? Set.of() : EnumSet.of(Verb.CANCEL);
        };
    }

    private Set<Verb> ofTurn(Grip grip) {
        var verbs = EnumSet.of(Verb.STEER);
        if (grip.isWorking() && sessions.mayStop(grip.run())) verbs.add(Verb.STOP);
        return verbs;
    }

    private Set<Verb> ofOver(Grip grip) {
        return switch (grip.kind()) {
            case MAIN ->
                grip.request().isPresent()
                                && grip.outcome()
                                        .filter(it -> it != Outcome.SUCCEEDED)
                                        .isPresent()
                        ? EnumSet.of(Verb.RETRY)
                        : Set.of();
            case CRON ->
                job(grip).isPresent() && line.level() == Acting.Level.ADMIN ? EnumSet.of(Verb.RETRY) : Set.of();
            case SUBAGENT, ACP -> grip.isUndelivered() ? EnumSet.of(Verb.RESEND) : Set.of();
            case REPORT, EXEC -> Set.of();
        };
    }

    private static Optional<String> job(Grip grip) {
        var start = START.matcher(grip.task().text());
        return start.matches() ? Optional.of(start.group(1)) : Optional.empty();
    }

    @Override
    public Optional<String> does(Verb verb, Target target) {
        var grip = target.run().flatMap(grips::of);
        return switch (verb) {
            case STEER -> grip.map(it -> "Says something in the session " + it.session());
            case STOP -> grip.map(it -> "Aborts the turn in the session " + it.session());
            case RETRY ->
                grip.map(it -> it.kind() == sitrep.connect.openclaw.memory.Turn.Kind.CRON
                        ? "Has the job run now, as a task of its own"
                        : "Asks for the same once more in the session " + it.session());
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER, CANCEL, RESEND -> Optional.empty();
        };
    }

    @Override
    public void act(Act act, Consumer<Answer> told) {
        var before = begin(act.id());
        if (before.isPresent()) {
            told.accept(before.get());
            return;
        }
        var target = act.target();
        var grip = target.run().flatMap(grips::of);
        Consumer<Answer> keeping = answer -> {
            keep(act.id(), answer);
            told.accept(answer);
        };
        if (grip.isEmpty() || !verbs(target).contains(act.verb())) {
            keeping.accept(new Answer.Refused("the gateway does not offer that now"));
            return;
        }
        act(act, grip.get(), keeping);
    }

    private void act(Act act, Grip grip, Consumer<Answer> told) {
        var block = act.target().block().map(BlockId::text).orElse("");
        var text = act.text().orElse("").strip();
        switch (act.verb()) {
            case APPROVE, APPROVE_ALWAYS, DENY -> approvals.decide(block, Approvals.decision(act.verb()), told);
            case ANSWER -> questions.answer(grip, block, text, told);
            case STEER -> sessions.steer(act, grip, text, told);
            case STOP -> sessions.stop(grip, told);
            case CANCEL -> ledger.cancel(grip, told);
            case RETRY ->
                job(grip).ifPresentOrElse(job -> ledger.run(job, told), () -> sessions.again(act, grip, told));
            case RESEND -> ledger.resend(grip, told);
        }
    }

    /** The answer to the same act, if it was given before; an act that is on its way is not begun anew. */
    private Optional<Answer> begin(ActId id) {
        synchronized (done) {
            var before = done.get(id);
            if (before == null) {
                done.put(id, Optional.empty());
                if (done.size() > REMEMBERED)
                    done.remove(done.keySet().iterator().next());
                return Optional.empty();
            }
            return Optional.of(before.orElseGet(() -> new Answer.Unreached("the same is on its way already")));
        }
    }

    private void keep(ActId id, Answer answer) {
        synchronized (done) {
            done.put(id, Optional.of(answer));
        }
    }
}
