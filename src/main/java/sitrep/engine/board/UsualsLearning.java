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

    /** Up to which event all was learnt already, although it may be told once more. */
    private final long upTo;

    /** Whether the index lacks what was known at the start. */
    private boolean isAllLost;

    /** @param upTo up to which event it was learnt, where the index lacks it; else 0 */
    UsualsLearning(Map<Lasted.What, Histogram> known, long upTo) {
        usuals = new Usuals(known);
        this.upTo = upTo;
        this.isAllLost = upTo > 0;
    }

    /** @param seq the newest event that this was over by */
    void note(List<Lasted> over, long seq) {
        if (seq > upTo) took.addAll(over);
    }

    Usuals usuals() {
        return usuals;
    }

    /** The same, and answers all that is usual. */
    Map<Lasted.What, Histogram> learnAll() {
        isAllLost = false;
        usuals = usuals.with(took);
        took.clear();
        return usuals.own();
    }

    /** Takes what was noted into what is usual. Answers what changed by it. */
    Map<Lasted.What, Histogram> learn() {
        if (isAllLost) return learnAll();
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
