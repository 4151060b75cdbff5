package sitrep.connect.openclaw.hand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.core.event.RunId;

/**
 * What is known of the runs of one gateway for acting on them. Written by the thread that translates, before it tells
 * of them; read by any.
 */
public final class Grips {
    /** Most runs; what was not told of for longest goes first, and nothing can be done about it then. */
    static final int MOST = 5_000;

    private final Map<RunId, Grip> grips = new LinkedHashMap<>();

    public synchronized void keep(List<Grip> told) {
        for (var grip : told) {
            grips.remove(grip.run());
            grips.put(grip.run(), grip);
        }
        var oldest = grips.keySet().iterator();
        while (grips.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized Optional<Grip> of(RunId run) {
        return Optional.ofNullable(grips.get(run));
    }
}
