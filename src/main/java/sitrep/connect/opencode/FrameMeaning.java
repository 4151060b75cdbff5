package sitrep.connect.opencode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.connect.hooks.dialect.ToolTable;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/** What one frame says, of the session of which it is known whose sub-agent it is, if it is one. */
final class FrameMeaning {
    private static final String ABORTED = "MessageAbortedError";
    private static final String STIRRED = "stirred";

    /** From one sign of life to the next that is told of. */
    private static final Duration STIRRING = Duration.ofSeconds(10);

    private final KnownSession root;
    private final KnownSession.Heard heard;
    private final List<OpenCodeFrames.Told> told;

    FrameMeaning(KnownSession root, KnownSession.Heard heard, List<OpenCodeFrames.Told> told) {
        this.root = root;
        this.heard = heard;
        this.told = told;
    }

    /** @param mark the same for the same thing, whichever frame and however often it is said */
    void say(KnownSession session, String mark, Signal... signals) {
        say(session, root.turn, mark, signals);
    }

    void say(KnownSession session, Optional<String> turn, String mark, Signal... signals) {
        var child = Optional.of(session).filter(it -> it != root).map(it -> new HookMessage.Child(it.id, kind(it)));
        var whole = ForeignValue.digest(session.id, mark);
        var type =
                ForeignValue.line(ForeignValue.text(heard.frame(), "type"), 60).orElse("state");
        var isUnique = !mark.equals(STIRRED);
        var message = new HookMessage(type, about(), turn, child, whole, isUnique, List.of(signals));
        told.add(new OpenCodeFrames.Told(message, heard.at()));
    }

    private HookMessage.Session about() {
        var folder = root.directory.replaceFirst("[/\\\\]+\\z", "").replaceFirst("(?s).*[/\\\\]", "");
        return new HookMessage.Session(root.id, ForeignValue.line(folder, 100), Optional.empty(), Optional.empty());
    }

    private static String kind(KnownSession session) {
        return ForeignValue.line(session.title, 100)
                .or(() -> ForeignValue.line(session.agent, 100))
                .orElse("sub-agent");
    }

    /** Different each time that a frame says the same. */
    private String moment() {
        var id = ForeignValue.text(heard.frame(), "id");
        return id.isBlank() ? "" + heard.at().toEpochMilli() : id;
    }

    /** A sign of life, of which one now and then is told. */
    void stirred(KnownSession session) {
        if (heard.at().isBefore(session.stirred.plus(STIRRING))) return;
        session.stirred = heard.at();
        say(session, root.turn, STIRRED, new Signal.Stirred());
    }

    void deleted(KnownSession session) {
        if (session == root) say(session, "deleted", new Signal.SessionEnded(Signal.Leaving.BY_PERSON));
    }

    void compacted(KnownSession session) {
        say(session, "compacted/" + moment(), new Signal.Compacting(true));
    }

    void status(JsonNode status, KnownSession session) {
        switch (ForeignValue.text(status, "type")) {
            case "busy" -> tried(session);
            case "retry" -> retry(status, session);
            case "idle" -> idle(session);
            default -> {}
        }
    }

    private void tried(KnownSession session) {
        for (var retry : List.copyOf(session.retries)) {
            session.retries.remove(retry);
            say(session, "tried/" + retry, new Signal.Freed(retry, "it is tried again"));
        }
    }

    /** Its provider refuses, and it tries again by itself. */
    private void retry(JsonNode status, KnownSession session) {
        var until = ForeignValue.time(status, "next");
        var attempt = status.path("attempt").asInt(0);
        var id = "retry-" + until.map(Instant::toEpochMilli).orElse((long) attempt);
        if (session.retries.contains(id)) return;
        tried(session);
        session.held(id);
        var why = ForeignValue.news(ForeignValue.text(status, "message")).orElse("Its provider refuses");
        var text = attempt > 1 ? why + " (" + attempt + " times)" : why;
        var asks = new ToolCall.Asking(BlockReason.EXTERNAL_API, text, List.of());
        say(session, id, new Signal.Held(id, Optional.empty(), asks, until));
    }

    /** Who was refused something and is idle does nothing more; of others it was heard before how they ended. */
    void idle(KnownSession session) {
        tried(session);
        if (session == root) {
            say(session, "idle/" + moment(), session.isRefused ? new Signal.Interrupted() : new Signal.Rested());
        } else if (session.isRefused) {
            var why = Optional.of("Its user refused what it wanted to do");
            say(session, "idle/" + moment(), new Signal.ChildEnded(session.id, Outcome.CANCELLED, why));
        }
        session.isRefused = false;
    }

    void error(JsonNode error, KnownSession session, Optional<String> turn) {
        var name = ForeignValue.line(ForeignValue.text(error, "name"), 60).orElse("UnknownError");
        var data = error.path("data");
        var text = ForeignValue.summary(ForeignValue.text(data, "message")).orElse(name);
        var mark = "error/" + turn.orElse("") + "/" + name;
        var isAborted = name.equals(ABORTED);
        if (session != root) {
            var outcome = isAborted ? Outcome.CANCELLED : Outcome.FAILED;
            var why = Optional.of(isAborted ? "It was interrupted" : text);
            say(session, mark, new Signal.ChildEnded(session.id, outcome, why));
        } else if (isAborted) {
            say(session, turn, mark, new Signal.Interrupted());
        } else {
            say(session, turn, mark, new Signal.TurnFailed(reason(name, data), text, Optional.empty()));
        }
    }

    private static Optional<BlockReason> reason(String name, JsonNode data) {
        var status = data.path("statusCode").asInt(0);
        var isLocked = name.equals("ProviderAuthError") || status == 401 || status == 403;
        return isLocked ? Optional.of(BlockReason.AUTH) : Optional.empty();
    }

    /** A message of which it was told whose it is, and how far it has come. */
    void message(JsonNode info, KnownSession session) {
        var id = ForeignValue.text(info, "id");
        if (id.isBlank()) return;
        var message = session.message(OpenCodeTools.id(id));
        var role = ForeignValue.text(info, "role");
        if (role.isBlank()) return;
        message.isUser = Optional.of(role.equals("user"));
        message.isSummary = info.path("summary").asBoolean(false);
        message.answers = HookIds.of(ForeignValue.text(info, "parentID"));
        var kept = List.copyOf(message.parts);
        message.parts.clear();
        kept.forEach(
                part -> new FrameMeaning(root, part, told).part(part.frame().path("properties"), session));
        if (message.isUser.get()) return;
        if (!message.isHeard) session.isRefused = false;
        message.isHeard = true;
        stirred(session);
        var error = info.path("error");
        if (error.isObject()) {
            error(error, session, turnOf(message, session));
        } else if (info.path("time").has("completed") && isFinal(info)) {
            message.isFinal = true;
            answered(message, session);
        } else if (isCutShort(info)) {
            session.isRefused = true;
        }
    }

    /** What shortens the context, or calls a tool, is not the last word. */
    private static boolean isFinal(JsonNode info) {
        var finish = ForeignValue.text(info, "finish");
        return !finish.isBlank()
                && !finish.equals("tool-calls")
                && !finish.equals("unknown")
                && !info.path("summary").asBoolean(false);
    }

    /** So ends what somebody stops while its provider is waited for. */
    private static boolean isCutShort(JsonNode info) {
        var isSummary = info.path("summary").asBoolean(false);
        return info.path("time").has("completed")
                && ForeignValue.text(info, "finish").isBlank()
                && !isSummary;
    }

    private void answered(KnownSession.Message message, KnownSession session) {
        session.isRefused = false;
        var mark = "answer/" + message.id + "/" + message.text.isPresent();
        if (session == root) {
            say(session, turnOf(message, session), mark, new Signal.TurnEnded(message.text, List.of()));
        } else {
            say(session, mark, new Signal.ChildEnded(session.id, Outcome.SUCCEEDED, message.text));
        }
    }

    /** What the message serves: of a sub-agent's what was asked of the session that a person asks. */
    private Optional<String> turnOf(KnownSession.Message message, KnownSession session) {
        if (session != root) return root.turn;
        return message.answers
                .filter(asked -> session.message(asked).asks || !session.message(asked).isMade)
                .or(() -> session.turn);
    }

    /** A piece of a message. One of which it is not known whose it is waits for that. */
    void part(JsonNode properties, KnownSession session) {
        var part = properties.path("part");
        var id = ForeignValue.text(part, "messageID");
        if (id.isBlank()) return;
        var message = session.message(OpenCodeTools.id(id));
        if (message.isUser.isEmpty()) {
            message.keep(heard);
            return;
        }
        if (message.isSummary) {
            stirred(session);
            return;
        }
        switch (ForeignValue.text(part, "type")) {
            case "text" -> text(part, message, session);
            case "tool" -> tool(part, message, session);
            case "subtask" -> prompt(ForeignValue.text(part, "description", "prompt"), message, session);
            case "compaction" -> {
                message.isMade = true;
                say(session, "compaction/" + message.id, new Signal.Compacting(false));
            }
            default -> stirred(session);
        }
    }

    private void text(JsonNode part, KnownSession.Message message, KnownSession session) {
        var text = ForeignValue.text(part, "text");
        var isMade =
                part.path("synthetic").asBoolean(false) || part.path("ignored").asBoolean(false);
        if (message.isUser.orElse(false)) {
            message.isMade |= isMade;
            if (!isMade) prompt(text, message, session);
        } else if (part.path("time").has("end") && !text.isBlank()) {
            said(text, part, message, session);
        } else {
            stirred(session);
        }
    }

    private void prompt(String text, KnownSession.Message message, KnownSession session) {
        if (message.asks || text.isBlank()) return;
        message.asks = true;
        session.prompted(message.id);
        session.isRefused = false;
        if (session == root) {
            var whole = ForeignValue.cut(text, Limits.SUMMARY).orElse("");
            say(session, Optional.of(message.id), "prompt/" + message.id, new Signal.Prompted(whole));
        } else {
            say(session, "prompt/" + message.id, new Signal.ChildBegan(session.id, kind(session)));
        }
    }

    private void said(String text, JsonNode part, KnownSession.Message message, KnownSession session) {
        message.text = ForeignValue.summary(text);
        var spoken = ForeignValue.news(text);
        var mark = "text/" + ForeignValue.text(part, "id") + "/" + ForeignValue.digest(text);
        if (message.isFinal) answered(message, session);
        else spoken.ifPresent(it -> say(session, turnOf(message, session), mark, new Signal.Spoke(it)));
    }

    private void tool(JsonNode part, KnownSession.Message message, KnownSession session) {
        var call = OpenCodeTools.call(part);
        if (call.isEmpty()) return;
        var turn = turnOf(message, session);
        var id = call.get().id().orElse("");
        switch (ForeignValue.text(part.path("state"), "status")) {
            case "running" -> {
                if (session.isNewlyRunning(id)) say(session, turn, "call/" + id, new Signal.CallBegan(call.get()));
                else stirred(session);
            }
            case "completed", "error" ->
                say(session, turn, "over/" + id, new Signal.CallBegan(call.get()), ended(part, call.get()));
            default -> stirred(session);
        }
    }

    private static Signal ended(JsonNode part, ToolCall call) {
        var state = part.path("state");
        var error = ForeignValue.text(state, "error");
        Optional<String> failure = ForeignValue.text(state, "status").equals("error")
                ? Optional.of(ForeignValue.news(error).orElse("it failed"))
                : Optional.empty();
        var answers = state.path("metadata").path("answers").isArray()
                ? Optional.of(OpenCodeTools.answers(state.path("metadata")).replaceFirst("\\Aanswered:? ?", ""))
                : Optional.<String>empty();
        var digest = ForeignValue.digest(error, ForeignValue.text(state, "output"));
        return new Signal.CallEnded(
                call, digest, failure, false, Optional.empty(), answers.filter(it -> !it.isBlank()));
    }

    void asked(JsonNode request, KnownSession session, ToolCall.Asking asks) {
        var id = HookIds.of(ForeignValue.text(request, "id"));
        if (id.isEmpty()) return;
        var call = HookIds.of(ForeignValue.text(request.path("tool"), "callID"));
        session.asked(id.get());
        say(session, "asked/" + id.get(), new Signal.Held(id.get(), call, asks, Optional.empty()));
    }

    void permitted(JsonNode reply, KnownSession session) {
        switch (ForeignValue.text(reply, "reply")) {
            case "once" -> freed(reply, session, "allowed", false);
            case "always" -> freed(reply, session, "allowed for good", false);
            case "reject" -> freed(reply, session, "refused", true);
            default -> freed(reply, session, "answered", false);
        }
    }

    void freed(JsonNode reply, KnownSession session, String how, boolean refused) {
        var id = HookIds.of(ForeignValue.text(reply, "requestID", "permissionID"));
        if (id.isEmpty()) return;
        session.isRefused = refused;
        session.requests.remove(id.get());
        say(session, "freed/" + id.get(), new Signal.Freed(id.get(), how));
    }

    void planned(JsonNode todos, KnownSession session) {
        var steps = ToolTable.steps(todos, "content");
        if (!steps.isEmpty()) say(session, "plan/" + moment(), new Signal.Planned(steps));
    }
}
