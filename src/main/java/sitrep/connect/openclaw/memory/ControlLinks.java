package sitrep.connect.openclaw.memory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Action;
import sitrep.core.event.Link;

/**
 * How somebody gets at what waits for them: the pages of a gateway's own Control UI, as its documentation lays down
 * their addresses, and the commands of its command line.
 */
public record ControlLinks(Gateway gateway) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern MISTAKABLE = Pattern.compile("(.*-)?[0-9a-f]{8,32}|main|global|boot|sessions");

    public Optional<Link> link(Session session) {
        return page(session).map(href -> new Link("session", href));
    }

    public Optional<String> page(Session session) {
        return gateway.controlUi()
                .filter(base -> !session.key.isBlank() && base.startsWith("http"))
                .map(base -> base + path(session.key));
    }

    /** What opens a session in a terminal, to look at it, answer it or tell it something. */
    public Optional<String> open(Session session) {
        return session.key.isBlank() ? Optional.empty() : Optional.of(terminal(session));
    }

    public Action approve(String id, Optional<String> who) {
        var page = gateway.controlUi().map(base -> base + "/approve/" + segment(id));
        var command = "openclaw approvals resolve " + quoted(id) + " allow-once";
        var text = page.isPresent() ? "Approve or deny it" : "Approve it, or deny it with deny at the end";
        return new Action(text, who, Optional.of(command), page);
    }

    /** The same where its id is not known. */
    public Action decide(Session session, Optional<String> who) {
        return new Action("Approve or deny it", who, Optional.of("openclaw approvals pending"), page(session));
    }

    public Action answer(Session session, Optional<String> who) {
        return new Action("Answer the question", who, Optional.of(terminal(session)), page(session));
    }

    public Action giveSecret(Session session, Optional<String> who) {
        return new Action("Give the credential that it asks for", who, Optional.of(terminal(session)), page(session));
    }

    public Action signIn(String provider, Session session) {
        var command = provider.isBlank()
                ? "openclaw models auth list"
                : "openclaw models auth login --provider " + quoted(provider) + " --agent " + quoted(session.agent());
        return new Action(
                "Sign in to the model's provider again, then ask once more",
                Optional.empty(),
                Optional.of(command),
                gateway.controlUi().map(base -> base + "/settings/model-providers"));
    }

    public Action lookAt(Session session) {
        return new Action(
                "See how the gateway fares, or try again later",
                Optional.empty(),
                Optional.of("openclaw logs --follow"),
                page(session));
    }

    /** What takes up a result that could not be handed over. */
    public static String retry(String task) {
        return "openclaw tasks retry " + quoted(task);
    }

    private static String terminal(Session session) {
        return "openclaw tui --session " + quoted(session.key);
    }

    private static String path(String key) {
        var parts = List.of(key.split(":", -1));
        if (parts.size() < 3 || !parts.getFirst().equals("agent")) return "/sessions?session=" + segment(key);
        var agent = "/chat/" + segment(parts.get(1));
        var rest = parts.subList(2, parts.size());
        if (rest.equals(List.of("main"))) return agent;
        if (UUID.matcher(rest.getLast()).matches())
            return agent + "/" + rest.getLast().replace("-", "");
        var path = new ArrayList<String>();
        if (rest.size() == 1 && MISTAKABLE.matcher(rest.getFirst()).matches()) path.add("~key");
        rest.forEach(segment -> path.add(literal(segment)));
        return agent + "/" + String.join("/", path);
    }

    private static String literal(String segment) {
        if (segment.equals(".")) return "~dot";
        if (segment.equals("..")) return "~dotdot";
        return segment(segment.startsWith("~") ? "~" + segment : segment);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._:/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
