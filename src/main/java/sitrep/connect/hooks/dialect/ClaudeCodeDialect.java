package sitrep.connect.hooks.dialect;

import static sitrep.connect.hooks.dialect.HookWords.is;
import static sitrep.connect.hooks.dialect.HookWords.one;
import static sitrep.connect.hooks.dialect.HookWords.prompt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.source.Connection;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/** What Claude Code says by its hooks: a table of them. */
public final class ClaudeCodeDialect implements Dialect {
    /** How many calls one hook may tell of; of more the first. */
    private static final int CALLS = 100;

    /** How many schedules are named; of more the first. */
    private static final int SCHEDULES = 3;

    private static final Pattern WOKEN = Pattern.compile("\\A\\s*<task-notification>");
    private static final Pattern TASK = Pattern.compile("<task-id>\\s*([^<]{1,200}?)\\s*</task-id>");
    private static final Pattern STATUS = Pattern.compile("<status>\\s*([^<]{1,40}?)\\s*</status>");
    private static final Pattern SUMMARY = Pattern.compile("(?s)<summary>(.{1,2000}?)</summary>");
    private static final Pattern USER = Pattern.compile("([^/\\\\]{1,100})[/\\\\]\\.claude[/\\\\]");

    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of(
                    "what its tools do",
                    "approvals and questions in their words",
                    "sub-agents and commands in the background",
                    "how each turn ended",
                    "where it was shown"),
            List.of(
                    new Connection.Unseen("sessions that began before its hooks were installed", "start them again"),
                    new Connection.Unseen(
                            "hooks that were posted while no server was there",
                            "sitrep install claude-code --command --yes keeps them"),
                    new Connection.Unseen(
                            "on another machine, that somebody answered", "it is known when the tool has run")));

    /** What follows from a hook. */
    private interface Meaning {
        List<Signal> of(JsonNode hook, Instant at);
    }

    private static final Map<String, Meaning> HOOKS = Map.ofEntries(
            hook("SessionStart", hook -> one(new Signal.SessionBegan(is(hook, "source", "resume")))),
            hook("UserPromptSubmit", ClaudeCodeDialect::prompted),
            hook("MessageDisplay", ClaudeCodeDialect::spoke),
            hook("PreToolUse", ClaudeCodeDialect::began),
            hook("PermissionRequest", hook -> one(new Signal.Asked(ClaudeCodeTools.call(hook)))),
            hook("PermissionDenied", hook -> one(new Signal.CallDenied(ClaudeCodeTools.call(hook), why(hook)))),
            hook("PostToolUse", hook -> one(ended(hook, Optional.empty()))),
            hook("PostToolUseFailure", hook -> one(ended(hook, Optional.of(failure(hook))))),
            hook("PostToolBatch", hook -> one(new Signal.CallsOver(calls(hook)))),
            hook("Notification", ClaudeCodeDialect::notified),
            hook("Elicitation", ClaudeCodeDialect::inquired),
            hook("ElicitationResult", hook -> one(new Signal.InquiryOver(inquiry(hook)))),
            hook(
                    "SubagentStart",
                    hook -> child(hook)
                            .map(child -> one(new Signal.ChildBegan(child.id(), child.kind())))
                            .orElse(List.of())),
            hook(
                    "SubagentStop",
                    hook -> child(hook)
                            .map(child -> one(new Signal.ChildEnded(child.id(), Outcome.SUCCEEDED, answer(hook))))
                            .orElse(List.of())),
            hook("TaskCreated", hook -> step(hook, false)),
            hook("TaskCompleted", hook -> step(hook, true)),
            hook("PreCompact", _ -> one(new Signal.Compacting(false))),
            hook("PostCompact", _ -> one(new Signal.Compacting(true))),
            hook("Stop", hook -> one(new Signal.TurnEnded(answer(hook), background(hook), schedules(hook)))),
            Map.entry("StopFailure", ClaudeCodeDialect::failed),
            hook("SessionEnd", hook -> one(new Signal.SessionEnded(leaving(hook)))));

    private interface Timeless {
        List<Signal> of(JsonNode hook);
    }

    private static Map.Entry<String, Meaning> hook(String name, Timeless meaning) {
        return Map.entry(name, (hook, _) -> meaning.of(hook));
    }

    /** All hooks that say something. */
    public static List<String> hooks() {
        return HOOKS.keySet().stream().sorted().toList();
    }

    @Override
    public String agent() {
        return "claude-code";
    }

    @Override
    public String spoken() {
        return "Claude Code";
    }

    @Override
    public String program() {
        return "claude";
    }

    @Override
    public Connection.Sight sight() {
        return SIGHT;
    }

    @Override
    public Optional<HookMessage> read(JsonNode hook, Instant at) {
        var name = ForeignValue.text(hook, "hook_event_name");
        var session = HookIds.of(hook, "session_id");
        if (name.isBlank() || session.isEmpty()) return Optional.empty();
        var meaning = HOOKS.getOrDefault(name, (_, _) -> List.of());
        return Optional.of(new HookMessage(
                HookIds.of(name).orElseThrow(),
                session(session.get(), hook),
                HookIds.of(hook, "prompt_id"),
                child(hook),
                mark(hook),
                isUnique(name, hook),
                meaning.of(hook, at)));
    }

    private static HookMessage.Session session(String id, JsonNode hook) {
        var folder = ForeignValue.text(hook, "cwd");
        var last = ForeignValue.line(folder.replaceFirst("[/\\\\]+\\z", "").replaceFirst("(?s).*[/\\\\]", ""), 100);
        var owner = USER.matcher(ForeignValue.text(hook, "transcript_path"));
        var user = owner.find() ? ForeignValue.line(owner.group(1), 100) : Optional.<String>empty();
        return new HookMessage.Session(id, last, user, resume(id, folder));
    }

    private static Optional<String> resume(String id, String folder) {
        var command = "cd '" + folder.replace("'", "'\\''") + "' && claude --resume " + id;
        var fits = command.length() <= Limits.LINK && folder.chars().noneMatch(Character::isISOControl);
        return Optional.of(command).filter(_ -> fits && folder.startsWith("/"));
    }

    private static Optional<HookMessage.Child> child(JsonNode hook) {
        var kind = ForeignValue.line(ForeignValue.text(hook, "agent_type"), 100).orElse("sub-agent");
        return HookIds.of(hook, "agent_id").map(id -> new HookMessage.Child(id, kind));
    }

    private static String mark(JsonNode hook) {
        return Canon.digest(ForeignValue.text(hook, "hook_event_name"), hook);
    }

    private static boolean isUnique(String name, JsonNode hook) {
        return HookIds.of(hook, "tool_use_id").isPresent()
                || HookIds.of(hook, "message_id").isPresent()
                || (name.equals("UserPromptSubmit")
                        && HookIds.of(hook, "prompt_id").isPresent());
    }

    private static Optional<String> why(JsonNode hook) {
        return ForeignValue.news(ForeignValue.text(hook, "reason"));
    }

    private static Optional<String> answer(JsonNode hook) {
        return ForeignValue.summary(ForeignValue.text(hook, "last_assistant_message"));
    }

    /** What wakes the agent comes in the place of what a person asks. */
    private static List<Signal> prompted(JsonNode hook) {
        var text = ForeignValue.text(hook, "prompt");
        if (!WOKEN.matcher(text).find()) {
            return one(new Signal.Prompted(prompt(text)));
        }
        var background = TASK.matcher(text);
        var summary = SUMMARY.matcher(text);
        return one(new Signal.Woken(
                background.find() ? HookIds.of(background.group(1)).orElse("") : "",
                outcome(text),
                summary.find() ? ForeignValue.line(summary.group(1), ForeignValue.NEWS) : Optional.empty()));
    }

    private static Outcome outcome(String notification) {
        var status = STATUS.matcher(notification);
        return switch (status.find() ? status.group(1) : "") {
            case "completed" -> Outcome.SUCCEEDED;
            case "killed", "stopped", "cancelled" -> Outcome.CANCELLED;
            case "timed_out" -> Outcome.TIMED_OUT;
            case "" -> Outcome.LOST;
            default -> Outcome.FAILED;
        };
    }

    private static List<Signal> spoke(JsonNode hook) {
        return ForeignValue.news(ForeignValue.text(hook, "delta"))
                .map(text -> one(new Signal.Spoke(text)))
                .orElse(List.of());
    }

    private static List<Signal> began(JsonNode hook) {
        var signals = new ArrayList<Signal>(one(new Signal.CallBegan(ClaudeCodeTools.call(hook))));
        if (is(hook, "tool_name", ClaudeCodeTools.STEPS)) {
            signals.add(new Signal.Planned(ClaudeCodeTools.steps(hook.path("tool_input"))));
        }
        return signals;
    }

    private static Signal ended(JsonNode hook, Optional<String> failure) {
        return new Signal.CallEnded(
                ClaudeCodeTools.call(hook),
                Canon.digest(failure.orElse(""), hook.path("tool_response")),
                failure,
                hook.path("is_interrupt").asBoolean(false),
                ClaudeCodeTools.launched(hook),
                ClaudeCodeTools.answer(hook));
    }

    private static String failure(JsonNode hook) {
        return ForeignValue.news(ForeignValue.text(hook, "error")).orElse("it failed");
    }

    private static List<ToolCall> calls(JsonNode hook) {
        return StreamSupport.stream(hook.path("tool_calls").spliterator(), false)
                .limit(CALLS)
                .map(ClaudeCodeTools::call)
                .toList();
    }

    private static List<Signal> notified(JsonNode hook) {
        var text = ForeignValue.news(ForeignValue.text(hook, "message")).orElse("It waits for a person");
        return switch (ForeignValue.text(hook, "notification_type")) {
            case "permission_prompt", "agent_needs_input" -> one(new Signal.Reminded(text));
            case "idle_prompt" -> one(new Signal.Idled());
            case "auth_success" -> one(new Signal.SignedIn());
            case "elicitation_dialog" -> one(new Signal.Inquired("dialog", BlockReason.USER_INPUT, text));
            case "elicitation_complete", "elicitation_response" -> one(new Signal.InquiryOver("dialog"));
            default -> List.of();
        };
    }

    private static List<Signal> inquired(JsonNode hook) {
        var isAddress =
                is(hook, "mode", "url") || !ForeignValue.text(hook, "url").isBlank();
        var text = ForeignValue.asked(ForeignValue.text(hook, "message")).orElse("A tool's server asks for something");
        var reason = isAddress ? BlockReason.AUTH : BlockReason.USER_INPUT;
        return one(new Signal.Inquired(inquiry(hook), reason, text));
    }

    private static String inquiry(JsonNode hook) {
        return HookIds.of(hook, "elicitation_id")
                .or(() -> HookIds.of(hook, "mcp_server_name"))
                .orElse("dialog");
    }

    private static List<Signal> step(JsonNode hook, boolean done) {
        var title = ForeignValue.line(ForeignValue.text(hook, "task_subject"), ForeignValue.NEWS);
        return HookIds.of(hook, "task_id")
                .map(id -> one(new Signal.StepTold(new Signal.Step(id, title.orElse(""), done, !done))))
                .orElse(List.of());
    }

    private static List<Signal.Background> background(JsonNode hook) {
        return StreamSupport.stream(hook.path("background_tasks").spliterator(), false)
                .filter(task -> Stream.of("running", "pending").anyMatch(it -> is(task, "status", it)))
                .limit(CALLS)
                .flatMap(task -> HookIds.of(task, "id")
                        .map(id -> new Signal.Background(
                                id,
                                is(task, "type", "subagent"),
                                ForeignValue.line(ForeignValue.text(task, "description", "command"), Limits.NAME)
                                        .orElse("in the background")))
                        .stream())
                .toList();
    }

    private static List<String> schedules(JsonNode hook) {
        return StreamSupport.stream(hook.path("session_crons").spliterator(), false)
                .limit(SCHEDULES)
                .flatMap(cron -> ForeignValue.line(ForeignValue.text(cron, "schedule"), 60).stream())
                .toList();
    }

    private static List<Signal> failed(JsonNode hook, Instant at) {
        var error = ForeignValue.line(ForeignValue.text(hook, "error"), 100).orElse("unknown");
        var details = ForeignValue.text(hook, "error_details");
        var text = answer(hook).orElseGet(() -> ForeignValue.summary(details).orElse(error.replace('_', ' ')));
        var until = ResetTime.of(text, at).or(() -> ResetTime.of(details, at));
        Optional<BlockReason> reason = switch (error) {
            case "authentication_failed", "oauth_org_not_allowed", "billing_error" -> Optional.of(BlockReason.AUTH);
            case "rate_limit", "overloaded" -> until.map(_ -> BlockReason.EXTERNAL_API);
            default -> Optional.empty();
        };
        return one(new Signal.TurnFailed(reason, text, until));
    }

    private static Signal.Leaving leaving(JsonNode hook) {
        return switch (ForeignValue.text(hook, "reason")) {
            case "clear", "logout", "prompt_input_exit", "resume" -> Signal.Leaving.BY_PERSON;
            default -> Signal.Leaving.UNSAID;
        };
    }
}
