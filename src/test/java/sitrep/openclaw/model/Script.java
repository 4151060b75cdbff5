package sitrep.openclaw.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What the model says to whoever asks with these words in the question: one turn after the other.
 *
 * @param phrase stands in one question only, that of a person, of a schedule or of a parent to its sub-agent
 */
public record Script(String phrase, List<Turn> turns) {

    /** What the gateway itself tells the model in the name of the user quotes others, so it is no question. */
    private static final Pattern FROM_THE_GATEWAY = Pattern.compile("OPENCLAW_INTERNAL_CONTEXT|An async command you ran"
            + "|A background task completed|Every subagent spawned|" + Script.HEARTBEAT);

    private static final String HEARTBEAT = "heartbeat monitor";
    private static final Pattern SESSION = Pattern.compile("\\| session=(\\S+)");

    public static Script script(String phrase, Turn... turns) {
        return new Script(phrase, List.of(turns));
    }

    /** A script being played in a session. */
    record Played(String session, Script script) {
        /** The turn after so many, if it has one. */
        Optional<Turn> turn(int after) {
            return after < script.turns.size() ? Optional.of(script.turns.get(after)) : Optional.empty();
        }
    }

    /** Which script a conversation plays: that of the newest question that has one. A heartbeat asks for none. */
    static Optional<Played> of(List<Script> scripts, JsonNode messages) {
        var texts = StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("role").asString("").equals("user"))
                .map(Script::text)
                .toList();
        if (texts.stream().skip(Math.max(0, texts.size() - 2)).anyMatch(text -> text.contains(HEARTBEAT))) {
            return Optional.empty();
        }
        return texts.reversed().stream()
                .filter(text -> !FROM_THE_GATEWAY.matcher(text).find())
                .flatMap(text -> longest(scripts, text).stream())
                .findFirst()
                .map(script -> new Played(session(texts), script));
    }

    private static Optional<Script> longest(List<Script> scripts, String text) {
        return scripts.stream()
                .filter(script -> text.contains(script.phrase))
                .max(Comparator.comparing(script -> script.phrase.length()));
    }

    private static String session(List<String> texts) {
        return texts.stream()
                .flatMap(text -> SESSION.matcher(text).results())
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode message) {
        var content = message.path("content");
        if (content.isString()) return content.asString();
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")).append('\n'));
        return text.toString();
    }
}
