package sitrep.core.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import sitrep.core.event.PastCall;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/** The newest {@link Limits#DEEDS} things that a run did, oldest first: the same whatever the order of arrival. */
public record PastCalls(List<Done> newest) {
    static final PastCalls NONE = new PastCalls(List.of());

    private static final Comparator<Done> IN_ORDER =
            Comparator.comparing(Done::stamp).thenComparingInt(Done::place);

    /**
     * One of them.
     *
     * @param place which one it is of those that its event told
     */
    public record Done(Stamp stamp, int place, PastCall deed) {}

    PastCalls with(List<PastCall> did, Stamp stamp) {
        if (did.isEmpty() || newest.stream().anyMatch(done -> done.stamp().equals(stamp))) return this;
        var next = new ArrayList<>(newest);
        for (var place = 0; place < did.size(); place++) {
            next.add(new Done(stamp, place, did.get(place)));
        }
        next.sort(IN_ORDER);
        return new PastCalls(List.copyOf(next.subList(Math.max(0, next.size() - Limits.DEEDS), next.size())));
    }

    /** Each once, though two witnesses told of it. */
    List<Done> once() {
        var ids = new HashSet<String>();
        return newest.stream().filter(done -> ids.add(done.deed().id())).toList();
    }
}
