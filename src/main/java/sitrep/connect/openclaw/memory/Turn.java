package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.Action;
import sitrep.core.event.Expiry;
import sitrep.core.event.OpenCall;
import sitrep.core.event.PastCall;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** One run as the translation knows it: a turn in a session, or a command in the background. */
public final class Turn {

    /** What sort of run it is. */
    public enum Kind {
        /** A turn in a session that somebody talks with. */
        MAIN,
        SUBAGENT,
        ACP,
        CRON,
        /** The turn in which a session takes up the result of a child and tells it. */
        REPORT,
        /** A command, in the background or long enough in the foreground. */
        EXEC
    }

    /**
     * A call of a tool that has begun and not ended.
     *
     * @param args the digest of its arguments; empty if only a title is known
     */
    public record Call(
            String id,
            String tool,
            OpenCall act,
            Optional<Phase> phase,
            Instant since,
            Instant heard,
            String command,
            String args) {
        public boolean exact() {
            return !args.isEmpty();
        }

        /** The same call as one that begins now, for until now it was not allowed to. */
        public Call begun(Instant at, Instant now) {
            var begun = new OpenCall(act.id(), act.kind(), act.title(), Optional.of(at), act.limit(), act.prompts());
            return new Call(id, tool, begun, phase, at, now, command, args);
        }
    }

    /** How the run of a command in the foreground begins, before the call of the tool that runs it. */
    public static final String FOREGROUND = "call:";

    public final RunId id;
    public String session;
    public final ObservedTask errand;
    public final Kind kind;
    public final SteadyPhase dial;
    public final Map<String, Call> calls = new LinkedHashMap<>();

    /** The calls that were only the way to other ones. */
    public final Set<String> wrappers = new LinkedHashSet<>();

    /** Open blocks, each with what it is about. */
    public final Map<String, String> blocks = new LinkedHashMap<>();

    public Optional<Turn> parent = Optional.empty();
    public String label = "";

    /** What it is called as long as its session has no name. */
    public String unnamed = "";

    public String slot = "";
    public int attempt = 1;

    /** A heartbeat's turn, of which nothing is said until it does something. */
    boolean hushed;

    /** Somebody asked for it, and no turn of its own has begun. */
    public boolean waiting;

    /** The chat says that the request is dealt with, without an answer to it: another turn took it up, or none will. */
    public boolean dealtWith;

    /** Its error was shown in the chat. */
    public boolean shown;

    /** Its result could not be handed over, and is kept. */
    public boolean isUndelivered;

    /** A command that goes on by itself, whatever becomes of the turn that ran it. */
    public boolean background;

    /** Its own frames are not pushed to us; we know of it by what stands in its session. */
    public boolean overheard;

    /** Whether others tell of its session, by the name by which its agent knows that, is settled. */
    public boolean isSessionSettled;

    /** It has only been called for, and gave no sign of its own. */
    public boolean called;

    /** The ledger says that it waits for its turn. */
    public boolean listedQueued;

    /** Its turn is over; as a run it goes on while its children do. */
    public boolean over;

    public boolean ended;
    public Optional<Outcome> outcome = Optional.empty();
    public Optional<Instant> endedAt = Optional.empty();
    public Instant opened;
    public Optional<Instant> lastTool = Optional.empty();

    /** The text that its model is writing, or wrote last, and what was said of it. */
    public String text = "";

    public String textItem = "";
    public Optional<Instant> textHeard = Optional.empty();
    public String news = "";
    public Instant newsHeard = Instant.EPOCH;

    /** Since when the model was asked and has not answered. */
    public Optional<OpenCall> model = Optional.empty();

    public Optional<Instant> thinking = Optional.empty();

    /** When its end was seen by a lesser sign, while the real one may still come. */
    public Optional<Rumour> rumour = Optional.empty();

    /** When, by our clock, it was last heard of, and when anything was last said of it. */
    public Instant heard;

    public Instant told;
    public long lastActivity;

    /** Since when it is doubtful that it lives, for its gateway was started anew or no longer lists it. */
    public Optional<Doubt> doubt = Optional.empty();

    /** What it asks people, by the block: as it is said as long as there is contact. */
    public final Map<String, Asking> asks = new LinkedHashMap<>();

    /** Since when it is interrupted, for its gateway was started anew; those resume what they had in hand. */
    public Optional<Instant> interrupted = Optional.empty();

    /**
     * What people are asked.
     *
     * @param options the answers that are offered, where it is one question with some
     */
    public record Asking(
            BlockReason reason,
            String text,
            Optional<String> waitingOn,
            Optional<Action> action,
            Optional<Expiry> expires,
            List<String> options) {
        public Asking {
            options = List.copyOf(options);
        }

        /** With no answers offered. */
        public Asking(
                BlockReason reason,
                String text,
                Optional<String> waitingOn,
                Optional<Action> action,
                Optional<Expiry> expires) {
            this(reason, text, waitingOn, action, expires, List.of());
        }

        public Asking offering(List<String> answers) {
            return new Asking(reason, text, waitingOn, action, expires, answers);
        }

        /** Until a time, if there is one; what happens then is the gateway's to say. */
        public Asking until(Optional<Instant> time) {
            var end = time.map(at -> new Expiry(at, Optional.empty()));
            return new Asking(reason, text, waitingOn, action, end, options);
        }
    }

    /** An end that a lesser sign tells of. */
    public record Rumour(Outcome outcome, String text, boolean visible, Instant at, Instant heard) {
        public TurnEnd end() {
            return new TurnEnd(outcome, text, visible, at);
        }
    }

    /** Why we think that it is gone. */
    public record Doubt(String why, Instant since) {}

    public Turn(RunId id, String session, ObservedTask errand, Kind kind, Phase phase, Instant opened, Instant heard) {
        this.id = id;
        this.session = session;
        this.errand = errand;
        this.kind = kind;
        this.dial = new SteadyPhase(phase);
        this.opened = opened;
        this.heard = heard;
        this.told = heard;
    }

    /** The run of a command by the call of the tool that runs it. */
    public static String ofCommand(String call) {
        return FOREGROUND + call;
    }

    public boolean isForeground() {
        return kind == Kind.EXEC && id.text().startsWith(FOREGROUND) && !background;
    }

    public boolean isLive() {
        return !ended;
    }

    public boolean isWorking() {
        return !ended && !over;
    }

    /** Whether other runs of its task go on, its own line of parents apart. */
    public boolean isBesideOthers() {
        return errand.turns.values().stream()
                .anyMatch(other -> other != this && other.isLive() && !other.isAbove(this));
    }

    private boolean isAbove(Turn below) {
        for (var up = below.parent; up.isPresent(); up = up.get().parent) {
            if (up.get() == this) return true;
        }
        return false;
    }

    /** All that it has open, for judging its silence. */
    public List<OpenCall> open() {
        var acts = new ArrayList<OpenCall>();
        if (!over) model.ifPresent(acts::add);
        calls.values().forEach(call -> acts.add(call.act()));
        return acts;
    }

    /** A call that is over, with the digest of its arguments and its result. */
    public Optional<PastCall> deed(Call call, String result) {
        if (!call.exact()) return Optional.empty();
        var kind = ShellMeaning.slept(call.command()) > 0
                ? OpenCall.Kind.SHELL_SLEEP
                : call.act().kind();
        var digest = ForeignValue.digest(call.tool(), call.args(), result);
        return Optional.of(new PastCall(call.act().id(), kind, call.act().title(), digest));
    }

    /** As people call it among others. */
    public String spoken() {
        return label.isBlank() ? id.text() : label;
    }
}
