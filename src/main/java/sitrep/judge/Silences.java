package sitrep.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import sitrep.core.event.OpenCall;

/** Follows a session from signal to signal and tells its silences: what was open, and what was expected of it. */
final class Silences {
    private static final Map<String, OpenCall.Kind> KINDS = Map.ofEntries(
            Map.entry("read", OpenCall.Kind.READ),
            Map.entry("edit", OpenCall.Kind.EDIT),
            Map.entry("plan", OpenCall.Kind.PLAN),
            Map.entry("web", OpenCall.Kind.WEB),
            Map.entry("mcp", OpenCall.Kind.MCP),
            Map.entry("ask", OpenCall.Kind.ASK),
            Map.entry("sub", OpenCall.Kind.SUBAGENT),
            Map.entry("sh_test", OpenCall.Kind.SHELL_TEST),
            Map.entry("sh_build", OpenCall.Kind.SHELL_BUILD),
            Map.entry("sh_install", OpenCall.Kind.SHELL_INSTALL),
            Map.entry("sh_net", OpenCall.Kind.SHELL_NET),
            Map.entry("sh_git", OpenCall.Kind.SHELL_GIT),
            Map.entry("sh_read", OpenCall.Kind.SHELL_READ),
            Map.entry("sh_sleep", OpenCall.Kind.SHELL_SLEEP),
            Map.entry("sh_poll", OpenCall.Kind.SHELL_POLL),
            Map.entry("sh_bg", OpenCall.Kind.SHELL_OTHER),
            Map.entry("sh_other", OpenCall.Kind.SHELL_OTHER));

    private final Session session;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Map<String, Double> took = new HashMap<>();
    private final List<Silence> silences = new ArrayList<>();

    /** Whether the turn is over by the rules of the study, and as far as an observer can tell at the time. */
    private boolean idle = true;

    private Silences(Session session) {
        this.session = session;
        for (var signal : session.signals()) {
            if (signal.is("tool_end", "exec_end") && signal.took().isPresent()) {
                signal.call().ifPresent(call -> took.put(call, signal.took().getAsDouble()));
            }
        }
    }

    static List<Silence> of(Session session) {
        var silences = new Silences(session);
        var progress =
                session.signals().stream().filter(TimelineRow::isProgress).toList();
        for (var i = 0; i < progress.size(); i++) {
            if (i > 0) silences.add(progress.get(i - 1), progress.get(i), i > 1 && isCommand(progress.get(i - 2)));
            silences.follow(progress.get(i), i);
        }
        return List.copyOf(silences.silences);
    }

    private static boolean isCommand(TimelineRow signal) {
        return signal.is("prompt_cmd");
    }

    /** @param answered whether the signal before the last was a local command, so that the last was its output */
    private void add(TimelineRow last, TimelineRow next, boolean answered) {
        var state = state(last, next);
        var only = open.keySet().stream().reduce((_, second) -> second);
        var measured = only.map(took::get).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        silences.add(new Silence(
                last.at(),
                Math.max(0, next.at() - last.at()),
                state,
                acts(state, last, isCommand(last) && answered, next),
                endedBy(next),
                measured,
                session.mayAsk(next),
                session.cannotAsk(next),
                session.tellsFirst()));
    }

    /** As in the study: a turn that a prompt follows was over, and a local command may be followed by the model. */
    private String state(TimelineRow last, TimelineRow next) {
        if (open.isEmpty() && next.is("prompt", "prompt_cmd", "session_start", "session_end")) return "idle";
        if (idle) return isCommand(last) && next.is("model", "tool_start", "beat") && open.isEmpty() ? "model" : "idle";
        if (open.isEmpty()) return next.is("compact") ? "compact" : "model";
        if (open.containsValue("ask")) return "ask";
        if (open.containsValue("sub")) return "sub";
        return open.values().stream().reduce((_, second) -> second).orElseThrow();
    }

    /**
     * What an observer is told of it. A local command that printed its output, such as a change of settings, begins no
     * turn: nothing is expected, although the study counts what follows as a wait for the model.
     */
    private List<OpenCall> acts(String state, TimelineRow last, boolean answered, TimelineRow next) {
        if (state.equals("idle") || answered) return List.of(OpenCall.of("idle", OpenCall.Kind.ASK));
        if (open.isEmpty() && state.equals("compact")) return List.of(OpenCall.of("m", OpenCall.Kind.COMPACTION));
        if (open.isEmpty()) return List.of(act("m", OpenCall.Kind.MODEL, session.mayAskFirst(last, next), false));
        var calls = List.copyOf(open.entrySet());
        var prompts = session.mayAsk(next);
        return IntStream.range(Math.max(0, calls.size() - 16), calls.size())
                .mapToObj(i -> act(
                        "" + i,
                        KINDS.getOrDefault(calls.get(i).getValue(), OpenCall.Kind.OTHER),
                        prompts,
                        prompts && asked.contains(calls.get(i).getKey())))
                .toList();
    }

    /** @param id ours, for those in the file may be anything */
    private static OpenCall act(String id, OpenCall.Kind kind, boolean prompts, boolean asked) {
        var unknown = Optional.<String>empty();
        return new OpenCall(id, kind, unknown, Optional.empty(), Optional.empty(), prompts, asked);
    }

    private static String endedBy(TimelineRow next) {
        if (!next.is("tool_end")) return next.kind();
        return switch (next.flag()) {
            case "interrupted" -> "interrupt";
            case "denied" -> "denied";
            default -> "tool_end";
        };
    }

    private void follow(TimelineRow signal, int index) {
        switch (signal.kind()) {
            case "tool_start" -> {
                var call = signal.call().orElse("x" + index);
                open.put(call, signal.cls());
                if (signal.flag().equals("esc")) asked.add(call);
                idle = false;
            }
            case "tool_end" -> {
                signal.call().ifPresent(open::remove);
                idle = false;
            }
            case "prompt" -> {
                open.clear();
                idle = false;
            }
            case "prompt_auto", "turn_start" -> idle = false;
            case "model" -> idle = signal.flag().equals("end") && open.isEmpty();
            case "turn_end", "interrupt", "session_end" -> {
                idle = true;
                open.clear();
            }
            default -> {}
        }
    }
}
