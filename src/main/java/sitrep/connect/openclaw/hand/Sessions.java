package sitrep.connect.openclaw.hand;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.line.Reply;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.connect.openclaw.words.AskedAgain;
import sitrep.core.act.Act;
import sitrep.core.act.Hand.Answer;
import sitrep.core.event.RunId;
import sitrep.core.source.Acting;

/** Speaks in sessions, and stops what goes on in them. */
final class Sessions {
    /** Most runs of which it is remembered that they cannot be stopped from here. */
    private static final int MOST = 500;

    /** The gateway's word where somebody else began a turn. */
    private static final String UNAUTHORIZED = "unauthorized";

    private final ActingLine line;
    private final Set<RunId> others = new LinkedHashSet<>();

    Sessions(ActingLine line) {
        this.line = line;
    }

    /** Words for the work that goes on there. What looks like a command to the gateway would be carried out as one. */
    void steer(Act act, Grip grip, String text, Consumer<Answer> told) {
        if (isCommand(text)) {
            told.accept(new Answer.Refused(
                    "what begins with a slash is a command to the gateway: say it in words, or there"));
            return;
        }
        say(act.id().text(), grip.session(), text, true, told, "said in " + grip.session());
    }

    /** The same request once more. */
    void again(Act act, Grip grip, Consumer<Answer> told) {
        var request = grip.request().orElse("");
        if (request.isEmpty() || isCommand(request)) {
            told.accept(new Answer.Refused("what was asked for is not known in full: ask for it in OpenClaw"));
            return;
        }
        var key = AskedAgain.run(act.id().text(), grip.task().text());
        say(key, grip.session(), request, false, told, "asked again in " + grip.session());
    }

    private static boolean isCommand(String text) {
        return text.strip().startsWith("/");
    }

    private void say(String key, String session, String text, boolean isToSteer, Consumer<Answer> told, String how) {
        line.ask(
                "chat.send",
                out -> {
                    out.writeStringProperty("sessionKey", session);
                    out.writeStringProperty("message", text.strip());
                    if (isToSteer) out.writeStringProperty("queueMode", "steer");
                    out.writeStringProperty("idempotencyKey", key);
                },
                Replies.told(told, _ -> new Answer.Taken(ForeignValue.line(how, ForeignValue.NEWS))));
    }

    /** Whether it is not known that only somebody else may stop it. An administrator may stop everything. */
    boolean mayStop(RunId run) {
        if (line.level() == Acting.Level.ADMIN) return true;
        synchronized (others) {
            return !others.contains(run);
        }
    }

    void stop(Grip grip, Consumer<Answer> told) {
        line.ask(
                "sessions.abort",
                out -> {
                    out.writeStringProperty("key", grip.session());
                    out.writeStringProperty("runId", grip.run().text());
                },
                reply -> stopped(grip, reply, told));
    }

    private void stopped(Grip grip, Reply reply, Consumer<Answer> told) {
        if (reply instanceof Reply.Refused refused && refused.message().contains(UNAUTHORIZED)) {
            synchronized (others) {
                others.add(grip.run());
                if (others.size() > MOST) others.remove(others.iterator().next());
            }
            line.changed(grip.task());
            told.accept(new Answer.Refused(
                    "only the client that began this turn may stop it, or an administrator; " + Replies.TO_BE_ADMIN));
            return;
        }
        Replies.told(
                        told,
                        payload -> ForeignValue.text(payload, "status").equals("aborted")
                                ? new Answer.Taken(Optional.of("aborted"))
                                : new Answer.Refused("nothing of it runs any more"))
                .accept(reply);
    }
}
