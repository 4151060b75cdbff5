package sitrep.json;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.ActFact;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.End;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.Link;
import sitrep.core.event.ListedRun;
import sitrep.core.event.OpenCall;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.PastCall;
import sitrep.core.event.Report;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;
import tools.jackson.core.JsonGenerator;

/** A fact as the type and the data of an event. */
final class FactWriter {
    static final String TASK_OPENED = "sitrep.task.opened";
    static final String RUN_OPENED = "sitrep.run.opened";
    static final String RUN_ADVANCED = "sitrep.run.advanced";
    static final String RUN_PRINTED = "sitrep.run.printed";
    static final String RUN_BLOCKED = "sitrep.run.blocked";
    static final String RUN_UNBLOCKED = "sitrep.run.unblocked";
    static final String RUN_STOPPING = "sitrep.run.stopping";
    static final String RUN_PAUSED = "sitrep.run.paused";
    static final String RUN_ENDED = "sitrep.run.ended";
    static final String TASK_ENDED = "sitrep.task.ended";
    static final String TASK_REPORTED = "sitrep.task.reported";
    static final String TASK_ALIAS = "sitrep.task.alias";
    static final String TASK_NOTED = "sitrep.task.noted";
    static final String SOURCE_SEEN = "sitrep.source.seen";
    static final String SOURCE_LOST = "sitrep.source.lost";
    static final String SOURCE_LISTED = "sitrep.source.listed";
    static final String STALL_SUSPECTED = "sitrep.stall.suspected";
    static final String STALL_CLEARED = "sitrep.stall.cleared";
    static final String RUN_RETURNED = "sitrep.run.returned";
    static final String SLOW_NOTICED = "sitrep.slow.noticed";

    private FactWriter() {}

    static String type(Fact fact) {
        return switch (fact) {
            case Fact.TaskOpened _ -> TASK_OPENED;
            case Fact.RunOpened _ -> RUN_OPENED;
            case Fact.RunAdvanced _ -> RUN_ADVANCED;
            case Fact.RunPrinted _ -> RUN_PRINTED;
            case Fact.RunBlocked _ -> RUN_BLOCKED;
            case Fact.RunUnblocked _ -> RUN_UNBLOCKED;
            case Fact.RunStopping _ -> RUN_STOPPING;
            case Fact.RunPaused _ -> RUN_PAUSED;
            case Fact.RunEnded _ -> RUN_ENDED;
            case Fact.TaskEnded _ -> TASK_ENDED;
            case Fact.TaskReported _ -> TASK_REPORTED;
            case Fact.TaskAlias _ -> TASK_ALIAS;
            case Fact.TaskNoted _ -> TASK_NOTED;
            case ActFact it -> ActJson.type(it);
            case Fact.SourceSeen _ -> SOURCE_SEEN;
            case Fact.SourceLost _ -> SOURCE_LOST;
            case Fact.SourceListed _ -> SOURCE_LISTED;
            case Fact.StallSuspected _ -> STALL_SUSPECTED;
            case Fact.StallCleared _ -> STALL_CLEARED;
            case Fact.RunReturned _ -> RUN_RETURNED;
            case Fact.SlowNoticed _ -> SLOW_NOTICED;
        };
    }

    static void data(Fact fact, JsonGenerator out) {
        out.writeStartObject();
        if (fact instanceof Fact.OfRun ofRun)
            out.writeStringProperty("run", ofRun.run().text());
        switch (fact) {
            case Fact.TaskOpened it -> taskOpened(it, out);
            case Fact.RunOpened it -> runOpened(it, out);
            case Fact.RunAdvanced it -> runAdvanced(it, out);
            case Fact.RunBlocked it -> runBlocked(it, out);
            case Fact.RunUnblocked it -> {
                if (!it.block().equals(BlockId.UNNAMED))
                    out.writeStringProperty("block", it.block().text());
                text(out, "how", it.how());
                text(out, "opener", it.opener());
            }
            case Fact.RunPrinted it -> out.writeStringProperty("output", it.output());
            case Fact.RunStopping it -> {
                text(out, "by", it.by());
                text(out, "how", it.how());
            }
            case Fact.RunPaused it -> {
                text(out, "by", it.by());
                text(out, "why", it.why());
                SitrepJson.time(out, "until", it.until());
            }
            case Fact.RunEnded it -> ended(it.end(), out);
            case Fact.TaskEnded it -> ended(it.end(), out);
            case Fact.TaskReported it -> report(it.report(), out);
            case Fact.TaskAlias it ->
                out.writeStringProperty("alias", it.alias().text());
            case Fact.TaskNoted it -> noted(it, out);
            case ActFact it -> ActJson.data(it, out);
            case Fact.SourceSeen it -> {
                text(out, "name", it.name());
                it.every().ifPresent(every -> out.writeNumberProperty("every", every.toMillis() / 1000.0));
            }
            case Fact.SourceLost it -> text(out, "why", it.why());
            case Fact.SourceListed it -> SitrepJson.array(out, "runs", sorted(it.runs()), one -> listed(one, out));
            case Fact.StallSuspected it -> {
                out.writeStringProperty("verdict", it.verdict().word());
                out.writeStringProperty("since", it.since().toString());
                out.writeNumberProperty("limit", it.limit().toMillis() / 1000.0);
                out.writeStringProperty("rule", it.rule());
                texts(out, "numbers", it.numbers());
            }
            case Fact.StallCleared _ -> {}
            case Fact.RunReturned it ->
                out.writeNumberProperty("gone", it.gone().toMillis() / 1000.0);
            case Fact.SlowNoticed it -> {
                out.writeNumberProperty("takes", it.takes().toMillis() / 1000.0);
                out.writeNumberProperty("p50", it.half().toMillis() / 1000.0);
                out.writeNumberProperty("p90", it.most().toMillis() / 1000.0);
                out.writeNumberProperty("n", it.n());
            }
        }
        out.writeEndObject();
    }

    static void text(JsonGenerator out, String name, Optional<String> value) {
        value.ifPresent(text -> out.writeStringProperty(name, text));
    }

    static void texts(JsonGenerator out, String name, Map<String, String> values) {
        if (values.isEmpty()) return;
        out.writeObjectPropertyStart(name);
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> out.writeStringProperty(entry.getKey(), entry.getValue()));
        out.writeEndObject();
    }

    static void action(JsonGenerator out, Action action) {
        out.writeObjectPropertyStart("next");
        out.writeStringProperty("text", action.text());
        text(out, "who", action.who());
        text(out, "command", action.command());
        text(out, "link", action.link());
        out.writeEndObject();
    }

    private static void taskOpened(Fact.TaskOpened fact, JsonGenerator out) {
        text(out, "name", fact.name());
        fact.owner().ifPresent(owner -> {
            out.writeObjectPropertyStart("owner");
            out.writeStringProperty("name", owner.name());
            text(out, "where", owner.where());
            out.writeEndObject();
        });
        text(out, "goal", fact.goal());
        fact.parent().ifPresent(parent -> out.writeStringProperty("parent", parent.text()));
        texts(out, "labels", fact.labels());
        links(out, fact.links());
    }

    static void links(JsonGenerator out, List<Link> links) {
        if (links.isEmpty()) return;
        out.writeArrayPropertyStart("links");
        links.forEach(link -> {
            out.writeStartObject();
            out.writeStringProperty("rel", link.rel());
            out.writeStringProperty("href", link.href());
            out.writeEndObject();
        });
        out.writeEndArray();
    }

    private static void runOpened(Fact.RunOpened fact, JsonGenerator out) {
        text(out, "slot", fact.slot());
        fact.attempt().ifPresent(attempt -> out.writeNumberProperty("attempt", attempt));
        fact.parent().ifPresent(parent -> out.writeStringProperty("parent", parent.text()));
        fact.worker().ifPresent(worker -> worker(worker, out));
        text(out, "label", fact.label());
        text(out, "phase", fact.phase().map(Phase::word));
        fact.pulse().ifPresent(pulse -> out.writeNumberProperty("pulse", pulse.toMillis() / 1000.0));
    }

    private static void worker(WorkerSeen worker, JsonGenerator out) {
        out.writeObjectPropertyStart("worker");
        out.writeStringProperty("id", worker.id().text());
        text(out, "kind", worker.kind().map(WorkerKind::word));
        text(out, "name", worker.name());
        text(out, "where", worker.where());
        text(out, "parent", worker.parent().map(WorkerId::text));
        text(out, "command", worker.command());
        text(out, "session", worker.session().map(WorkerId::text));
        out.writeEndObject();
    }

    private static void runAdvanced(Fact.RunAdvanced fact, JsonGenerator out) {
        fact.phase().ifPresent(phase -> out.writeStringProperty("phase", phase.word()));
        text(out, "update", fact.update());
        if (fact.voice() != Voice.NARRATIVE)
            out.writeStringProperty("voice", fact.voice().word());
        fact.progress().ifPresent(progress -> {
            out.writeObjectPropertyStart("progress");
            out.writeNumberProperty("done", progress.done());
            out.writeNumberProperty("total", progress.total());
            out.writeEndObject();
        });
        fact.open().ifPresent(acts -> SitrepJson.array(out, "open", acts, act -> act(act, out)));
        fact.condition().ifPresent(seen -> {
            out.writeObjectPropertyStart("condition");
            condition(seen, out);
            out.writeEndObject();
        });
        if (!fact.did().isEmpty()) SitrepJson.array(out, "did", fact.did(), deed -> deed(deed, out));
    }

    static void condition(Condition seen, JsonGenerator out) {
        out.writeStringProperty("kind", seen.kind().word());
        text(out, "text", seen.text());
        SitrepJson.time(out, "until", seen.until());
    }

    private static void deed(PastCall deed, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", deed.id());
        out.writeStringProperty("kind", deed.kind().word());
        text(out, "title", deed.title());
        out.writeStringProperty("digest", deed.digest());
        out.writeEndObject();
    }

    static void act(OpenCall act, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", act.id());
        out.writeStringProperty("kind", act.kind().word());
        text(out, "title", act.title());
        SitrepJson.time(out, "since", act.since());
        act.limit().ifPresent(limit -> out.writeNumberProperty("limit", limit.toMillis() / 1000.0));
        if (act.prompts()) out.writeBooleanProperty("prompts", true);
        if (act.asked()) out.writeBooleanProperty("asked", true);
        out.writeEndObject();
    }

    private static void runBlocked(Fact.RunBlocked fact, JsonGenerator out) {
        out.writeObjectPropertyStart("block");
        if (!fact.block().equals(BlockId.UNNAMED))
            out.writeStringProperty("id", fact.block().text());
        out.writeStringProperty("reason", fact.reason().word());
        text(out, "text", fact.text());
        text(out, "waitingOn", fact.waitingOn());
        fact.action().ifPresent(action -> action(out, action));
        fact.expires().ifPresent(expiry -> expires(out, expiry));
        fact.on().ifPresent(on -> awaited(out, on));
        options(out, fact.options());
        out.writeEndObject();
    }

    static void options(JsonGenerator out, List<String> options) {
        if (!options.isEmpty()) SitrepJson.array(out, "options", options, out::writeString);
    }

    static void expires(JsonGenerator out, Expiry expiry) {
        out.writeObjectPropertyStart("expires");
        out.writeStringProperty("at", expiry.at().toString());
        text(out, "then", expiry.then());
        out.writeEndObject();
    }

    static void awaited(JsonGenerator out, Awaited on) {
        out.writeObjectPropertyStart("on");
        switch (on) {
            case Awaited.OfTask(var task) -> out.writeStringProperty("task", task.text());
            case Awaited.OfRun(var run) -> out.writeStringProperty("run", run.text());
            case Awaited.OfSlot(var slot) -> out.writeStringProperty("slot", slot);
            case Awaited.OfLock(var lock) -> out.writeStringProperty("lock", lock);
            case Awaited.OfTime(var time) -> out.writeStringProperty("time", time.toString());
        }
        out.writeEndObject();
    }

    private static List<ListedRun> sorted(Set<ListedRun> runs) {
        return runs.stream()
                .sorted(Comparator.comparing((ListedRun one) -> one.task().text())
                        .thenComparing(one -> one.run().text()))
                .toList();
    }

    private static void listed(ListedRun one, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("task", one.task().text());
        out.writeStringProperty("run", one.run().text());
        out.writeEndObject();
    }

    static void report(Report report, JsonGenerator out) {
        switch (report) {
            case Report.Delivered(var to, var how) -> {
                out.writeStringProperty("to", to);
                text(out, "how", how);
            }
            case Report.Undelivered(var to, var why, var retry) -> {
                text(out, "to", to);
                out.writeStringProperty("failed", why);
                SitrepJson.time(out, "retry", retry);
            }
            case Report.NotOwed(var why) -> out.writeStringProperty("notOwed", why);
        }
    }

    private static void ended(End end, JsonGenerator out) {
        out.writeStringProperty("outcome", end.outcome().word());
        text(out, "summary", end.summary());
        text(out, "known", end.known().map(Certainty::word));
        text(out, "by", end.by());
        if (end.empty()) out.writeBooleanProperty("empty", true);
        SitrepJson.time(out, "retry", end.retry());
    }

    private static void noted(Fact.TaskNoted fact, JsonGenerator out) {
        switch (fact.note()) {
            case OperatorNote.Acknowledged _ -> out.writeStringProperty("note", "acknowledged");
            case OperatorNote.Dismissed _ -> out.writeStringProperty("note", "dismissed");
            case OperatorNote.Restored _ -> out.writeStringProperty("note", "restored");
            case OperatorNote.Snoozed(var until) -> {
                out.writeStringProperty("note", "snoozed");
                SitrepJson.time(out, "until", until);
            }
            case OperatorNote.Renamed(var name) -> {
                out.writeStringProperty("note", "renamed");
                text(out, "name", name);
            }
            case OperatorNote.Labelled(var labels, var removed) -> {
                out.writeStringProperty("note", "labelled");
                texts(out, "labels", labels);
                if (!removed.isEmpty()) {
                    SitrepJson.array(out, "removed", List.copyOf(removed), out::writeString);
                }
            }
            case OperatorNote.Remarked(var text) -> {
                out.writeStringProperty("note", "remarked");
                out.writeStringProperty("text", text);
            }
            case OperatorNote.Withdrawn(var remark) -> {
                out.writeStringProperty("note", "withdrawn");
                out.writeStringProperty("remark", remark);
            }
        }
        text(out, "by", fact.by());
    }
}
