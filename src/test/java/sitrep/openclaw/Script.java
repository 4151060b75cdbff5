package sitrep.openclaw;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What the model says to whoever asks with these words in the question: one turn after the other.
 *
 * @param phrase stands in one question only, that of a person, of a schedule or of a parent to its sub-agent
 */
record Script(String phrase, List<Turn> turns) {

    /** What the gateway itself tells the model in the name of the user quotes others, so it is no question. */
    private static final Pattern FROM_THE_GATEWAY =
            Pattern.compile("OPENCLAW_INTERNAL_CONTEXT|^System|\\[System|\\[Internal|Background task|async command");

    /** What is said when no script has more to say; the gateway keeps such an answer to itself. */
    private static final Turn NOTHING_MORE = Turn.say("NO_REPLY");

    static Script script(String phrase, Turn... turns) {
        return new Script(phrase, List.of(turns));
    }

    private record Asked(Script script, int at) {}

    /** The next turn in a conversation: as many turns are behind as answers were given since the question. */
    static Turn next(List<Script> scripts, JsonNode messages) {
        return asked(scripts, messages)
                .filter(asked -> step(messages, asked.at) < asked.script.turns.size())
                .map(asked -> asked.script.turns.get(step(messages, asked.at)))
                .orElse(NOTHING_MORE);
    }

    private static Optional<Asked> asked(List<Script> scripts, JsonNode messages) {
        return IntStream.range(0, messages.size())
                .map(i -> messages.size() - 1 - i)
                .filter(i -> isQuestion(messages.get(i)))
                .boxed()
                .flatMap(i -> scripts.stream()
                        .filter(script -> text(messages.get(i)).contains(script.phrase))
                        .max(Comparator.comparing(script -> script.phrase.length()))
                        .map(script -> new Asked(script, i))
                        .stream())
                .findFirst();
    }

    private static boolean isQuestion(JsonNode message) {
        return message.path("role").asString("").equals("user")
                && !FROM_THE_GATEWAY.matcher(text(message)).find();
    }

    private static int step(JsonNode messages, int question) {
        return (int) IntStream.range(question, messages.size())
                .filter(i -> messages.get(i).path("role").asString("").equals("assistant"))
                .count();
    }

    static String text(JsonNode message) {
        var content = message.path("content");
        if (content.isString()) return content.asString();
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")).append('\n'));
        return text.toString();
    }
}
