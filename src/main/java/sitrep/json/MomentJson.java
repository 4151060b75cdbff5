package sitrep.json;

import sitrep.core.act.Receipt;
import sitrep.core.event.Owner;
import sitrep.core.moment.Moment;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import tools.jackson.core.JsonGenerator;

/** A moment of a task on the wire: as a line with what tells which task that is, or within its task. */
public final class MomentJson {
    private MomentJson() {}

    /** Writes a line into a document that is being written. */
    public static void write(Moment moment, Sitrep task, JsonGenerator out) {
        out.writeStartObject();
        when(moment, out);
        out.writeStringProperty("task", task.id().text());
        out.writeStringProperty("name", task.name().value());
        FactWriter.text(out, "owner", task.owner().map(Shown::value).map(Owner::name));
        whose(moment, out);
        what(moment.what(), out);
        out.writeEndObject();
    }

    static void ofTask(Moment moment, JsonGenerator out) {
        out.writeStartObject();
        when(moment, out);
        whose(moment, out);
        what(moment.what(), out);
        out.writeEndObject();
    }

    private static void when(Moment moment, JsonGenerator out) {
        SitrepJson.time(out, "at", moment.at());
        out.writeStringProperty("what", moment.what().kind().word());
    }

    private static void whose(Moment moment, JsonGenerator out) {
        moment.run().ifPresent(teller -> {
            out.writeStringProperty("run", teller.run().text());
            out.writeStringProperty("worker", teller.name());
        });
    }

    private static void acted(Receipt receipt, JsonGenerator out) {
        var asked = receipt.asked().value();
        out.writeStringProperty("act", asked.act().text());
        out.writeStringProperty("verb", asked.verb().word());
        FactWriter.text(out, "by", asked.by());
        out.writeStringProperty("state", receipt.state().word());
        FactWriter.text(out, "text", asked.text());
        out.writeStringProperty("says", receipt.spoken());
    }

    private static void what(Moment.What what, JsonGenerator out) {
        switch (what) {
            case Moment.Began _ -> {}
            case Moment.GoesOn(var phase, var since) -> {
                out.writeStringProperty("phase", phase.word());
                SitrepJson.time(out, "since", since);
            }
            case Moment.WaitBegan(var reason, var text, var waitingOn, var until) -> {
                out.writeStringProperty("reason", reason.word());
                FactWriter.text(out, "text", text);
                FactWriter.text(out, "waitingOn", waitingOn);
                SitrepJson.time(out, "until", until);
            }
            case Moment.WaitEnded(var reason, var text, var waitingOn, var since) -> {
                out.writeStringProperty("reason", reason.word());
                FactWriter.text(out, "text", text);
                FactWriter.text(out, "waitingOn", waitingOn);
                SitrepJson.time(out, "since", since);
            }
            case Moment.StallBegan(var why, var since, var until) -> {
                out.writeStringProperty("text", why);
                SitrepJson.time(out, "since", since);
                SitrepJson.time(out, "until", until);
            }
            case Moment.StallEnded(var why, var since, var isCleared) -> {
                out.writeStringProperty("text", why);
                SitrepJson.time(out, "since", since);
                if (isCleared) out.writeBooleanProperty("cleared", true);
            }
            case Moment.LossBegan(var why, var until) -> {
                FactWriter.text(out, "text", why);
                SitrepJson.time(out, "until", until);
            }
            case Moment.LossEnded(var how, var since) -> {
                out.writeStringProperty("text", how);
                SitrepJson.time(out, "since", since);
            }
            case Moment.Acted(var receipt) -> acted(receipt, out);
            case Moment.TryFailed(var outcome, var summary) -> {
                out.writeStringProperty("outcome", outcome.word());
                FactWriter.text(out, "text", summary);
            }
            case Moment.Ended(var outcome, var summary, var began) -> {
                out.writeStringProperty("outcome", outcome.word());
                FactWriter.text(out, "text", summary);
                SitrepJson.time(out, "since", began);
            }
        }
    }
}
