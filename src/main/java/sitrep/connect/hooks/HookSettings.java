package sitrep.connect.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of an agent that waits for its hooks, with ours in them, or without: pure. Whatever else there is stays
 * as it is. Our hook takes what it is told and leaves at once; what is left to do is done behind the agent's back.
 *
 * @param agent whose settings they are
 * @param hooks which hooks are wanted
 * @param isGrouped whether hooks stand in groups, each with a list of its own
 * @param command in which field a command stands
 * @param patience in which field it stands how long it may take
 * @param longest how long, in the agent's own unit
 */
public record HookSettings(
        String agent, List<String> hooks, boolean isGrouped, String command, String patience, int longest) {
    private static final String HOOKS = "hooks";
    private static final String VERSION = "version";

    /** What tells of which work the session is a part; without a value a header is not sent. */
    private static final String AROUND = " -H \"X-Sitrep-Task: $SITREP_TASK\" -H \"X-Sitrep-Run: $SITREP_RUN\""
            + " -H \"Traceparent: $TRACEPARENT\"";

    /** Whose settings are known. */
    private static final List<HookSettings> ALL = List.of(
            new HookSettings("gemini", GeminiDialect.hooks(), true, "command", "timeout", 5_000),
            new HookSettings("copilot", CopilotDialect.hooks(), false, "bash", "timeoutSec", 5),
            new HookSettings("codex", CodexDialect.hooks(), true, "command", "timeout", 3));

    public HookSettings {
        hooks = List.copyOf(hooks);
    }

    /** Those of an agent, if they are known. */
    public static Optional<HookSettings> of(String agent) {
        return ALL.stream().filter(known -> known.agent.equals(agent)).findFirst();
    }

    /** The agents whose settings are known. */
    public static List<String> agents() {
        return ALL.stream().map(HookSettings::agent).toList();
    }

    /**
     * What a hook runs.
     *
     * @param server the address of the server
     * @param hasToken whether it asks for the token in {@code SITREP_TOKEN}
     * @param program what brings hooks where the server does not answer, as a shell takes it
     */
    public String line(String server, boolean hasToken, String program) {
        var route = server.replaceFirst("/+$", "") + "/api/v1/hooks/" + agent;
        var token = hasToken ? " -H \"Authorization: Bearer $SITREP_TOKEN\"" : "";
        return "hook=$(cat); (trap '' HUP; printf %s \"$hook\""
                + " | curl -fsS -m 2 -H 'Content-Type: application/json'" + token + AROUND + " --data-binary @- '"
                + route + "'"
                + " || printf %s \"$hook\" | " + program + " hook " + agent + ") </dev/null >/dev/null 2>&1 &";
    }

    /** The settings with our hooks, each once, at the end of those there are. */
    public ObjectNode with(ObjectNode settings, String line) {
        var next = without(settings);
        if (!isGrouped && !next.has(VERSION)) next.put(VERSION, 1);
        var events = next.path(HOOKS) instanceof ObjectNode known ? known : next.putObject(HOOKS);
        for (var event : hooks) {
            var list = events.path(event) instanceof ArrayNode known ? known : events.putArray(event);
            var handler = isGrouped ? list.addObject().putArray(HOOKS).addObject() : list.addObject();
            handler.put("type", "command");
            if (isGrouped) handler.put("name", "sitrep");
            handler.put(command, line);
            handler.put(patience, longest);
        }
        return next;
    }

    /** Whether any of our hooks is in the settings. */
    public boolean isIn(ObjectNode settings) {
        return ours(settings).findAny().isPresent();
    }

    /** Where the hooks in the settings are posted. */
    public List<String> servers(ObjectNode settings) {
        var route = Pattern.compile("'([^'\\s]+)/api/v1/hooks/" + Pattern.quote(agent) + "'");
        return ours(settings)
                .map(handler -> route.matcher(handler.path(command).asString("")))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private Stream<JsonNode> ours(ObjectNode settings) {
        return elements(settings.path(HOOKS)).flatMap(this::handlersIn).filter(this::isOurs);
    }

    private Stream<JsonNode> handlersIn(JsonNode list) {
        return elements(list).flatMap(one -> isGrouped ? elements(one.path(HOOKS)) : Stream.of(one));
    }

    /** The settings without our hooks, wherever they go. */
    public ObjectNode without(ObjectNode settings) {
        var next = settings.deepCopy();
        if (!(next.path(HOOKS) instanceof ObjectNode events)) return next;
        for (var event : List.copyOf(events.propertyNames())) {
            if (!(events.path(event) instanceof ArrayNode list) || !isIn(list)) continue;
            var kept = isGrouped ? groups(list) : handlers(list);
            if (kept.isEmpty()) events.remove(event);
            else events.set(event, list.removeAll().addAll(kept));
        }
        if (events.isEmpty() && !settings.path(HOOKS).isEmpty()) next.remove(HOOKS);
        if (!isGrouped && next.size() == 1 && next.has(VERSION)) next.remove(VERSION);
        return next;
    }

    private boolean isIn(ArrayNode list) {
        return handlersIn(list).anyMatch(this::isOurs);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        var all = new ArrayList<JsonNode>();
        list.forEach(all::add);
        return all.stream();
    }

    private List<JsonNode> handlers(JsonNode list) {
        return elements(list).filter(handler -> !isOurs(handler)).toList();
    }

    /** Of a group with others' handlers beside ours, theirs stay. */
    private List<JsonNode> groups(ArrayNode list) {
        var kept = new ArrayList<JsonNode>();
        for (var group : list) {
            if (!(group instanceof ObjectNode one) || !(one.path(HOOKS) instanceof ArrayNode all)) {
                kept.add(group);
                continue;
            }
            var theirs = handlers(all);
            if (theirs.size() == all.size()) kept.add(group);
            else if (!theirs.isEmpty()) kept.add(one.set(HOOKS, all.removeAll().addAll(theirs)));
        }
        return kept;
    }

    private boolean isOurs(JsonNode handler) {
        var line = handler.path(command).asString("");
        return line.contains("/api/v1/hooks/" + agent + "'") || line.endsWith(" hook " + agent);
    }
}
