package sitrep.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what Sitrep promises, each figure beside a floor or a peer in the same run, in interleaved rounds of which
 * the median counts: {@code ./sitrep bench [ingest] [board] [feed] [history] [openclaw] [page] [probe] [run]
 * [snapshot] [start] [sweep]}, all of them unless named.
 */
public final class Bench {
    private Bench() {}

    private interface Measurement {
        void run(Path jar) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        var all = new LinkedHashMap<String, Measurement>();
        all.put("start", StartBench::run);
        all.put("run", RunBench::run);
        all.put("ingest", IngestBench::run);
        all.put("board", BoardBench::run);
        all.put("feed", FeedBench::run);
        all.put("openclaw", OpenClawBench::run);
        all.put("sweep", SweepBench::run);
        all.put("probe", ProbeBench::run);
        all.put("history", HistoryBench::run);
        all.put("page", PageBench::run);
        all.put("snapshot", SnapshotBench::run);
        var chosen = args.length == 0 ? List.copyOf(all.keySet()) : List.of(args);
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
}
