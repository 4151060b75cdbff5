package sitrep.json;

import sitrep.core.event.Owner;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Moment;
import tools.jackson.core.JsonGenerator;

/** A moment of a task on the wire, with what tells which task that is. */
public final class MomentJson {
    private MomentJson() {}

    /** Writes it into a document that is being written. */
    public static void write(Moment moment, Sitrep task, JsonGenerator out) {
        out.writeStartObject();
        SitrepJson.time(out, "at", moment.at());
        out.writeStringProperty("what", moment.what().kind().word());
        out.writeStringProperty("task", task.id().text());
        out.writeStringProperty("name", task.name().value());
        FactWriter.text(out, "owner", task.owner().map(Shown::value).map(Owner::name));
        moment.run().ifPresent(teller -> {
            out.writeStringProperty("run", teller.run().text());
            out.writeStringProperty("worker", teller.name());
        });
        what(moment.what(), out);
        out.writeEndObject();
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
            case Moment.StallBegan(var since, var until) -> {
                SitrepJson.time(out, "since", since);
                SitrepJson.time(out, "until", until);
            }
            case Moment.StallEnded(var since) -> SitrepJson.time(out, "since", since);
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
