package sitrep.connect.acp.meaning;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import tools.jackson.databind.JsonNode;

/** A question to the user: a form to fill in, or a page to be opened for a login. */
record QuestionAsked(JsonNode params) {

    boolean isElsewhere() {
        return ForeignValue.text(params, "mode").equals("url");
    }

    Fact.RunBlocked blocked(RunId run, BlockId block, Optional<String> who, String where) {
        var step = isElsewhere() ? "Open the page that " + where + " shows" : "Answer it in " + where;
        return new Fact.RunBlocked(
                run,
                block,
                isElsewhere() ? BlockReason.AUTH : BlockReason.USER_INPUT,
                ForeignValue.asked(question()),
                who,
                Optional.of(new Action(step, who, Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                options());
    }

    /** Of the page only its host: the rest of the address may be a secret. */
    private String question() {
        var message = ForeignValue.text(params, "message");
        if (isElsewhere()) return host().map(it -> message + " (" + it + ")").orElse(message);
        var asked = fields().flatMap(field -> Stream.of(ForeignValue.text(field, "description", "title")))
                .filter(text -> !text.isBlank() && !message.contains(text))
                .toList();
        return asked.isEmpty() ? message : message + "\n" + String.join("\n", asked);
    }

    private Optional<String> host() {
        try {
            return Optional.ofNullable(
                    URI.create(ForeignValue.text(params, "url")).getHost());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Stream<JsonNode> fields() {
        return params.path("requestedSchema").path("properties").valueStream().limit(Limits.OPTIONS);
    }

    /** What is offered for the first thing that is asked. */
    private List<String> options() {
        var first = fields().findFirst();
        if (first.isEmpty()) return List.of();
        var titled = Stream.of("oneOf", "anyOf")
                .flatMap(choice -> first.get().path(choice).valueStream())
                .map(choice -> ForeignValue.text(choice, "title", "const"));
        var items = first.get()
                .path("items")
                .path("anyOf")
                .valueStream()
                .map(it -> ForeignValue.text(it, "title", "const"));
        var plain = first.get().path("enum").valueStream().map(choice -> choice.asString(""));
        return Stream.of(titled, items, plain)
                .flatMap(each -> each)
                .flatMap(name -> ForeignValue.line(name, Limits.NAME).stream())
                .limit(Limits.OPTIONS)
                .toList();
    }
}
