package sitrep.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import sitrep.bench.load.LoadBench;
import sitrep.bench.load.LongBench;
import sitrep.bench.load.PeerBench;

/**
 * Measures what Sitrep promises, each figure beside a floor or a peer in the same run, in interleaved rounds of which
 * the median counts: {@code ./sitrep bench [acp] [board] [derive] [feed] [history] [ingest] [load] [long] [openclaw]
 * [page] [peer] [probe] [run] [snapshot] [start] [sweep]}. Unless some are named it is all but {@code peer}, which has
 * to be fetched.
 * {@code -Dbench.NAME=VALUE} before them changes what a bench says it takes.
 */
public final class Bench {
    private Bench() {}

    private interface Measurement {
        void run(Path jar) throws Exception;
    }

    public static void main(String[] words) throws Exception {
        var args = Stream.of(words).filter(word -> !isProperty(word)).toList();
        var all = new LinkedHashMap<String, Measurement>();
        all.put("start", StartBench::run);
        all.put("run", RunBench::run);
        all.put("acp", AcpBench::run);
        all.put("ingest", IngestBench::run);
        all.put("load", LoadBench::run);
        all.put("peer", PeerBench::run);
        all.put("long", LongBench::run);
        all.put("board", BoardBench::run);
        all.put("feed", FeedBench::run);
        all.put("openclaw", OpenClawBench::run);
        all.put("sweep", SweepBench::run);
        all.put("probe", ProbeBench::run);
        all.put("derive", DeriveBench::run);
        all.put("snapshot", SnapshotBench::run);
        all.put("history", HistoryBench::run);
        all.put("page", PageBench::run);
        var usual = all.keySet().stream().filter(name -> !name.equals("peer")).toList();
        var chosen = args.isEmpty() ? usual : args;
        var unknown = new ArrayList<>(chosen);
        unknown.removeAll(all.keySet());
        if (!unknown.isEmpty()) {
            System.err.println("no such benchmark: " + unknown + "; there are " + all.keySet());
            System.exit(2);
        }
        var jar = Path.of(Bench.class
                .getClassLoader()
                .getResource("sitrep/Main.class")
                .getPath()
                .replaceAll("^file:|!.*$", ""));
        for (Map.Entry<String, Measurement> each : all.entrySet()) {
            if (chosen.contains(each.getKey())) each.getValue().run(jar);
        }
    }

    private static boolean isProperty(String word) {
        if (!word.startsWith("-D")) return false;
        var parts = word.substring(2).split("=", 2);
        System.setProperty(parts[0], parts.length == 1 ? "" : parts[1]);
        return true;
    }
}
