package sitrep.core.why;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sitrep.core.event.Stamp;
import sitrep.core.moment.TaskMoments;
import sitrep.core.outlook.Outlook;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Dissent;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Standing;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Task;

/** For every field shown of a task, of its runs and of its workers, the reason it shows what it shows. */
public final class Why {
    private Why() {}

    /** Most events that are named for what was collected from many: the newest. */
    static final int COLLECTED = 20;

    /** The reasons for what follows from events alone. */
    public static SequencedMap<String, Because> of(Task task) {
        return of(task, Outlook.NONE);
    }

    /** The reasons by the field's name on the wire, in its order; as in {@code phase} or {@code runs.ID.phase}. */
    public static SequencedMap<String, Because> of(Task task, Outlook outlook) {
        var reasons = new LinkedHashMap<String, Because>();
        var lineage = Lineage.of(task);
        var standing = Standing.of(task, lineage);
        var sitrep = Sitrep.of(task);
        ofTask(sitrep, reasons);
        reasons.put("since", since(standing, lineage));
        outlook.expected().ifPresent(it -> reasons.put("expected", it.because(sitrep)));
        Stream.concat(lineage.runs().stream(), lineage.hindsight().stream())
                .forEach(run -> RunWhy.of(
                                run, lineage, Optional.ofNullable(outlook.ages().get(run.id())))
                        .forEach((field, because) -> reasons.put(ofRun(run, field), because)));
        givenUp(standing, reasons);
        collected(task, lineage, reasons);
        dissent(standing, lineage, reasons);
        reasons.replaceAll((_, because) -> because.complete());
        return reasons;
    }

    static String ofRun(Run run, String field) {
        return "runs." + run.id().text() + "." + field;
    }

    private static void ofTask(Sitrep sitrep, Map<String, Because> reasons) {
        reasons.put("id", new Because(Rule.GIVEN_ID, sitrep.created().because().evidence(), Map.of()));
        put(reasons, "name", Optional.of(sitrep.name()));
        put(reasons, "givenName", sitrep.givenName());
        put(reasons, "owner", sitrep.owner());
        put(reasons, "goal", sitrep.goal());
        put(reasons, "parent", sitrep.parent());
        put(reasons, "executor", sitrep.executor());
        put(reasons, "phase", Optional.of(sitrep.phase()));
        put(reasons, "since", Optional.of(sitrep.since()));
        put(reasons, "attention", Optional.of(sitrep.attention()));
        put(reasons, "block", sitrep.block());
        put(reasons, "update", sitrep.update());
        put(reasons, "next", sitrep.next());
        put(reasons, "lastUpdate", Optional.of(sitrep.lastUpdate()));
        put(reasons, "progress", sitrep.progress());
        put(reasons, "created", Optional.of(sitrep.created()));
        put(reasons, "outcome", sitrep.outcome());
        put(reasons, "ended", sitrep.ended());
        put(reasons, "reported", sitrep.reported());
        put(reasons, "undelivered", sitrep.undelivered());
        put(reasons, "acknowledged", sitrep.acknowledged());
        put(reasons, "snoozedUntil", sitrep.snoozed());
        put(reasons, "shelf", sitrep.shelf());
        put(reasons, "note", sitrep.note());
        put(reasons, "remark", sitrep.remark());
        put(reasons, "receipt", sitrep.receipt());
        receipts(sitrep, reasons);
        for (var field : List.of("owner", "executor", "reported")) {
            reasons.putIfAbsent(field, Because.of(Rule.NOT_SAID));
        }
        sitrep.labels().forEach((key, label) -> put(reasons, "labels." + key, Optional.of(label)));
        merge(reasons, "labels", sitrep.labels().values());
        merge(reasons, "links", sitrep.links());
    }

    /** Each in a sentence, by when it was asked for. */
    private static void receipts(Sitrep sitrep, Map<String, Because> reasons) {
        if (sitrep.receipts().isEmpty()) return;
        var told = new TreeMap<String, String>();
        for (var shown : sitrep.receipts()) {
            told.put(
                    shown.value().asked().stamp().at().toString(), shown.value().spoken());
        }
        var evidence = sitrep.receipts().stream()
                .flatMap(shown -> shown.because().evidence().stream())
                .distinct()
                .toList();
        reasons.put("receipts", new Because(Rule.ASKED_OF_SOURCE, evidence, told));
    }

    /** The event that began it, among all that can begin a phase. */
    private static Because since(Standing standing, Lineage lineage) {
        return lineage.runs().stream()
                .flatMap(RunWhy::turns)
                .filter(stamp -> stamp.at().equals(standing.since()))
                .min(Comparator.naturalOrder())
                .map(stamp -> Because.of(Rule.SINCE, stamp))
                .orElseGet(() -> new Because(Rule.SINCE, standing.because().evidence(), Map.of()));
    }

    /** A task whose run was given up by Sitrep says by which rule, too. */
    private static void givenUp(Standing standing, Map<String, Because> reasons) {
        standing.run()
                .filter(RunWhy::isGivenUp)
                .filter(_ -> standing.end().isPresent())
                .map(RunWhy::promised)
                .ifPresent(numbers -> {
                    for (var field : List.of("phase", "outcome")) {
                        reasons.computeIfPresent(field, (_, because) -> because.and(numbers));
                    }
                });
    }

    private static void collected(Task task, Lineage lineage, Map<String, Because> reasons) {
        var runs = lineage.runs();
        var first = task.signs().map(SignsOfLife::first).stream();
        collected(
                reasons,
                "ribbon",
                Rule.ONE_LINE,
                Stream.concat(first, runs.stream().flatMap(RunWhy::turns)));
        moments(task, reasons);
        collected(
                reasons,
                "runs",
                Rule.COLLECTED,
                runs.stream().map(run -> run.signs().orElseThrow().first()));
        var told = runs.stream().map(run -> run.signs().orElseThrow().last());
        var last = task.signs().map(SignsOfLife::last).stream();
        collected(reasons, "sources", Rule.COLLECTED, Stream.concat(last, told));
        var workers = task.workers().values();
        for (var worker : workers) {
            WorkerWhy.of(worker, lineage)
                    .forEach((field, because) ->
                            reasons.put("workers." + worker.id().text() + "." + field, because));
        }
        collected(reasons, "workers", Rule.COLLECTED, workers.stream().flatMap(each -> WorkerWhy.said(each, lineage)));
        collected(reasons, "updates", Rule.COLLECTED, task.updates().stream().map(Said::stamp));
        collected(
                reasons,
                "notes",
                Rule.COLLECTED,
                task.triage().standingRemarks().stream().map(Said::stamp));
    }

    private static void moments(Task task, Map<String, Because> reasons) {
        var events = TaskMoments.beside(task).stream().flatMap(moment -> moment.stamp().stream());
        collected(reasons, "moments", Rule.BESIDE_PHASES, events);
    }

    private static void collected(Map<String, Because> reasons, String field, Rule rule, Stream<Stamp> stamps) {
        var newest = stamps.distinct()
                .sorted(Comparator.reverseOrder())
                .limit(COLLECTED)
                .toList();
        if (!newest.isEmpty()) reasons.put(field, new Because(rule, newest, Map.of()));
    }

    /** Whoever says something else is named with what it is about: its run's field, and the task's if it is its run. */
    private static void dissent(Standing standing, Lineage lineage, Map<String, Because> reasons) {
        var dissents = Dissent.of(lineage);
        if (dissents.isEmpty()) return;
        var shown = standing.run().map(Run::id);
        for (var each : dissents) {
            var isShown = each.run().isEmpty() || each.run().equals(shown);
            if (isShown) attach(each.of().word(), each, reasons);
            each.run()
                    .ifPresent(
                            run -> attach("runs." + run.text() + "." + each.of().word(), each, reasons));
        }
        var evidence = dissents.stream().map(Dissent::stamp).distinct().toList();
        reasons.put("dissent", new Because(Rule.DISSENT, evidence, Map.of()));
    }

    private static void attach(String field, Dissent dissent, Map<String, Because> reasons) {
        reasons.computeIfPresent(field, (_, because) -> because.against(dissent.spoken()));
    }

    private static <T> void put(Map<String, Because> reasons, String field, Optional<Shown<T>> shown) {
        shown.ifPresent(value -> reasons.put(field, value.because()));
    }

    private static <T> void merge(Map<String, Because> reasons, String field, Collection<Shown<T>> shown) {
        if (shown.isEmpty()) return;
        var evidence = shown.stream()
                .flatMap(value -> value.because().evidence().stream())
                .distinct()
                .toList();
        reasons.put(field, new Because(Rule.COLLECTED, evidence, Map.of()));
    }
}
