package sitrep.connect.codex;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.HookPlace;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.connect.hooks.dialect.ToolTable;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** What one message says, of the thread that it names. */
final class FrameMeaning {
    private static final String STIRRED = "stirred";

    /** From one sign of life to the next that is told of. */
    private static final Duration STIRRING = Duration.ofSeconds(10);

    /** A message as it came. */
    record Heard(String method, Instant at, Optional<String> user, Optional<Instant> resets) {}

    private final KnownThread thread;
    private final KnownThread root;
    private final Supplier<List<KnownThread>> workers;
    private final Heard heard;
    private final List<AppServerFrames.Told> told;

    /** @param workers the sub-agents of the root that are at work */
    FrameMeaning(
            KnownThread thread,
            KnownThread root,
            Supplier<List<KnownThread>> workers,
            Heard heard,
            List<AppServerFrames.Told> told) {
        this.thread = thread;
        this.root = root;
        this.workers = workers;
        this.heard = heard;
        this.told = told;
    }

    /** @param mark the same for the same thing, however often it is said */
    private void say(String mark, Signal... signals) {
        say(mark, List.of(signals));
    }

    private void say(String mark, List<Signal> signals) {
        var child = Optional.of(thread).filter(it -> it != root).map(it -> new HookMessage.Child(it.id, it.kind()));
        tell(root.turn, child, thread.id + "/" + thread.turn.orElse("") + "/" + mark, signals);
    }

    private void tell(Optional<String> turn, Optional<HookMessage.Child> child, String mark, List<Signal> signals) {
        var name = ForeignValue.line(heard.method(), 60).orElse("message");
        var isUnique = !mark.endsWith("/" + STIRRED);
        told.add(new AppServerFrames.Told(
                new HookMessage(name, about(), turn, child, ForeignValue.digest(mark), isUnique, signals), heard.at()));
    }

    /** What was left behind is over. Nothing wakes who waited for that: with the last of it its turn is over. */
    private void settled(String id) {
        root.settled(id)
                .ifPresent(by -> tell(
                        by.turn(),
                        Optional.empty(),
                        root.id + "/" + by.turn().orElse("") + "/settled/" + id,
                        List.of(new Signal.TurnEnded(by.answer(), List.of()))));
    }

    private HookMessage.Session about() {
        var place = HookPlace.session(root.id, root.directory, root.file, "codex resume");
        return new HookMessage.Session(place.id(), place.folder(), place.user().or(heard::user), place.resume());
    }

    private boolean isChild() {
        return thread != root;
    }

    private String moment() {
        return "" + heard.at().toEpochMilli();
    }

    /** The turn that a message names is the one that is at work, be it that its beginning was missed. */
    void isOf(String turn) {
        var isLater = thread.turn
                .filter(it -> thread.isUnseen && it.compareTo(turn) < 0)
                .isPresent();
        if (isLater) begins(Optional.of(turn));
        else if (thread.turn.isEmpty()) thread.begins(Optional.of(turn));
    }

    /** A sign of life, of which one now and then is told. */
    void stirred() {
        goesOn();
        if (heard.at().isBefore(thread.stirred.plus(STIRRING))) return;
        thread.stirred = heard.at();
        say(STIRRED, new Signal.Stirred());
    }

    /** It does something: no provider holds it up any more, nor does what somebody may have answered unseen. */
    private void goesOn() {
        thread.retry.ifPresent(retry -> say("tried/" + retry, new Signal.Freed(retry, "it was tried again")));
        thread.retry = Optional.empty();
        if (!thread.isInDoubt) return;
        thread.isInDoubt = false;
        for (var number : List.copyOf(thread.requests.keySet())) answered(number, "answered, nobody saw how");
    }

    void began(JsonNode turn) {
        var id = HookIds.of(ForeignValue.text(turn, "id"));
        if (id.isEmpty() || (id.equals(thread.turn) && thread.isAtWork)) return;
        begins(id);
    }

    /** How the turn before it ended was perhaps said, and not seen. */
    private void begins(Optional<String> id) {
        if (thread.isUnseen && !isChild()) say("unseen", new Signal.Rested());
        goesOn();
        thread.begins(id);
        if (isChild()) say("began", new Signal.ChildBegan(thread.id, thread.kind()));
    }

    void status(JsonNode status) {
        switch (ForeignValue.text(status, "type")) {
            case "idle" -> {
                if (thread.isUnseen && !isChild()) say("idle/" + moment(), new Signal.Rested());
            }
            case "systemError" -> thread.isBroken = true;
            default -> {}
        }
    }

    void closed(boolean byPerson) {
        if (isChild()) return;
        thread.isAtWork = false;
        var how = byPerson ? Signal.Leaving.BY_PERSON : Signal.Leaving.UNSAID;
        say("closed/" + moment(), new Signal.SessionEnded(how));
    }

    /** Its turn has come to an end. What it left running goes on beside. */
    void ended(JsonNode turn) {
        if (HookIds.of(ForeignValue.text(turn, "id"))
                .filter(id -> !Optional.of(id).equals(thread.turn))
                .isPresent()) {
            isOfLate(turn);
            return;
        }
        thread.isAtWork = false;
        thread.requests.clear();
        thread.retry = Optional.empty();
        switch (ForeignValue.text(turn, "status")) {
            case "failed" -> failed(trouble(turn.path("error")), "failed");
            case "interrupted" -> {
                if (isChild()) childOver(Outcome.CANCELLED, Optional.of("It was interrupted"));
                else say("interrupted", new Signal.Interrupted());
            }
            default -> completed(turn);
        }
        thread.open.clear();
        thread.isUnseen = false;
    }

    /** Of a turn that is not the newest: nothing that it had begun goes on. */
    private void isOfLate(JsonNode turn) {
        if (thread.turn.isEmpty()) {
            thread.begins(HookIds.of(ForeignValue.text(turn, "id")));
            ended(turn);
        }
    }

    private CodexTrouble trouble(JsonNode error) {
        var before = thread.trouble;
        return error.isObject()
                ? CodexTrouble.of(error, heard.resets(), heard.at())
                : before.orElseGet(() -> CodexTrouble.of(error, heard.resets(), heard.at()));
    }

    private void failed(CodexTrouble why, String mark) {
        if (isChild()) childOver(Outcome.FAILED, Optional.of(why.text()));
        else say(mark, why.ends());
    }

    private void childOver(Outcome outcome, Optional<String> summary) {
        say("over/" + outcome.word(), new Signal.ChildEnded(thread.id, outcome, summary));
        settled(thread.id);
    }

    private void completed(JsonNode turn) {
        var answer = thread.answer.or(() -> lastMessage(turn.path("items")));
        if (isChild()) {
            childOver(Outcome.SUCCEEDED, answer);
            return;
        }
        var background = new ArrayList<Signal.Background>();
        thread.open.forEach((id, made) -> {
            var goesOn = made.isCommand() && !thread.isUnseen;
            if (goesOn)
                background.add(new Signal.Background(id, false, made.call().title()));
        });
        for (var worker : workers.get()) {
            background.add(new Signal.Background(worker.id, true, worker.kind()));
        }
        var by = new KnownThread.Answered(thread.turn, answer);
        background.forEach(each -> thread.leftBehind(each.id(), by));
        say("completed", new Signal.TurnEnded(answer, background));
    }

    private static Optional<String> lastMessage(JsonNode items) {
        var last = Optional.<String>empty();
        for (var item : items) {
            if (ForeignValue.text(item, "type").equals("agentMessage")) {
                last = ForeignValue.summary(ForeignValue.text(item, "text"));
            }
        }
        return last;
    }

    void planned(JsonNode plan) {
        goesOn();
        var steps = ToolTable.steps(plan, "step");
        if (!steps.isEmpty()) say("plan/" + moment(), new Signal.Planned(steps));
    }

    /** One thing in a turn, as it begins or when it is over. */
    void item(JsonNode item, boolean over) {
        goesOn();
        var id = HookIds.of(ForeignValue.text(item, "id")).orElse("none");
        switch (ForeignValue.text(item, "type")) {
            case "userMessage" -> asks(item, id);
            case "agentMessage" -> said(item, id, over);
            case "plan" -> said(item, id, over);
            case "contextCompaction" -> say("compaction/" + id + over, new Signal.Compacting(over));
            default -> {
                var call = CodexItems.call(item);
                if (call.isEmpty()) stirred();
                else if (over) callOver(item, id, call.get());
                else callBegan(item, id, call.get());
            }
        }
    }

    /** What a sub-agent is asked is asked by the agent itself. */
    private void asks(JsonNode item, String id) {
        var text = ForeignValue.cut(CodexItems.asked(item), Limits.SUMMARY);
        if (isChild() || text.isEmpty()) return;
        say("prompt/" + id, new Signal.Prompted(text.get()));
    }

    private void said(JsonNode item, String id, boolean over) {
        var text = ForeignValue.text(item, "text");
        if (!over || text.isBlank()) {
            stirred();
            return;
        }
        thread.answer = ForeignValue.summary(text);
        if (ForeignValue.text(item, "phase").equals("final_answer")) return;
        ForeignValue.news(text).ifPresent(spoken -> say("text/" + id, new Signal.Spoke(spoken)));
    }

    private void callBegan(JsonNode item, String id, ToolCall call) {
        thread.began(id, new KnownThread.Open(call, CodexItems.isCommand(item)));
        say("call/" + id, new Signal.CallBegan(call));
    }

    private void callOver(JsonNode item, String id, ToolCall call) {
        thread.open.remove(id);
        if (!isChild() && thread.wasLeftBehind(id)) {
            var failure = CodexItems.failure(item);
            var outcome = failure.isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED;
            say("behind/" + id, new Signal.ChildEnded(id, outcome, failure));
            settled(id);
        } else if (CodexItems.isDeclined(item)) {
            say("denied/" + id, new Signal.CallBegan(call), new Signal.CallDenied(call, Optional.empty()));
        } else {
            var digest = CodexItems.digest(item);
            var ended = new Signal.CallEnded(
                    call, digest, CodexItems.failure(item), false, Optional.empty(), Optional.empty());
            say("over/" + id, new Signal.CallBegan(call), ended);
        }
    }

    /** A provider that fails is tried again, or it is said beforehand why the turn will end. */
    void troubled(JsonNode params) {
        var why = CodexTrouble.of(params.path("error"), heard.resets(), heard.at());
        if (!params.path("willRetry").asBoolean(false)) {
            thread.trouble = Optional.of(why);
            if (thread.isBroken) failed(why, "failed");
            return;
        }
        goesOn();
        var details = ForeignValue.text(params.path("error"), "additionalDetails");
        var text = ForeignValue.news(details).map(it -> why.text() + ": " + it).orElse(why.text());
        var id = "retry-" + thread.turn.orElse("") + "-" + ++thread.retries;
        thread.retry = Optional.of(id);
        var asked = ForeignValue.asked(text).orElse("Its provider does not answer");
        var asks = new ToolCall.Asking(BlockReason.EXTERNAL_API, asked, List.of());
        say(id, new Signal.Held(id, Optional.empty(), asks, why.until()));
    }

    /** Somebody is asked something before it goes on. The call that it is about may not have been told of yet. */
    void asked(String number, JsonNode params) {
        var item = HookIds.of(ForeignValue.text(params, "itemId"));
        var known = item.flatMap(id -> Optional.ofNullable(thread.open.get(id))).map(KnownThread.Open::call);
        var question = CodexRequests.of(heard.method(), params, known);
        if (question.isEmpty()) {
            stirred();
            return;
        }
        var hold = "request-" + HookIds.of(number).orElse("none");
        var call = question.get().call().filter(it -> it.id().isPresent());
        var signals = new ArrayList<Signal>();
        call.map(it -> withAsking(it, question.get().asks())).ifPresent(it -> {
            signals.add(new Signal.CallBegan(it));
            signals.add(new Signal.Asked(it));
        });
        signals.add(new Signal.Held(hold, item, question.get().asks(), Optional.empty()));
        thread.asked(number, new AskedOf(hold, call.filter(_ -> question.get().ends())));
        say("asked/" + hold, signals);
    }

    private static ToolCall withAsking(ToolCall call, ToolCall.Asking asks) {
        return new ToolCall(call.id(), call.likeness(), call.phase(), call.kind(), call.title(), call.limit(), asks);
    }

    /** What was asked by this number is answered. */
    void answered(JsonNode number, String how) {
        answered(Json.text(number), how);
    }

    private void answered(String number, String how) {
        var asked = Optional.ofNullable(thread.requests.remove(number));
        if (asked.isEmpty()) return;
        var hold = asked.get().hold();
        var freed = Stream.<Signal>of(new Signal.Freed(hold, how));
        var over = asked.get().call().stream()
                .<Signal>map(call ->
                        new Signal.CallEnded(call, hold, Optional.empty(), false, Optional.empty(), Optional.empty()));
        say("freed/" + hold, Stream.concat(freed, over).toList());
    }

    /** The app-server is gone, and with it whatever was at work in it. */
    void over(PairOver over) {
        var at = thread.turn.filter(_ -> thread.isAtWork);
        if (at.isPresent()
                && !thread.isUnseen
                && !over.byPerson()
                && over.failure().isPresent()) {
            say("exit", new Signal.TurnFailed(Optional.empty(), over.failure().get(), Optional.empty()));
        }
        thread.isAtWork = false;
        var how = over.byPerson() && !thread.isUnseen ? Signal.Leaving.BY_PERSON : Signal.Leaving.UNSAID;
        say("over/" + moment(), new Signal.SessionEnded(how));
    }
}
