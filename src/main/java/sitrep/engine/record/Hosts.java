package sitrep.engine.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import sitrep.core.standing.WorkerAtWork;
import sitrep.core.task.Said;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.Board;
import sitrep.engine.board.WorkersAtWork;
import sitrep.store.Facet;

/** How it goes at each host: what runs there now, and what became of what ran there in the last day. */
public final class Hosts {
    /** The facet by which the tasks are found that had a worker at a host. */
    public static final String FACET = "host";

    /** Most that are told of: those at which anything runs, then those with the most tasks. */
    static final int MOST = 100;

    /**
     * What runs there now.
     *
     * @param live runs that go on and can be seen
     * @param waiting those of them that wait for a person
     * @param stuck those of them that look stuck
     * @param unseen runs of which nothing is known since contact with all who tell of them was lost
     */
    public record Now(long live, long waiting, long stuck, long unseen) {
        private static final Now NOTHING = new Now(0, 0, 0, 0);

        private Now plus(WorkerAtWork hand, boolean isUnseen) {
            if (isUnseen) return new Now(live, waiting, stuck, unseen + 1);
            var isHuman = hand.phase().kind() == Phase.Kind.HUMAN;
            var isSuspect = hand.phase().kind() == Phase.Kind.SUSPECT;
            return new Now(live + 1, waiting + (isHuman ? 1 : 0), stuck + (isSuspect ? 1 : 0), unseen);
        }
    }

    /** One host. */
    public record Host(String name, Now now, TrackRecords.LastDay day) {}

    /**
     * The worst first.
     *
     * @param left how many hosts there are besides
     */
    public record All(List<Host> hosts, int left) {}

    private static final Comparator<Host> WORST = Comparator.comparingLong(
                    (Host host) -> -host.now().stuck())
            .thenComparingLong(host -> -host.day().failed())
            .thenComparingLong(host -> -host.now().unseen())
            .thenComparingDouble(host -> -host.day().slowness())
            .thenComparingLong(host -> -host.now().live())
            .thenComparing(Host::name);

    private final Board board;
    private final WorkersAtWork crew;
    private final TrackRecords records;

    public Hosts(Board board, WorkersAtWork crew, TrackRecords records) {
        this.board = board;
        this.crew = crew;
        this.records = records;
    }

    /** @param lost when contact with each source was lost that is out of it */
    public All all(Map<String, Instant> lost) {
        var now = now(lost);
        var names = new LinkedHashSet<>(now.keySet());
        var known = new ArrayList<>(board.filed().counts(FACET).entrySet());
        known.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        known.forEach(entry -> names.add(entry.getKey()));
        var hosts = names.stream()
                .limit(MOST)
                .map(name -> new Host(name, now.getOrDefault(name, Now.NOTHING), records.of(new Facet(FACET, name))))
                .filter(Hosts::isOfToday)
                .sorted(WORST)
                .toList();
        return new All(hosts, Math.max(0, names.size() - MOST));
    }

    private static boolean isOfToday(Host host) {
        return host.now().live() + host.now().unseen() + host.day().ended() > 0;
    }

    private Map<String, Now> now(Map<String, Instant> lost) {
        var now = new HashMap<String, Now>();
        for (var one : crew.atWork()) {
            var where = one.worker().where().map(Said::value);
            var isUnseen = WorkersAtWork.unseenSince(one, lost).isPresent();
            where.ifPresent(host -> {
                for (var hand : one.hands()) {
                    now.put(host, now.getOrDefault(host, Now.NOTHING).plus(hand, isUnseen));
                }
            });
        }
        return now;
    }
}
