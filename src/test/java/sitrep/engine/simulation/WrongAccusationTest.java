package sitrep.engine.simulation;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Worlds under seeds in which nobody hangs, and in which one does. One that fails says with which command it is seen
 * again; {@code -Dsitrep.worlds=5000} looks at more of them.
 */
class WrongAccusationTest {
    private static final int STEPS = 200;

    /** Those of every build, or the one that is asked for. */
    static LongStream seeds() {
        return Optional.ofNullable(System.getProperty("sitrep.seed"))
                .map(Long::parseLong)
                .map(LongStream::of)
                .orElseGet(() -> LongStream.range(0, Long.getLong("sitrep.worlds", 40)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverIsSilentAsLongAsIsBorneIsNotAccused(long seed) {
        seen(seed, world -> world.lives(STEPS));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverHangsIsNoticedInTimeAndClearedWhenItSpeaks(long seed) {
        seen(seed, world -> {
            world.lives(STEPS / 4);
            world.oneHangs();
        });
    }

    private static void seen(long seed, Consumer<HonestWorld> happens) {
        try (var world = new HonestWorld(seed)) {
            happens.accept(world);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "see it again with ./sitrep test -Dtest=WrongAccusationTest -Dsitrep.seed=" + seed, e);
        }
    }
}
