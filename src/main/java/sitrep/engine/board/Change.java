package sitrep.engine.board;

import java.util.List;
import sitrep.core.usual.Lasted;

/** What a batch made of one task; more than one before it if they joined by it. */
record Change(List<Known> before, Known after, List<Lasted> took) {

    /** How many tasks there are of each sort then. */
    Tally counted(Tally tally) {
        var known = before.stream().filter(Known::isHeard).map(Known::sitrep);
        return tally.moved(known.toList(), after.sitrep());
    }
}
