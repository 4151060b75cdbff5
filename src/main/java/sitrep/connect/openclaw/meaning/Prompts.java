package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.words.ToolMeaning;
import sitrep.core.event.Action;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a run asks people: an approval, a question, a credential. With no more than the scope to read, the text comes
 * from the arguments of the tool that waits; with the others, from the gateway's own record. Both are one block.
 */
final class Prompts {
    /** The block of a run of which only the ledger tells that it waits. */
    private static final String LISTED = "listed";

    /** The tool that asks questions. */
    private static final String QUESTION = "ask_user";

    /** The tools that ask people, if their arguments say so. */
    private static final Set<String> ASKING = Set.of(QUESTION, "secrets");

    /** Within this time a question is refused that cannot be asked at all: nobody is to be called for nothing. */
    private static final Duration REFUSED = Duration.ofMillis(500);

    /** Most answers that are offered for one question. */
    private static final int OPTIONS = 20;

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final RunNews runs;

    Prompts(GatewayMemory book, EventsOfStep chronicle, RunNews runs) {
        this.book = book;
        this.chronicle = chronicle;
        this.runs = runs;
    }

    /** A run waits for an approval, as its own life tells. */
    void waiting(Turn turn, JsonNode data, Instant at) {
        var id = ForeignValue.text(data, "approvalId");
        if (id.isBlank()) {
            chronicle.skip("agent", "an approval without id");
            return;
        }
        if (turn.blocks.containsKey(id)) return;
        var call = turn.calls.get(ForeignValue.text(data, "toolCallId"));
        var text = call == null
                ? ""
                : call.command().isBlank() ? call.act().title().orElse(call.tool()) : call.command();
        approval(
                turn,
                id,
                text.isBlank() ? "A tool needs an approval" : text,
                BlockReason.APPROVAL,
                Optional.empty(),
                at);
        GatewayMemory.keep(book.prompts, id, new GatewayMemory.Prompt(id, turn.session, turn, id, Optional.empty()));
    }

    /** A tool has come back without its command having run: that has to be approved first, or cannot be. */
    void requested(Turn turn, JsonNode data, Instant at) {
        if (!ForeignValue.text(data, "phase").equals("requested")) return;
        var id = ForeignValue.text(data, "approvalId");
        var command = ForeignValue.text(data, "command");
        if (id.isBlank()) {
            runs.news(turn, "Nobody can be asked to approve " + (command.isBlank() ? "a command" : command), at);
        } else if (!turn.blocks.containsKey(id)) {
            var text = command.isBlank() ? "A tool needs an approval" : command;
            approval(turn, id, text, BlockReason.APPROVAL, Optional.empty(), at);
            GatewayMemory.keep(
                    book.prompts, id, new GatewayMemory.Prompt(id, turn.session, turn, id, Optional.empty()));
        }
    }

    private void approval(
            Turn turn, String id, String text, BlockReason reason, Optional<Instant> expires, Instant at) {
        var who = Optional.of(turn.errand.whoAsked());
        asks(turn, id, asking(turn, reason, text, runs.ways().approve(id, who)).until(expires), at);
    }

    /** What is asked has a name now: that the ledger said only that something is has become known by it. */
    private void asks(Turn turn, String id, Turn.Asking asking, Instant at) {
        runs.block(turn, id, asking, at);
        runs.unblock(turn, LISTED, "it says what it asks", chronicle.now());
    }

    /** What whoever asked for the work is asked, and what answers it. */
    private static Turn.Asking asking(Turn turn, BlockReason reason, String text, Action action) {
        var who = Optional.of(turn.errand.whoAsked());
        return new Turn.Asking(reason, text, who, Optional.of(action), Optional.empty());
    }

    void resolved(Turn turn, JsonNode data, Instant at) {
        var decision = ForeignValue.text(data, "decision");
        runs.unblock(
                turn, ForeignValue.text(data, "approvalId"), decision.isBlank() ? "decided" : decided(decision), at);
        var call = turn.calls.get(ForeignValue.text(data, "toolCallId"));
        if (call == null) return;
        turn.calls.put(call.id(), call.begun(at, chronicle.now()));
        runs.acts(turn, at);
    }

    /** The gateway's record of an approval. */
    void record(JsonNode record, String sessionKey, Instant at) {
        var id = ForeignValue.text(record, "id");
        if (id.isBlank()) {
            chronicle.skip("approval", "without id");
            return;
        }
        var status = ForeignValue.text(record, "status");
        var since = ForeignValue.time(record, "createdAtMs").orElse(at);
        if (status.isBlank() || status.equals("pending")) pending(record, id, sessionKey, since);
        else
            closed(
                    id,
                    status,
                    ForeignValue.text(record, "decision"),
                    ForeignValue.time(record, "resolvedAtMs").orElse(at));
    }

    private void pending(JsonNode record, String id, String sessionKey, Instant since) {
        var shown = record.path("presentation").isObject() ? record.path("presentation") : record.path("request");
        var text = asked(shown);
        var key = sessionKey.isBlank() ? ForeignValue.text(shown, "sessionKey") : sessionKey;
        var known = Optional.ofNullable(book.prompts.get(id)).map(GatewayMemory.Prompt::turn);
        var turn = known.or(() -> working(key));
        if (turn.isEmpty()) return;
        var kind = ForeignValue.text(record, "approvalKind");
        var isPlugins = (kind.isBlank() ? ForeignValue.text(shown, "kind") : kind).equals("plugin");
        var reason = isPlugins ? BlockReason.CONFIRMATION : BlockReason.APPROVAL;
        var expires = ForeignValue.time(record, "expiresAtMs");
        approval(turn.get(), id, text.isBlank() ? "A tool needs an approval" : text, reason, expires, since);
        GatewayMemory.keep(book.prompts, id, new GatewayMemory.Prompt(id, key, turn.get(), id, expires));
    }

    /** The command; or what a plugin says that it is about, as nobody can decide by its title alone. */
    private static String asked(JsonNode shown) {
        var command = ForeignValue.text(shown, "commandText", "command");
        if (!command.isBlank()) return command;
        var said = Stream.of(ForeignValue.text(shown, "title", "summary"), ForeignValue.text(shown, "description"))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
        return said.isBlank() ? ForeignValue.text(shown, "toolName") : said;
    }

    private Optional<Turn> working(String session) {
        return Optional.ofNullable(book.sessions.get(session))
                .flatMap(it -> it.turn)
                .filter(Turn::isWorking);
    }

    private void closed(String id, String status, String decision, Instant at) {
        var prompt = book.prompts.remove(id);
        if (prompt != null)
            runs.unblock(prompt.turn(), prompt.block(), decided(decision.isBlank() ? status : decision), at);
    }

    private static String decided(String decision) {
        return switch (decision) {
            case "allow-once" -> "allowed once";
            case "allow-always" -> "allowed from now on";
            case "deny", "denied" -> "denied";
            default -> decision;
        };
    }

    /** A record that only says by its event that it is decided. */
    void decided(JsonNode payload, Instant at) {
        closed(ForeignValue.text(payload, "id"), "decided", ForeignValue.text(payload, "decision"), at);
    }

    /** What the ledger says that a run waits for, where the run itself does not tell of it. */
    void listed(Turn turn, JsonNode execution, Instant updated) {
        var at = updated.isAfter(chronicle.now()) ? chronicle.now() : updated;
        var wait = ForeignValue.text(execution, "state").equals("waiting")
                ? execution.path("wait")
                : MissingNode.getInstance();
        var kind = ForeignValue.text(wait, "kind");
        var known = turn.blocks.keySet().stream().anyMatch(block -> !block.equals(LISTED));
        if (kind.isBlank() || known) {
            runs.unblock(turn, LISTED, "it goes on", at);
            return;
        }
        var who = Optional.of(turn.errand.whoAsked());
        var session = book.session(turn.session, chronicle.now());
        switch (kind) {
            case "user_input" -> {
                var answer = runs.ways().answer(session, who);
                runs.block(turn, LISTED, asking(turn, BlockReason.USER_INPUT, "It asks something", answer), at);
            }
            case "approval" -> {
                var decide = runs.ways().decide(session, who);
                runs.block(turn, LISTED, asking(turn, BlockReason.APPROVAL, "A tool needs an approval", decide), at);
            }
            case "children" -> waits(turn, BlockReason.SUBAGENT, "Waits for " + children(wait), at);
            case "agent_messages" -> waits(turn, BlockReason.SUBAGENT, "Waits for messages of other agents", at);
            case "external" -> waits(turn, BlockReason.EXTERNAL_API, "Waits for something outside of the gateway", at);
            default -> chronicle.skip("task", "waits for something that is not known");
        }
    }

    private void waits(Turn turn, BlockReason reason, String text, Instant at) {
        runs.block(turn, LISTED, reason, text, Optional.empty(), at);
    }

    private static String children(JsonNode wait) {
        var labels = StreamSupport.stream(wait.path("dependencies").spliterator(), false)
                .map(child -> ForeignValue.text(child, "label"))
                .filter(label -> !label.isBlank())
                .collect(Collectors.joining(", "));
        return labels.isBlank() ? "its sub-agents" : labels;
    }

    /** A tool that may ask a person was called. It can be refused at once, so what it asks counts a moment later. */
    void called(Turn turn, Turn.Call call, JsonNode args) {
        if (!ASKING.contains(call.tool())) return;
        GatewayMemory.keep(book.asked, call.id(), args);
        // The exact words must stand against vaguer ones that came before them.
        if (turn.blocks.containsKey(call.id()))
            asks(turn, call, args, call.since().plusMillis(1));
    }

    private void asks(Turn turn, Turn.Call call, JsonNode args, Instant at) {
        var who = Optional.of(turn.errand.whoAsked());
        var session = book.session(turn.session, chronicle.now());
        if (call.tool().equals(QUESTION)) {
            var meta = call.command().isBlank() ? "A question" : call.command();
            var text = questions(args.path("questions")).orElse(meta);
            var answer = runs.ways().answer(session, who);
            var asking = asking(turn, BlockReason.USER_INPUT, text, answer).offering(options(args.path("questions")));
            asks(turn, call.id(), asking, at);
        } else if (ForeignValue.text(args, "action").equals("request")) {
            var text = "Wants the credential " + ForeignValue.text(args, "name") + ": "
                    + ForeignValue.text(args, "reason");
            asks(
                    turn,
                    call.id(),
                    asking(turn, BlockReason.AUTH, text, runs.ways().giveSecret(session, who)),
                    at);
        }
    }

    /** What a tool asks whose call has stood for a moment, by its arguments, or else by its title. */
    void tick(Turn turn, Instant now) {
        for (var call : List.copyOf(turn.calls.values())) {
            if (!ASKING.contains(call.tool()) || turn.blocks.containsKey(call.id())) continue;
            if (call.tool().equals(QUESTION) && recorded(turn).isPresent()) continue;
            if (Duration.between(call.heard(), now).compareTo(REFUSED) < 0) continue;
            asks(turn, call, book.asked.getOrDefault(call.id(), MissingNode.getInstance()), call.since());
        }
    }

    /** The questions with what can be answered, as {@code Which one? (one: safe / two: live)}. */
    private static Optional<String> questions(JsonNode questions) {
        var text = StreamSupport.stream(questions.spliterator(), false)
                .map(Prompts::question)
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
        return Optional.of(text).filter(it -> !it.isBlank());
    }

    /** The answers offered for the only question; of several nobody could say with one which it is for. */
    private static List<String> options(JsonNode questions) {
        if (questions.size() != 1) return List.of();
        return StreamSupport.stream(questions.path(0).path("options").spliterator(), false)
                .map(option -> option.isString() ? option.asString() : ForeignValue.text(option, "label", "value"))
                .filter(label -> label.length() <= Limits.NAME && !label.isBlank())
                .limit(OPTIONS)
                .toList();
    }

    private static String question(JsonNode question) {
        var options = StreamSupport.stream(question.path("options").spliterator(), false)
                .map(Prompts::option)
                .filter(option -> !option.isBlank())
                .collect(Collectors.joining(" / "));
        var asked = ForeignValue.text(question, "question", "header");
        return options.isEmpty() ? asked : asked + " (" + options + ")";
    }

    private static String option(JsonNode option) {
        if (option.isString()) return option.asString();
        var label = ForeignValue.text(option, "label", "value");
        var about = ForeignValue.text(option, "description");
        return about.isBlank() ? label : label + ": " + about;
    }

    /** The gateway's record of a question. */
    void question(JsonNode record, Instant at) {
        var id = ForeignValue.text(record, "id");
        if (id.isBlank()) {
            chronicle.skip("question", "without id");
            return;
        }
        var turn = book.turn(ForeignValue.text(record, "runId"))
                .or(() -> working(ForeignValue.text(record, "sessionKey")));
        if (turn.isEmpty()) return;
        var block = asking(turn.get()).orElse(id);
        var who = Optional.of(turn.get().errand.whoAsked());
        var session = book.session(turn.get().session, chronicle.now());
        var text = questions(record.path("questions")).orElse("A question");
        var since = ForeignValue.time(record, "createdAtMs").orElse(at);
        var action = runs.ways().answer(session, who);
        var expires = ForeignValue.time(record, "expiresAtMs");
        asks(
                turn.get(),
                block,
                asking(turn.get(), BlockReason.USER_INPUT, text, action)
                        .offering(options(record.path("questions")))
                        .until(expires),
                since);
        GatewayMemory.keep(book.prompts, id, new GatewayMemory.Prompt(id, session.key, turn.get(), block, expires));
    }

    /** The call that asks, if it was seen: then the record is about the same question. */
    private static Optional<String> asking(Turn turn) {
        return turn.calls.values().stream()
                .filter(call -> call.tool().equals(QUESTION))
                .map(Turn.Call::id)
                .findFirst();
    }

    /** The record of a question that came before the call that asks it. */
    private Optional<GatewayMemory.Prompt> recorded(Turn turn) {
        return book.prompts.values().stream()
                .filter(prompt -> prompt.turn() == turn && prompt.block().equals(prompt.id()))
                .filter(prompt -> turn.blocks.containsKey(prompt.id()))
                .filter(prompt -> Optional.ofNullable(turn.asks.get(prompt.id()))
                        .filter(it -> it.reason() == BlockReason.USER_INPUT)
                        .isPresent())
                .findFirst();
    }

    void questionResolved(JsonNode payload, Instant at) {
        var prompt = book.prompts.remove(ForeignValue.text(payload, "id"));
        if (prompt == null) return;
        var how = answers(payload.path("answers")).orElse(ForeignValue.text(payload, "status"));
        runs.unblock(prompt.turn(), prompt.block(), how, at);
    }

    /** The tool that waited has come back: whatever it asked is answered. */
    void answered(Turn turn, Turn.Call call, JsonNode details, boolean failed, Instant at) {
        book.asked.remove(call.id());
        var how =
                answers(details.path("answers")).orElse(failed ? "not answered" : ForeignValue.text(details, "status"));
        runs.unblock(turn, call.id(), how, at);
        if (call.tool().equals(QUESTION)) {
            recorded(turn).ifPresent(prompt -> runs.unblock(turn, prompt.block(), how, at));
        }
        if (!ToolMeaning.isShell(call.tool())) return;
        for (var prompt : List.copyOf(book.prompts.values())) {
            if (prompt.turn() == turn && turn.blocks.containsKey(prompt.block())) {
                book.prompts.remove(prompt.id());
                runs.unblock(turn, prompt.block(), "decided", at);
            }
        }
    }

    private static Optional<String> answers(JsonNode answers) {
        var given = answers.path("answers").isObject() ? answers.path("answers") : answers;
        var text = StreamSupport.stream(given.spliterator(), false)
                .flatMap(each -> each.isArray()
                        ? StreamSupport.stream(each.spliterator(), false)
                        : java.util.stream.Stream.of(each))
                .map(each -> each.asString(""))
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? Optional.empty() : Optional.of("answered: " + text);
    }

    /** What was not answered in time is not waited for any more. */
    void tick(Instant now) {
        for (var prompt : List.copyOf(book.prompts.values())) {
            if (prompt.expires().filter(now::isAfter).isEmpty()) continue;
            book.prompts.remove(prompt.id());
            runs.unblock(
                    prompt.turn(), prompt.block(), "expired", prompt.expires().orElse(now));
        }
    }
}
