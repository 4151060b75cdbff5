package sitrep.connect.openclaw.hand;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.core.act.Hand.Answer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Answers what a run asks. The connection that looks knows the question but not its id, so the gateway is asked which
 * questions wait.
 */
final class Questions {
    /**
     * How often the gateway is asked before a question counts as gone. It is told of as a tool's call before the
     * gateway has it in its list: by then, who is quick has answered it already. On a busy machine that takes seconds;
     * that somebody else has answered meanwhile is heard otherwise.
     */
    private static final int LOOKS = 60;

    private final ActingLine line;
    private final Executor later;

    /** @param later runs what it is given after a short while */
    Questions(ActingLine line, Executor later) {
        this.line = line;
        this.later = later;
    }

    /** @param block the id of what waits, by which a question is known with the scope for them */
    void answer(Grip grip, String block, String text, Consumer<Answer> told) {
        answer(grip, block, text, told, LOOKS);
    }

    private void answer(Grip grip, String block, String text, Consumer<Answer> told, int looks) {
        line.ask("question.list", _ -> {}, Replies.then(told, payload -> {
            var waiting = waiting(payload.path("questions"), grip, block);
            if (waiting.isEmpty() && looks > 1) {
                later.execute(() -> answer(grip, block, text, told, looks - 1));
            } else if (waiting.isEmpty()) {
                told.accept(new Answer.Refused("the question is not asked any more"));
            } else if (waiting.size() > 1) {
                told.accept(new Answer.Refused("it asks several things at once: answer them in OpenClaw"));
            } else {
                answer(waiting.getFirst(), text, told);
            }
        }));
    }

    private static List<JsonNode> waiting(JsonNode questions, Grip grip, String block) {
        var all = StreamSupport.stream(questions.spliterator(), false).toList();
        var exact = all.stream()
                .filter(record -> ForeignValue.text(record, "id").equals(block))
                .toList();
        if (!exact.isEmpty()) return exact;
        var ofRun = all.stream()
                .filter(record ->
                        ForeignValue.text(record, "runId").equals(grip.run().text()))
                .toList();
        if (!ofRun.isEmpty()) return ofRun;
        return all.stream()
                .filter(record -> ForeignValue.text(record, "runId").isBlank())
                .filter(record -> ForeignValue.text(record, "sessionKey").equals(grip.session()))
                .toList();
    }

    private void answer(JsonNode record, String text, Consumer<Answer> told) {
        var questions = StreamSupport.stream(record.path("questions").spliterator(), false)
                .toList();
        var objection = objection(questions, text);
        if (objection.isPresent()) {
            told.accept(new Answer.Refused(objection.get()));
            return;
        }
        line.ask(
                "question.resolve",
                out -> {
                    out.writeStringProperty("id", ForeignValue.text(record, "id"));
                    out.writeObjectPropertyStart("answers");
                    out.writeObjectPropertyStart("answers");
                    for (var i = 0; i < questions.size(); i++) write(out, questions.get(i), given(questions, text, i));
                    out.writeEndObject();
                    out.writeEndObject();
                },
                Replies.told(told, _ -> new Answer.Taken(Optional.of("answered"))));
    }

    private static Optional<String> objection(List<JsonNode> questions, String text) {
        if (questions.stream().anyMatch(Questions::isSecret)) {
            return Optional.of("it asks for a secret, which is not to pass through here: give it in OpenClaw");
        }
        var lines = lines(text);
        if (questions.size() > 1 && lines.size() != questions.size()) {
            return Optional.of("it asks " + questions.size() + " things: answer each on a line of its own");
        }
        for (var i = 0; i < questions.size(); i++) {
            var unknown = unknown(questions.get(i), given(questions, text, i));
            if (unknown.isPresent()) return unknown;
        }
        return Optional.empty();
    }

    private static boolean isSecret(JsonNode question) {
        return question.path("isSecret").asBoolean(false) || question.has("secretStore");
    }

    private static Optional<String> unknown(JsonNode question, List<String> given) {
        var options = StreamSupport.stream(question.path("options").spliterator(), false)
                .map(option -> ForeignValue.text(option, "label"))
                .toList();
        if (options.isEmpty() || question.path("isOther").asBoolean(false)) return Optional.empty();
        return options.containsAll(given)
                ? Optional.empty()
                : Optional.of("it takes only one of these answers: " + String.join(", ", options));
    }

    /** The answers to the one of this number: several, a line each, only where several may be chosen. */
    private static List<String> given(List<JsonNode> questions, String text, int number) {
        if (questions.size() > 1) return List.of(lines(text).get(number));
        return questions.getFirst().path("multiSelect").asBoolean(false) ? lines(text) : List.of(text.strip());
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static void write(JsonGenerator out, JsonNode question, List<String> given) {
        out.writeArrayPropertyStart(ForeignValue.text(question, "questionId", "id"));
        given.forEach(out::writeString);
        out.writeEndArray();
    }
}
