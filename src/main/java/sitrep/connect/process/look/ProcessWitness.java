package sitrep.connect.process.look;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Who looks at a process and all that it started. */
public interface ProcessWitness {

    /**
     * What can be seen now.
     *
     * @param nanos the time, by a clock that only goes forward
     * @param before what was seen the last time
     */
    TreeVitals look(long root, long nanos, Optional<TreeVitals> before);

    /** How many files were read so far. */
    long readings();

    /** The best one that this machine has. */
    static ProcessWitness here() {
        return ProcFiles.here()
                .<ProcessWitness>map(files -> new ProcessProbe(files, SystemCall.of(System.getProperty("os.arch", ""))))
                .orElse(new Handles());
    }

    /** Where there is no {@code /proc}: which processes there are and how long they computed, and no more. */
    final class Handles implements ProcessWitness {
        private long readings;

        @Override
        public TreeVitals look(long root, long nanos, Optional<TreeVitals> before) {
            readings += ProcessProbe.WIDEST / 10;
            return new TreeVitals(
                    nanos,
                    ProcessHandle.of(root).stream()
                            .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                            .limit(ProcessProbe.WIDEST)
                            .map(Handles::one)
                            .toList());
        }

        @Override
        public long readings() {
            return readings;
        }

        private static String name(String program) {
            return program.substring(program.lastIndexOf('/') + 1);
        }

        private static TreeVitals.One one(ProcessHandle handle) {
            var info = handle.info();
            return new TreeVitals.One(
                    new TreeVitals.Identity(
                            handle.pid(),
                            info.startInstant().map(Instant::toEpochMilli).orElse(0L)),
                    info.command().map(Handles::name).orElse(""),
                    handle.isAlive() ? TreeVitals.State.SLEEPS : TreeVitals.State.ENDED,
                    info.totalCpuDuration().orElse(Duration.ZERO).toMillis() / 10,
                    OptionalLong.empty(),
                    List.of());
        }
    }
}
