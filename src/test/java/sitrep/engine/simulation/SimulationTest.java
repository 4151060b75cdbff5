package sitrep.engine.simulation;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Worlds under seeds. One that fails says with which command it is seen again. */
class SimulationTest {
    private static final int STEPS = 150;
    private static final int WORLDS = 25;

    /** Those of every build, or the one that is asked for. */
    static LongStream seeds() {
        return Optional.ofNullable(System.getProperty("sitrep.seed"))
                .map(Long::parseLong)
                .map(LongStream::of)
                .orElseGet(() -> LongStream.range(0, WORLDS));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatMustBeSoIsSo(long seed) {
        try {
            new Simulation(seed).run(STEPS);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("see it again with ./sitrep test -Dtest=SimulationTest -Dsitrep.seed=" + seed, e);
        }
    }
}
