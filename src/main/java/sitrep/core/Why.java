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
    public static SequencedMap<String, Because> of(Detail detail) {
        var reasons = new LinkedHashMap<String, Because>();
        ofTask(detail.sitrep(), reasons);
        collected(detail, reasons);
        for (var run : detail.runs()) {
            var prefix = "runs." + run.id().text();
            reasons.put(prefix + ".phase", run.phase().because());
            put(reasons, prefix + ".outcome", run.outcome());
        }
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
