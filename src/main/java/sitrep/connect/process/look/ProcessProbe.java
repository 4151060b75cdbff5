package sitrep.connect.process.look;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what the system tells of a process and all that it started. Two small files for each process; what its threads
 * wait in is read only of one that used no processor time since the look before, for a thread that works waits in
 * nothing. Nothing here stops, traces or signals a process.
 */
public record ProcessProbe(ProcFiles files, Map<Integer, SystemCall> calls) implements ProcessWitness {
    /** Processes looked at; those of a larger tree that come last are left out. */
    public static final int WIDEST = 200;

    private static final Pattern MOVED = Pattern.compile("(?m)^[rw]char: (\\d+)$");

    @Override
    public TreeVitals look(long root, long nanos, Optional<TreeVitals> before) {
        var waits = new WaitReader(files, calls, root);
        var busy = ticks(before);
        var seen = new HashSet<Long>();
        var left = new ArrayDeque<>(List.of(root));
        var found = new ArrayList<TreeVitals.One>();
        while (!left.isEmpty() && found.size() < WIDEST) {
            var pid = left.poll();
            if (!seen.add(pid)) continue;
            one(pid, waits, busy).ifPresent(one -> {
                found.add(one);
                left.addAll(children(pid));
            });
        }
        return new TreeVitals(nanos, List.copyOf(found));
    }

    @Override
    public long readings() {
        return files.readings();
    }

    private Optional<TreeVitals.One> one(long pid, WaitReader waits, Map<TreeVitals.Identity, Long> before) {
        return files.text(pid + "/stat").flatMap(text -> Stat.read(pid, text)).map(stat -> {
            var rests = stat.ticks() == before.getOrDefault(stat.identity(), -1L)
                    && stat.state() != TreeVitals.State.RUNS
                    && stat.state() != TreeVitals.State.ENDED;
            return new TreeVitals.One(
                    stat.identity(),
                    stat.name(),
                    stat.state(),
                    stat.ticks(),
                    moved(pid),
                    rests ? waits.of(pid) : List.of());
        });
    }

    private static Map<TreeVitals.Identity, Long> ticks(Optional<TreeVitals> before) {
        return before.stream()
                .flatMap(vitals -> vitals.processes().stream())
                .collect(Collectors.toMap(TreeVitals.One::identity, TreeVitals.One::ticks, Long::max));
    }

    private OptionalLong moved(long pid) {
        var text = files.text(pid + "/io");
        if (text.isEmpty()) return OptionalLong.empty();
        return OptionalLong.of(MOVED.matcher(text.get())
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum());
    }

    private Set<Long> children(long pid) {
        var children = new TreeSet<Long>();
        for (var thread : files.names(pid + "/task")) {
            var text =
                    files.text(pid + "/task/" + thread + "/children").orElse("").strip();
            if (!text.isEmpty()) for (var child : text.split(" ", -1)) children.add(Long.valueOf(child));
        }
        return children;
    }

    /** The numbers of {@code /proc/PID/stat}; the name may itself hold spaces and brackets. */
    private record Stat(TreeVitals.Identity identity, String name, TreeVitals.State state, long ticks) {
        private static final int STATE = 0;
        private static final int OWN = 11;
        private static final int STARTED = 19;

        static Optional<Stat> read(long pid, String text) {
            var open = text.indexOf('(');
            var close = text.lastIndexOf(')');
            if (open < 0 || close < open) return Optional.empty();
            var fields =
                    text.substring(Math.min(close + 2, text.length())).strip().split(" ", -1);
            if (fields.length <= STARTED) return Optional.empty();
            var ticks = 0L;
            for (var i = OWN; i < OWN + 4; i++) ticks += Long.parseLong(fields[i]);
            return Optional.of(new Stat(
                    new TreeVitals.Identity(pid, Long.parseLong(fields[STARTED])),
                    text.substring(open + 1, close),
                    TreeVitals.State.of(fields[STATE].charAt(0)),
                    ticks));
        }
    }
}
