package sitrep.store;

import java.util.Map;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;

/**
 * How long things lasted, kept with the log for when the events that it was learnt from are not in it any more.
 *
 * @param upTo the newest event that it was learnt from; 0 while nothing ever left the log
 */
public record Learnt(Map<Lasted.What, Histogram> lasted, long upTo) {
    public static final Learnt NOTHING = new Learnt(Map.of(), 0);

    public Learnt {
        lasted = Map.copyOf(lasted);
    }
}
