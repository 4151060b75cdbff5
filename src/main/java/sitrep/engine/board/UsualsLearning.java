package sitrep.engine.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.core.usual.Usuals;

/** What an installation learns of how long things usually last. The writer notes and learns, any may ask. */
final class UsualsLearning {
    /** What lasted how long since something was last learnt. */
    private final List<Lasted> took = new ArrayList<>();

    private volatile Usuals usuals;

    UsualsLearning(Map<Lasted.What, Histogram> known) {
        usuals = new Usuals(known);
    }

    void note(List<Lasted> over) {
        took.addAll(over);
    }

    Usuals usuals() {
        return usuals;
    }

    /** The same, and answers all that is usual. */
    Map<Lasted.What, Histogram> learnAll() {
        usuals = usuals.with(took);
        took.clear();
        return usuals.own();
    }

    /** Takes what was noted into what is usual. Answers what changed by it. */
    Map<Lasted.What, Histogram> learn() {
        var learnt = usuals.with(took);
        var changed = took.stream()
                .map(Lasted::what)
                .distinct()
                .collect(Collectors.toMap(what -> what, what -> learnt.own().get(what)));
        usuals = learnt;
        took.clear();
        return changed;
    }
}
