package sitrep.core.why;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.standing.Lineage;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Worker;

/** For every field shown of one worker, the reason it shows what it shows. */
final class WorkerWhy {
    private WorkerWhy() {}

    /** The reasons by the field's name on the wire. */
    static SequencedMap<String, Because> of(Worker worker, Lineage lineage) {
        var reasons = new LinkedHashMap<String, Because>();
        var named = said(worker, lineage).min(Comparator.naturalOrder());
        reasons.put("id", Because.of(Rule.GIVEN_ID, named));
        reasons.put(
                "kind",
                worker.kind()
                        .map(said -> Because.said(said.stamp()))
                        .orElseGet(() -> Because.of(Rule.KIND_UNSAID, named)));
        RunWhy.said(reasons, "name", worker.name());
        RunWhy.said(reasons, "where", worker.where());
        RunWhy.said(reasons, "parent", worker.parent());
        runs(worker, lineage)
                .map(run -> run.signs().orElseThrow().last())
                .max(Comparator.naturalOrder())
                .ifPresent(last -> reasons.put("lastSign", Because.of(Rule.WORKER_LAST_OBSERVED, last)));
        return reasons;
    }

    /** The events that said anything of it. */
    static Stream<Stamp> said(Worker worker, Lineage lineage) {
        return Stream.of(
                        runs(worker, lineage)
                                .flatMap(run -> run.about().worker().stream())
                                .map(Said::stamp),
                        worker.kind().map(Said::stamp).stream(),
                        worker.name().map(Said::stamp).stream(),
                        worker.where().map(Said::stamp).stream(),
                        worker.parent().map(Said::stamp).stream())
                .flatMap(each -> each);
    }

    private static Stream<Run> runs(Worker worker, Lineage lineage) {
        return lineage.runs().stream()
                .filter(run -> run.about().worker().map(Said::value).equals(Optional.of(worker.id())));
    }
}
