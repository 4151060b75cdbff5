package sitrep.json;

import java.util.List;
import java.util.Optional;
import sitrep.core.act.Offer;
import sitrep.core.act.Receipt;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;
import tools.jackson.core.JsonGenerator;

/** What operators ask of sources on the wire: the events, what can be asked, and what became of it. */
public final class ActJson {
    static final String ASKED = "sitrep.act.asked";
    static final String ANSWERED = "sitrep.act.answered";

    private ActJson() {}

    static String type(ActFact fact) {
        return switch (fact) {
            case ActFact.Asked _ -> ASKED;
            case ActFact.Answered _ -> ANSWERED;
        };
    }

    static ActFact.Asked asked(Fields data) {
        return new ActFact.Asked(
                new ActId(data.requiredText("act")),
                data.word("verb", ClosedWords.VERBS).orElseThrow(() -> missing("verb", Verb.words())),
                data.text("run").map(RunId::new),
                data.text("block").map(BlockId::new),
                data.text("text"),
                data.text("by"),
                data.word("from", ClosedWords.CHANNELS).orElse(Channel.API),
                data.text("where"),
                data.text("seen"),
                data.text("key"));
    }

    static ActFact.Answered answered(Fields data) {
        return new ActFact.Answered(
                new ActId(data.requiredText("act")),
                data.word("stage", ClosedWords.STAGES).orElseThrow(() -> missing("stage", ActStage.words())),
                data.text("how"));
    }

    private static Invalid missing(String field, List<String> words) {
        return new Invalid(field, "nothing", String.join(" ", words));
    }

    static void data(ActFact fact, JsonGenerator out) {
        out.writeStringProperty("act", fact.act().text());
        switch (fact) {
            case ActFact.Asked it -> asked(it, out);
            case ActFact.Answered it -> {
                out.writeStringProperty("stage", it.stage().word());
                FactWriter.text(out, "how", it.how());
            }
        }
    }

    private static void asked(ActFact.Asked it, JsonGenerator out) {
        what(it.verb(), it.run(), it.block(), out);
        FactWriter.text(out, "text", it.text());
        FactWriter.text(out, "by", it.by());
        out.writeStringProperty("from", it.from().word());
        FactWriter.text(out, "where", it.where());
        FactWriter.text(out, "seen", it.seen());
        FactWriter.text(out, "key", it.key());
    }

    private static void what(Verb verb, Optional<RunId> run, Optional<BlockId> block, JsonGenerator out) {
        out.writeStringProperty("verb", verb.word());
        FactWriter.text(out, "run", run.map(RunId::text));
        FactWriter.text(out, "block", block.map(BlockId::text));
    }

    /** A receipt in a document that is being written. */
    public static void receipt(Receipt receipt, JsonGenerator out) {
        var asked = receipt.asked().value();
        out.writeStartObject();
        out.writeStringProperty("id", asked.act().text());
        what(asked.verb(), asked.run(), asked.block(), out);
        FactWriter.text(out, "text", asked.text());
        FactWriter.text(out, "by", asked.by());
        out.writeStringProperty("from", asked.from().word());
        FactWriter.text(out, "where", asked.where());
        SitrepJson.time(out, "at", receipt.asked().stamp().at());
        out.writeStringProperty("state", receipt.state().word());
        FactWriter.text(out, "how", receipt.how());
        SitrepJson.time(out, "since", receipt.since());
        out.writeStringProperty("says", receipt.spoken());
        out.writeEndObject();
    }

    /** What can be asked, as a list of its own. */
    public static String offers(List<Offer> offers) {
        return Json.write(out -> {
            out.writeStartArray();
            offers.forEach(offer -> offer(offer, out));
            out.writeEndArray();
        });
    }

    private static void offer(Offer offer, JsonGenerator out) {
        out.writeStartObject();
        what(offer.verb(), offer.target().run(), offer.target().block(), out);
        out.writeStringProperty("label", offer.label());
        out.writeStringProperty("does", offer.does());
        FactWriter.text(out, "confirm", offer.confirm());
        if (offer.verb().needsWords()) out.writeStringProperty("text", "required");
        if (!offer.options().isEmpty()) SitrepJson.array(out, "options", offer.options(), out::writeString);
        out.writeStringProperty("rev", offer.rev());
        out.writeEndObject();
    }
}
