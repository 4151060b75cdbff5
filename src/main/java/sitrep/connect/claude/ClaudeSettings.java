package sitrep.connect.claude;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The settings of Claude Code with our hooks in them, or without: pure. Whatever else there is stays as it is. */
public final class ClaudeSettings {
    private static final String HOOKS = "hooks";

    /** Where its hooks are posted, below the address of the server. */
    public static final String ROUTE = "/api/v1/hooks/claude-code";

    /** How a command is called that brings a hook, behind the name of the program. */
    public static final String COMMAND = "hook claude-code";

    /** Hooks that are never posted, and one that is lost now and then when the process ends: those come by command. */
    private static final Set<String> BY_COMMAND = Set.of("SessionStart", "StopFailure");

    /** By which headers the work around a session is told, and from which variables. */
    private static final SequencedMap<String, String> AROUND = new LinkedHashMap<>();

    static {
        AROUND.put("X-Sitrep-Task", "SITREP_TASK");
        AROUND.put("X-Sitrep-Run", "SITREP_RUN");
        AROUND.put("Traceparent", "TRACEPARENT");
    }

    private static final int POST_SECONDS = 2;
    private static final int COMMAND_SECONDS = 10;

    private ClaudeSettings() {}

    /**
     * What is to come of the settings.
     *
     * @param server the address of the server
     * @param hasToken whether it asks for the token in {@code SITREP_TOKEN}
     * @param program what the command is that brings hooks, as a shell takes it
     * @param onlyCommands whether no hook is to be posted
     */
    public record Wish(String server, boolean hasToken, String program, boolean onlyCommands) {}

    /** The settings with our hooks, each once, at the end of those there are. */
    public static ObjectNode with(ObjectNode settings, Wish wish) {
        var next = without(settings);
        var hooks = next.path(HOOKS) instanceof ObjectNode known ? known : next.putObject(HOOKS);
        for (var event : ClaudeCodeDialect.hooks()) {
            var groups = hooks.path(event) instanceof ArrayNode known ? known : hooks.putArray(event);
            var handlers = groups.addObject().putArray(HOOKS);
            if (!wish.onlyCommands && !event.equals("SessionStart")) post(handlers.addObject(), wish);
            if (wish.onlyCommands || BY_COMMAND.contains(event)) command(handlers.addObject(), wish);
        }
        return next;
    }

    private static void post(ObjectNode handler, Wish wish) {
        handler.put("type", "http");
        handler.put("url", wish.server.replaceFirst("/+$", "") + ROUTE);
        var headers = handler.putObject("headers");
        var variables = handler.putArray("allowedEnvVars");
        if (wish.hasToken) {
            headers.put("Authorization", "Bearer $SITREP_TOKEN");
            variables.add("SITREP_TOKEN");
        }
        AROUND.forEach((header, variable) -> {
            headers.put(header, "$" + variable);
            variables.add(variable);
        });
        handler.put("timeout", POST_SECONDS);
    }

    private static void command(ObjectNode handler, Wish wish) {
        handler.put("type", "command");
        handler.put("command", wish.program + " " + COMMAND);
        handler.put("async", true);
        handler.put("timeout", COMMAND_SECONDS);
    }

    /** The settings without our hooks, whichever way they come and wherever they go. */
    public static ObjectNode without(ObjectNode settings) {
        var next = settings.deepCopy();
        if (!(next.path(HOOKS) instanceof ObjectNode hooks)) return next;
        for (var event : List.copyOf(hooks.propertyNames())) {
            if (hooks.path(event) instanceof ArrayNode groups && isIn(groups)) {
                var kept = kept(groups);
                if (kept.isEmpty()) hooks.remove(event);
                else hooks.set(event, groups.removeAll().addAll(kept));
            }
        }
        if (hooks.isEmpty() && !settings.path(HOOKS).isEmpty()) next.remove(HOOKS);
        return next;
    }

    /** Whether any of our hooks is in the settings. */
    public static boolean isIn(ObjectNode settings) {
        for (var groups : settings.path(HOOKS)) {
            if (groups instanceof ArrayNode list && isIn(list)) return true;
        }
        return false;
    }

    /** Where the hooks in the settings are posted; nothing where none is, as when they are all brought by a command. */
    public static List<String> servers(ObjectNode settings) {
        return settings.path(HOOKS)
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(group -> group.path(HOOKS).valueStream())
                .map(handler -> handler.path("url").asString(""))
                .filter(url -> url.endsWith(ROUTE))
                .map(url -> url.substring(0, url.length() - ROUTE.length()))
                .distinct()
                .toList();
    }

    private static boolean isIn(ArrayNode groups) {
        for (var group : groups) {
            for (var handler : group.path(HOOKS)) if (isOurs(handler)) return true;
        }
        return false;
    }

    /** Of a group with others' handlers beside ours, theirs stay. */
    private static List<JsonNode> kept(ArrayNode groups) {
        var kept = new ArrayList<JsonNode>();
        for (var group : groups) {
            if (!(group instanceof ObjectNode one) || !(one.path(HOOKS) instanceof ArrayNode handlers)) {
                kept.add(group);
                continue;
            }
            var theirs = new ArrayList<JsonNode>();
            for (var handler : handlers) if (!isOurs(handler)) theirs.add(handler);
            if (theirs.size() == handlers.size()) kept.add(group);
            else if (!theirs.isEmpty())
                kept.add(one.set(HOOKS, handlers.removeAll().addAll(theirs)));
        }
        return kept;
    }

    private static boolean isOurs(JsonNode handler) {
        return handler.path("url").asString("").endsWith(ROUTE)
                || handler.path("command").asString("").endsWith(" " + COMMAND);
    }
}
