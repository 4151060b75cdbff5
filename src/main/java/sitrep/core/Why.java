package sitrep.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** For every field shown of a task, the reason it shows what it shows, by the field's name on the wire. */
public final class Why {
    private Why() {}

    /** The reasons, in the order of the wire; runs' own fields go by {@code runs.ID.phase} and the like. */
    public static SequencedMap<String, Because> of(Task task) {
        var detail = Detail.of(task);
        var reasons = new LinkedHashMap<String, Because>();
        ofTask(detail.sitrep(), reasons);
        collected(detail, reasons);
        for (var run : detail.runs()) {
            var prefix = "runs." + run.id().text();
            reasons.put(prefix + ".phase", run.phase().because());
            put(reasons, prefix + ".outcome", run.outcome());
        }
        observed(task, reasons);
        dissent(task, detail.dissent(), reasons);
        return reasons;
    }

    private static void ofTask(Sitrep sitrep, Map<String, Because> reasons) {
        reasons.put("id", new Because(Rule.GIVEN_ID, sitrep.created().because().evidence(), Map.of()));
        put(reasons, "name", Optional.of(sitrep.name()));
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
        put(reasons, "acknowledged", sitrep.acknowledged());
        put(reasons, "snoozedUntil", sitrep.snoozed());
        put(reasons, "remark", sitrep.remark());
        for (var field : List.of("owner", "executor", "reported")) {
            reasons.putIfAbsent(field, Because.of(Rule.NOT_SAID));
        }
        sitrep.labels().forEach((key, label) -> put(reasons, "labels." + key, Optional.of(label)));
        merge(reasons, "labels", List.copyOf(sitrep.labels().values()));
        merge(reasons, "links", sitrep.links());
    }

    private static void collected(Detail detail, Map<String, Because> reasons) {
        if (!detail.ribbon().parts().isEmpty()) reasons.put("ribbon", Because.of(Rule.ONE_LINE));
        if (!detail.runs().isEmpty()) reasons.put("runs", Because.of(Rule.COLLECTED));
        if (!detail.workers().isEmpty()) reasons.put("workers", Because.of(Rule.COLLECTED));
        if (!detail.updates().isEmpty()) reasons.put("updates", Because.of(Rule.COLLECTED));
    }

    /** When each run was first heard of, and each worker last. */
    private static void observed(Task task, Map<String, Because> reasons) {
        for (var run : Lineage.of(task).runs()) {
            var signs = run.signs().orElseThrow();
            reasons.put("runs." + run.id().text() + ".started", Because.of(Rule.RUN_FIRST_OBSERVED, signs.first()));
            run.about().worker().map(Said::value).ifPresent(worker -> {
                var last = Because.of(Rule.WORKER_LAST_OBSERVED, signs.last());
                reasons.merge("workers." + worker.text() + ".lastSign", last, Why::later);
            });
        }
    }

    private static Because later(Because one, Because other) {
        var isLater = other.evidence().getFirst().isAfter(one.evidence().getFirst());
        return isLater ? other : one;
    }

    /** Whoever says something else is named with what it is about: its run's field, and the task's if it is its run. */
    private static void dissent(Task task, List<Dissent> dissents, Map<String, Because> reasons) {
        var lineage = Lineage.of(task);
        var shown = Standing.of(task, lineage).run().map(Run::id);
        for (var of : Dissent.Of.values()) {
            var those = dissents.stream().filter(each -> each.of() == of).toList();
            attach(
                    of.word(),
                    those.stream()
                            .filter(each -> each.run().isEmpty() || each.run().equals(shown))
                            .toList(),
                    reasons);
            for (var run : lineage.runs()) {
                var field = "runs." + run.id().text() + "." + of.word();
                attach(
                        field,
                        those.stream()
                                .filter(each -> each.run().equals(Optional.of(run.id())))
                                .toList(),
                        reasons);
            }
        }
        if (!dissents.isEmpty()) {
            var evidence = dissents.stream().map(Dissent::stamp).distinct().toList();
            reasons.put("dissent", new Because(Rule.DISSENT, evidence, Map.of()));
        }
    }

    private static void attach(String field, List<Dissent> dissents, Map<String, Because> reasons) {
        reasons.computeIfPresent(field, (_, because) -> because.and(Dissent.spoken(dissents)));
    }

    private static <T> void put(Map<String, Because> reasons, String field, Optional<Shown<T>> shown) {
        shown.ifPresent(value -> reasons.put(field, value.because()));
    }

    private static <T> void merge(Map<String, Because> reasons, String field, List<Shown<T>> shown) {
        if (shown.isEmpty()) return;
        var evidence = shown.stream()
                .flatMap(value -> value.because().evidence().stream())
                .distinct()
                .toList();
        reasons.put(field, new Because(Rule.COLLECTED, evidence, Map.of()));
    }
}
