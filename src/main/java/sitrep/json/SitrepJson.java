package sitrep.json;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.moment.Moment;
import sitrep.core.outlook.ExpectedTime;
import sitrep.core.outlook.Outlook;
import sitrep.core.outlook.RunAges;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Dissent;
import sitrep.core.standing.Obstacle;
import sitrep.core.standing.Ribbon;
import sitrep.core.standing.Segment;
import sitrep.core.task.Said;
import sitrep.core.task.Triage;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.why.TaskDetail;
import tools.jackson.core.JsonGenerator;

/**
 * What an operator is told, as JSON: short for lists, whole for a task's own page. Absent is absent, never a default.
 */
public final class SitrepJson {
    private SitrepJson() {}

    /** A task as lists show it: everything but its runs, workers and updates. */
    public static String brief(Sitrep sitrep, Ribbon ribbon, List<Moment> moments, Collection<String> sources) {
        return Json.write(out -> {
            out.writeStartObject();
            fields(sitrep, ribbon, moments, sources, out);
            out.writeEndObject();
        });
    }

    /** A task with all there is. */
    public static String full(TaskDetail detail) {
        return full(detail, Outlook.NONE);
    }

    /** The same with how long it goes on, and usually would. */
    public static String full(TaskDetail detail, Outlook outlook) {
        return Json.write(out -> {
            out.writeStartObject();
            fields(detail.sitrep(), detail.ribbon(), detail.moments(), detail.sources(), out);
            outlook.expected().ifPresent(it -> expected(it, detail.sitrep(), outlook.now(), out));
            array(
                    out,
                    "runs",
                    detail.runs(),
                    run -> run(run, Optional.ofNullable(outlook.ages().get(run.id())), out));
            array(out, "workers", detail.workers(), worker -> worker(worker, out));
            array(out, "updates", detail.updates(), update -> {
                out.writeStartObject();
                update(update, out);
                out.writeEndObject();
            });
            var receipts = detail.sitrep().receipts();
            if (!receipts.isEmpty()) array(out, "receipts", receipts, it -> ActJson.receipt(it.value(), out));
            if (!detail.notes().isEmpty()) array(out, "notes", detail.notes(), note -> note(note, out));
            if (!detail.dissent().isEmpty()) array(out, "dissent", detail.dissent(), it -> dissent(it, out));
            out.writeEndObject();
        });
    }

    private static void note(Said<Triage.Remark> note, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", note.stamp().event().id());
        out.writeStringProperty("text", note.value().text());
        FactWriter.text(out, "by", note.value().by());
        time(out, "at", note.stamp().at());
        out.writeEndObject();
    }

    private static void dissent(Dissent dissent, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("of", dissent.of().word());
        FactWriter.text(out, "run", dissent.run().map(RunId::text));
        out.writeStringProperty("said", dissent.said());
        out.writeStringProperty("source", dissent.stamp().event().source());
        out.writeStringProperty("event", dissent.stamp().event().id());
        time(out, "at", dissent.stamp().at());
        out.writeEndObject();
    }

    static void expected(ExpectedTime expected, Sitrep sitrep, Instant now, JsonGenerator out) {
        var begun = sitrep.created().value();
        out.writeObjectPropertyStart("expected");
        out.writeNumberProperty("p50", expected.half().toSeconds());
        out.writeNumberProperty("p90", expected.most().toSeconds());
        out.writeNumberProperty("n", expected.n());
        out.writeStringProperty("text", expected.spoken());
        if (sitrep.ended().isEmpty()) {
            time(out, "eta", expected.eta(begun, now));
            FactWriter.text(out, "remark", expected.slow(begun, now).map(Fact.SlowNoticed::spoken));
        }
        out.writeEndObject();
    }

    private static void fields(
            Sitrep sitrep, Ribbon ribbon, List<Moment> moments, Collection<String> sources, JsonGenerator out) {
        out.writeStringProperty("id", sitrep.id().text());
        out.writeStringProperty("name", sitrep.name().value());
        FactWriter.text(out, "goal", sitrep.goal().map(Shown::value));
        FactWriter.text(out, "givenName", sitrep.givenName().map(Shown::value));
        FactWriter.text(
                out, "parent", sitrep.parent().map(shown -> shown.value().text()));
        sitrep.owner().ifPresent(shown -> {
            out.writeObjectPropertyStart("owner");
            out.writeStringProperty("name", shown.value().name());
            FactWriter.text(out, "where", shown.value().where());
            out.writeEndObject();
        });
        executor(sitrep, out);
        out.writeStringProperty("phase", sitrep.phase().value().word());
        time(out, "since", sitrep.since().value());
        out.writeStringProperty("attention", sitrep.attention().value().word());
        sitrep.block().ifPresent(shown -> {
            out.writeObjectPropertyStart("block");
            out.writeStringProperty("run", shown.value().run().text());
            block(shown.value(), out);
            out.writeEndObject();
        });
        sitrep.update().ifPresent(shown -> {
            out.writeObjectPropertyStart("update");
            update(shown.value(), out);
            out.writeEndObject();
        });
        sitrep.next().ifPresent(shown -> FactWriter.action(out, shown.value()));
        time(out, "lastUpdate", sitrep.lastUpdate().value());
        progress(out, sitrep.progress().map(Shown::value));
        time(out, "created", sitrep.created().value());
        if (!sources.isEmpty()) array(out, "sources", List.copyOf(sources), out::writeString);
        array(out, "ribbon", ribbon.parts(), part -> {
            out.writeStartObject();
            out.writeStringProperty("phase", part.phase().word());
            time(out, "from", part.from());
            out.writeEndObject();
        });
        if (!moments.isEmpty()) array(out, "moments", moments, it -> MomentJson.ofTask(it, out));
        ending(sitrep, out);
    }

    private static void executor(Sitrep sitrep, JsonGenerator out) {
        sitrep.executor().map(Shown::value).ifPresent(executor -> {
            out.writeObjectPropertyStart("executor");
            out.writeStringProperty("worker", executor.worker().text());
            out.writeStringProperty("kind", executor.kind().word());
            FactWriter.text(out, "name", executor.name());
            FactWriter.text(out, "where", executor.where());
            out.writeEndObject();
        });
    }

    private static void block(Obstacle block, JsonGenerator out) {
        out.writeStringProperty("id", block.id());
        out.writeStringProperty("reason", block.reason().word());
        FactWriter.text(out, "text", block.text());
        FactWriter.text(out, "waitingOn", block.waitingOn());
        time(out, "since", block.since());
        block.expires().ifPresent(expiry -> FactWriter.expires(out, expiry));
        block.on().ifPresent(on -> FactWriter.awaited(out, on));
        FactWriter.options(out, block.options());
        FactWriter.text(out, "perhaps", block.perhaps());
        if (block.more() > 0) out.writeNumberProperty("more", block.more());
    }

    private static void ending(Sitrep sitrep, JsonGenerator out) {
        FactWriter.text(
                out, "outcome", sitrep.outcome().map(shown -> shown.value().word()));
        time(out, "ended", sitrep.ended().map(Shown::value));
        delivery(out, "reported", sitrep.reported());
        delivery(out, "undelivered", sitrep.undelivered());
        sitrep.acknowledged().map(Shown::value).ifPresent(acknowledgement -> {
            out.writeObjectPropertyStart("acknowledged");
            FactWriter.text(out, "by", acknowledgement.by());
            time(out, "at", acknowledgement.at());
            out.writeEndObject();
        });
        sitrep.receipt().ifPresent(shown -> {
            out.writeName("receipt");
            ActJson.receipt(shown.value(), out);
        });
        time(out, "snoozedUntil", sitrep.snoozed().map(Shown::value));
        FactWriter.text(out, "shelf", sitrep.shelf().map(shown -> shown.value().word()));
        sitrep.note().map(Shown::value).ifPresent(note -> {
            out.writeObjectPropertyStart("note");
            out.writeStringProperty("text", note.text());
            FactWriter.text(out, "by", note.by());
            time(out, "at", note.at());
            out.writeEndObject();
        });
        sitrep.remark().map(Shown::value).ifPresent(remark -> {
            out.writeObjectPropertyStart("remark");
            out.writeStringProperty("text", remark.text());
            time(out, "since", remark.since());
            if (!remark.kinds().isEmpty()) array(out, "kinds", remark.kinds(), kind -> out.writeString(kind.word()));
            remark.tries().ifPresent(tries -> {
                out.writeNumberProperty("try", tries.number());
                out.writeNumberProperty("failed", tries.failed());
            });
            out.writeEndObject();
        });
        var labels = sitrep.labels().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().value()));
        FactWriter.texts(out, "labels", labels);
        FactWriter.links(out, sitrep.links().stream().map(Shown::value).toList());
    }

    private static void delivery(JsonGenerator out, String name, Optional<Shown<Sitrep.Delivery>> shown) {
        shown.map(Shown::value).ifPresent(delivery -> {
            out.writeObjectPropertyStart(name);
            FactWriter.report(delivery.report(), out);
            time(out, "at", delivery.at());
            out.writeEndObject();
        });
    }

    private static void update(Sitrep.Latest update, JsonGenerator out) {
        out.writeStringProperty("text", update.text());
        time(out, "at", update.at());
        FactWriter.text(out, "run", update.run().map(RunId::text));
    }

    private static void run(TaskDetail.RunView run, Optional<RunAges> ages, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", run.id().text());
        FactWriter.text(out, "slot", run.slot());
        run.attempt().ifPresent(attempt -> out.writeNumberProperty("attempt", attempt));
        FactWriter.text(out, "parent", run.parent().map(RunId::text));
        FactWriter.text(out, "worker", run.worker().map(WorkerId::text));
        FactWriter.text(out, "label", run.label());
        out.writeStringProperty("kind", run.kind().word());
        out.writeStringProperty("phase", run.phase().value().word());
        time(out, "since", run.since());
        time(out, "started", run.started());
        time(out, "ended", run.ended());
        FactWriter.text(out, "outcome", run.outcome().map(shown -> shown.value().word()));
        FactWriter.text(out, "summary", run.summary());
        progress(out, run.progress());
        run.output().ifPresent(said -> output(said, out));
        run.condition().ifPresent(said -> condition(said, out));
        if (!run.blocks().isEmpty()) array(out, "blocks", run.blocks(), block -> runBlock(block, out));
        array(out, "segments", run.segments(), segment -> segment(segment, out));
        ages.ifPresent(it -> AgesJson.write(it, out));
        out.writeEndObject();
    }

    private static void output(Said<String> said, JsonGenerator out) {
        out.writeObjectPropertyStart("output");
        out.writeStringProperty("text", said.value());
        time(out, "at", said.stamp().at());
        out.writeEndObject();
    }

    private static void condition(Said<Condition> said, JsonGenerator out) {
        out.writeObjectPropertyStart("condition");
        FactWriter.condition(said.value(), out);
        time(out, "at", said.stamp().at());
        out.writeEndObject();
    }

    private static void runBlock(Obstacle block, JsonGenerator out) {
        out.writeStartObject();
        block(block, out);
        block.action().ifPresent(action -> FactWriter.action(out, action));
        out.writeEndObject();
    }

    private static void segment(Segment segment, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("phase", segment.phase().word());
        FactWriter.text(out, "reason", segment.reason().map(BlockReason::word));
        time(out, "from", segment.from());
        time(out, "to", segment.to());
        out.writeEndObject();
    }

    private static void worker(TaskDetail.WorkerView worker, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", worker.id().text());
        out.writeStringProperty("kind", worker.kind().word());
        FactWriter.text(out, "name", worker.name());
        FactWriter.text(out, "where", worker.where());
        FactWriter.text(out, "parent", worker.parent().map(WorkerId::text));
        time(out, "lastSign", worker.lastSign());
        out.writeEndObject();
    }

    static void progress(JsonGenerator out, Optional<Progress> progress) {
        progress.ifPresent(it -> {
            out.writeObjectPropertyStart("progress");
            out.writeNumberProperty("done", it.done());
            out.writeNumberProperty("total", it.total());
            out.writeEndObject();
        });
    }

    static void time(JsonGenerator out, String name, Instant time) {
        out.writeStringProperty(name, time.toString());
    }

    static void time(JsonGenerator out, String name, Optional<Instant> time) {
        time.ifPresent(it -> time(out, name, it));
    }

    static <T> void array(JsonGenerator out, String name, List<T> items, Consumer<T> each) {
        out.writeArrayPropertyStart(name);
        items.forEach(each);
        out.writeEndArray();
    }
}
