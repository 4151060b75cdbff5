package sitrep.connect.notice;

import java.util.List;
import java.util.Optional;
import sitrep.core.text.ForeignText;
import sitrep.core.text.Invalid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of a target as somebody wants them who may use the page, put together with what stands in the file. Such
 * a one may say whom the server posts to, but has it run no program, read no file and no variable, and never learns a
 * secret: those that are left out stay, and go to no other address than they did.
 */
final class TargetChange {
    /** What lets somebody in who knows it. */
    static final List<String> SECRETS = List.of("url", "token", "secret");

    /** What a program is started by: set in the file only. */
    private static final List<String> COMMAND = List.of("run", "timeout");

    /** All there is to set, in the order in which it is written. */
    private static final List<String> FIELDS = List.of(
            "kind",
            "url",
            "token",
            "secret",
            "chat",
            "reasons",
            "only",
            "after",
            "budget",
            "followUp",
            "evenOnScreen",
            "quiet",
            "disturb",
            "escalate");

    private static final String POSTED = "webhook slack ntfy telegram plain";
    private static final int NAME = 80;
    private static final int EXCERPT = 60;

    private final JsonNode said;
    private final Optional<JsonNode> before;
    private final String kind;

    private TargetChange(JsonNode said, Optional<JsonNode> before) {
        this.said = said;
        this.before = before;
        this.kind = text("kind");
    }

    /** @param before the settings of the target as they stand, if it is one */
    static ObjectNode of(String name, JsonNode said, Optional<JsonNode> before) {
        if (!said.isObject()) throw new Invalid("body", "something else", "a JSON object");
        said.propertyNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw COMMAND.contains(field)
                            ? new Invalid(field, "something", "nothing: what is run is set in the file only")
                            : new Invalid("body", "the field " + quoted(field), String.join(" ", FIELDS));
                });
        if (before.isEmpty()) checkName(name);
        return new TargetChange(said, before).all(name);
    }

    /** Those that are written so that nobody can mistake one for another. */
    private static void checkName(String name) {
        var isFine = name.length() <= NAME && name.equals(ForeignText.line(name)) && !name.isEmpty();
        if (!isFine || name.matches("\\.{1,2}")) {
            throw new Invalid("name", quoted(name), "1 to " + NAME + " printable characters on one line");
        }
    }

    private ObjectNode all(String name) {
        checkKind();
        var all = JsonNodeFactory.instance.objectNode();
        all.put("name", name);
        for (var field : FIELDS) {
            var value = SECRETS.contains(field) ? secret(field) : said(field);
            value.ifPresent(it -> all.set(field, it));
            if (field.equals("chat")) COMMAND.forEach(each -> kept(each).ifPresent(it -> all.set(each, it)));
        }
        return all;
    }

    private void checkKind() {
        var isCommand = kind.equals("command");
        var wasCommand =
                before.map(it -> it.path("kind").asString("").equals("command")).orElse(false);
        if (isCommand && !wasCommand) {
            throw new Invalid("kind", quoted(kind), POSTED + "; what runs a program is set in the file only");
        }
        if (wasCommand && !isCommand) {
            throw new Invalid("kind", quoted(kind), "command: what this target runs is changed in the file only");
        }
    }

    private String text(String field) {
        return said(field)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .orElseThrow(() -> new Invalid(field, said.has(field) ? "something else" : "nothing", POSTED));
    }

    private Optional<JsonNode> said(String field) {
        return Optional.ofNullable(said.get(field)).filter(value -> !value.isNull());
    }

    /** What stands in the file, as long as the target is of the same kind. */
    private Optional<JsonNode> kept(String field) {
        return before.filter(it -> it.path("kind").asString("").equals(kind))
                .flatMap(it -> Optional.ofNullable(it.get(field)))
                .filter(value -> !value.isNull());
    }

    /** An empty text takes it away. */
    private Optional<JsonNode> secret(String field) {
        var given = said(field);
        if (given.isEmpty()) {
            var kept = kept(field);
            if (kept.isPresent() && !field.equals("url") && leadsElsewhere()) {
                throw new Invalid(
                        field, "nothing", "the same again, or an empty text for none: it goes to another address");
            }
            return kept;
        }
        if (!given.get().isString()) {
            throw new Invalid(field, "something else", "a text; a variable or a file is named in the file only");
        }
        return given.filter(value -> !value.stringValue().isBlank());
    }

    private boolean leadsElsewhere() {
        var before = kept("url").map(JsonNode::toString).orElse("\"\"");
        return said("url").filter(url -> !url.toString().equals(before)).isPresent();
    }

    /** Whether a setting may be shown to whoever may use the page. */
    static boolean isShown(String field) {
        return (FIELDS.contains(field) && !SECRETS.contains(field)) || field.equals("timeout");
    }

    private static String quoted(String text) {
        return "'" + ForeignText.withEnds(ForeignText.line(text), EXCERPT) + "'";
    }
}
