package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.ObservedTask;
import sitrep.connect.openclaw.memory.ScheduledJob;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Owner;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;
import tools.jackson.databind.JsonNode;

/**
 * What the gateway's schedule starts: each start of a job is a task, and goes by the job's id and the time of its
 * start, which the job's own events, the ledger and the history of its runs agree on. Heartbeats are no tasks.
 */
final class ScheduledJobs {
    /** What a job's result on its way to wherever the job wants it goes by. */
    static final String DELIVERY = "delivery";

    /** How long the delivery of a result may take. */
    static final Duration DELIVERING = Duration.ofSeconds(30);

    /** How the gateway says that somebody stopped a job; it calls that failed. */
    private static final Pattern BY_OPERATOR =
            Pattern.compile("(?i)(removed|disabled|cancelled) by operator|job (was )?removed");

    /** What became of a result: whether it was delivered, where to, and why not. */
    private record Delivery(String status, String to, String why) {}

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final RunNews runs;
    private final TurnEnds ends;
    private final Gateway gateway;

    ScheduledJobs(GatewayMemory book, EventsOfStep chronicle, RunNews runs, TurnEnds ends, Gateway gateway) {
        this.book = book;
        this.chronicle = chronicle;
        this.runs = runs;
        this.ends = ends;
        this.gateway = gateway;
    }

    void pushed(JsonNode payload) {
        var id = ForeignValue.text(payload, "jobId");
        if (id.isBlank()) {
            chronicle.skip("cron", "without job");
            return;
        }
        if (payload.path("job").isObject()) job(payload.path("job"));
        if (isHeartbeat(id, "")) return;
        switch (ForeignValue.text(payload, "action")) {
            case "started" ->
                ForeignValue.time(payload, "runAtMs")
                        .filter(at -> errand(id, at).isEmpty())
                        .ifPresent(at -> start(id, at, ""));
            case "finished" -> finished(payload);
            case "removed" -> removed(id);
            default -> {}
        }
    }

    void job(JsonNode job) {
        var id = ForeignValue.text(job, "id");
        if (id.isBlank()) return;
        var name = ForeignValue.text(job, "displayName", "name");
        var heartbeat = ForeignValue.text(job.path("payload"), "kind").equals("heartbeat")
                || ForeignValue.text(job, "declarationKey").startsWith("heartbeat:");
        GatewayMemory.keep(book.jobs, id, new ScheduledJob(id, name, schedule(job.path("schedule")), heartbeat));
        lastStart(id, job.path("state"));
    }

    /** What a list of jobs says of the last start of each: whoever missed its end learns what became of its result. */
    private void lastStart(String id, JsonNode state) {
        ForeignValue.time(state, "lastRunAtMs")
                .flatMap(at -> errand(id, at))
                .filter(errand -> !errand.reported && errand.isSettled())
                .ifPresent(errand -> {
                    var delivery = new Delivery(
                            ForeignValue.text(state, "lastDeliveryStatus"),
                            "channel",
                            ForeignValue.text(state, "lastDeliveryError"));
                    var failed = !ForeignValue.text(state, "lastRunStatus").equals("ok");
                    if (!delivery.status().isBlank()) delivered(errand, delivery, failed, chronicle.now());
                });
    }

    private static String schedule(JsonNode schedule) {
        return switch (ForeignValue.text(schedule, "kind")) {
            case "every" ->
                "every "
                        + SpokenTime.duration(
                                Duration.ofMillis(schedule.path("everyMs").asLong(0)));
            case "cron" -> ForeignValue.text(schedule, "expr", "cron");
            case "at" -> "once";
            default -> "";
        };
    }

    /** A row of the ledger about one start. */
    void row(JsonNode row) {
        var id = ForeignValue.text(row, "sourceId");
        var started = started(ForeignValue.text(row, "runId"));
        if (id.isBlank() || started.isEmpty()) {
            chronicle.skip("task", "a scheduled run without job or time");
            return;
        }
        var title = ForeignValue.text(row, "title");
        if (isHeartbeat(id, title)) return;
        var live = ForeignValue.text(row, "status").equals("running")
                || ForeignValue.text(row, "status").equals("queued");
        var known = errand(id, started.get());
        if (known.isEmpty() && !live && isHistory(row)) return;
        var errand = known.orElseGet(() -> start(id, started.get(), title));
        var key = ForeignValue.text(row, "childSessionKey");
        if (!key.isBlank()) book.session(key, chronicle.now()).errand = Optional.of(errand);
        if (!live) end(errand, row);
    }

    /** What still runs of a job that its operator removes is stopped by that. */
    private void removed(String id) {
        book.errands.values().stream()
                .filter(errand -> errand.isJob && errand.id.text().startsWith("cron:" + id + ":"))
                .forEach(errand -> errand.isRemoved = true);
    }

    private boolean isHeartbeat(String id, String title) {
        var job = book.jobs.get(id);
        return job == null ? title.startsWith("heartbeat-") : job.heartbeat();
    }

    private boolean isHistory(JsonNode row) {
        var ended = ForeignValue.time(row, "endedAt").or(() -> ForeignValue.time(row, "updatedAt"));
        return book.listeningSince.isEmpty()
                || ended.filter(book.listeningSince.get()::isBefore).isEmpty();
    }

    /** The time in an id such as {@code cron:JOB:1795333718433:…}. */
    private static Optional<Instant> started(String run) {
        var parts = run.split(":", -1);
        return parts.length > 2 && parts[2].matches("\\d{10,15}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(parts[2])))
                : Optional.empty();
    }

    private Optional<ObservedTask> errand(String id, Instant at) {
        return Optional.ofNullable(book.errands.get(ForeignValue.id(name(id, at))));
    }

    private static String name(String id, Instant at) {
        return "cron:" + id + ":" + at.toEpochMilli();
    }

    private ObservedTask start(String id, Instant at, String title) {
        var job = Optional.ofNullable(book.jobs.get(id));
        var said = job.map(ScheduledJob::name).filter(it -> !it.isBlank()).orElse(title);
        var name = ForeignValue.line(said, TaskNaming.LONGEST).orElse("job " + id);
        var session = new Session("", chronicle.now());
        var when = job.map(ScheduledJob::schedule).flatMap(it -> ForeignValue.line(it, Limits.NAME));
        var errand = runs.openTask(name(id, at), session, at, Optional.of(new Owner("schedule", when)));
        errand.byProgram = true;
        errand.isJob = true;
        errand.named = true;
        runs.name(errand, session, Optional.of(name), Optional.empty(), at);
        var worker = new WorkerSeen(
                new WorkerId(ForeignValue.id("cron:" + id)),
                Optional.of(WorkerKind.CRON),
                Optional.of(name),
                ForeignValue.line(gateway.name(), Limits.NAME),
                Optional.empty());
        var opening = new RunNews.Opening(Phase.STARTING, at, name, "", Optional.of(worker));
        runs.open(name(id, at), session, errand, Turn.Kind.CRON, Optional.empty(), opening);
        return errand;
    }

    private void finished(JsonNode payload) {
        ForeignValue.time(payload, "runAtMs")
                .flatMap(at -> errand(ForeignValue.text(payload, "jobId"), at))
                .ifPresent(errand -> {
                    var failed = !ForeignValue.text(payload, "status").equals("ok");
                    var at = ForeignValue.time(payload, "runAtMs")
                            .map(start ->
                                    start.plusMillis(payload.path("durationMs").asLong(0)))
                            .orElse(chronicle.now());
                    var text = ForeignValue.text(payload, failed ? "error" : "summary", "summary");
                    over(errand, failed ? Outcome.FAILED : Outcome.SUCCEEDED, text, at);
                    ends.arrived(errand, DELIVERY, at);
                    var why = ForeignValue.text(payload, "deliveryError", "deliverySuppressionReason");
                    var to = channel(payload.path("delivery"));
                    if (!failed) wakes(errand, payload.path("job"), at);
                    delivered(errand, new Delivery(ForeignValue.text(payload, "deliveryStatus"), to, why), failed, at);
                });
    }

    /** A job for an agent's main session only leaves word there and wakes it; what it does then belongs to the job. */
    private void wakes(ObservedTask errand, JsonNode job, Instant at) {
        if (!ForeignValue.text(job, "sessionTarget").equals("main")) return;
        var agent = ForeignValue.text(job, "agentId");
        GatewayMemory.keep(
                book.wakes,
                "agent:" + (agent.isBlank() ? "main" : agent) + ":main",
                new GatewayMemory.Wake(errand, at));
    }

    /** The ledger says how a start came out; the job's own word on what became of its result comes just behind. */
    private void end(ObservedTask errand, JsonNode row) {
        var at = ForeignValue.time(row, "endedAt")
                .or(() -> ForeignValue.time(row, "updatedAt"))
                .orElse(chronicle.now());
        errand.root.filter(Turn::isLive).ifPresent(root -> {
            var outcome = outcome(root, row);
            if (outcome == Outcome.SUCCEEDED) ends.await(errand, DELIVERY, root.session, Handover.PENDING);
            over(errand, outcome, ForeignValue.text(row, "error", "terminalSummary"), at);
            if (outcome != Outcome.SUCCEEDED) ends.arrived(errand, DELIVERY, at);
        });
    }

    /** The ledger calls failed what was only not delivered; it then names no error. */
    private static Outcome outcome(Turn root, JsonNode row) {
        var isDone =
                root.over && root.outcome.filter(it -> it == Outcome.SUCCEEDED).isPresent();
        var outcome = LedgerRows.outcome(row);
        var isOnlyNotDelivered = isDone
                && outcome == Outcome.FAILED
                && ForeignValue.text(row, "error").isBlank();
        return isOnlyNotDelivered ? Outcome.SUCCEEDED : outcome;
    }

    /** How the schedule says that a start came out; its turn may have ended well before the start failed. */
    private void over(ObservedTask errand, Outcome said, String text, Instant at) {
        var isStopped = said == Outcome.FAILED
                && (errand.isRemoved || BY_OPERATOR.matcher(text).find());
        var outcome = isStopped ? Outcome.CANCELLED : said;
        if (isStopped) ends.notOwed(errand, "its operator stopped the job", at);
        errand.root.filter(Turn::isLive).ifPresent(root -> {
            if (!root.over) ends.over(root, new TurnEnd(outcome, text, false, at));
            else if (outcome != Outcome.SUCCEEDED
                    && root.outcome.filter(it -> it == Outcome.SUCCEEDED).isPresent()) {
                root.outcome = Optional.of(outcome);
                root.endedAt = Optional.of(at);
                runs.news(root, text, at);
            }
        });
    }

    /** A job that delivers nothing has nothing to report, unless it failed: then nobody knows. */
    private void delivered(ObservedTask errand, Delivery delivery, boolean failed, Instant at) {
        switch (delivery.status()) {
            case "delivered" -> ends.told(errand, delivery.to(), "delivered as the job asks", at);
            case "not-requested", "" -> {
                if (!failed) ends.notOwed(errand, "no delivery was asked for", at);
            }
            default -> {
                var why = delivery.why().isBlank() ? "" : ": " + delivery.why();
                errand.root.ifPresent(root -> runs.afterword(root, "The result could not be delivered" + why, at));
            }
        }
    }

    /** Where the result went, as {@code telegram 123}. */
    private static String channel(JsonNode delivery) {
        var resolved = delivery.path("resolved").isObject() ? delivery.path("resolved") : delivery.path("intended");
        var channel = ForeignValue.text(resolved, "channel");
        return (channel.isBlank() ? "channel" : channel + " " + ForeignValue.text(resolved, "to")).strip();
    }
}
