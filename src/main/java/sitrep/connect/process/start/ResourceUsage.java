package sitrep.connect.process.start;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a command took, where no keeper says so.
 *
 * @param processor the time that it and what it waited for computed
 * @param memory the most bytes of memory that one of them had
 */
record ResourceUsage(Duration processor, long memory) {
    private static final int CHILDREN = -1;
    private static final int SIZE = 144;
    private static final int MEMORY_AT = 32;
    private static final long MEGA = 1_048_576;

    /** That of all commands of this process that ended (getrusage(2)); absent where the system cannot be asked. */
    @SuppressWarnings("restricted") // the jar allows it; without, nothing is told
    static Optional<ResourceUsage> ofChildren() {
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            var getrusage = linker.downcallHandle(
                    linker.defaultLookup().find("getrusage").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            var used = arena.allocate(SIZE, Long.BYTES);
            if ((int) getrusage.invokeExact(CHILDREN, used) != 0) return Optional.empty();
            var user = time(used.get(ValueLayout.JAVA_LONG, 0), used.get(ValueLayout.JAVA_INT, 8));
            var system = time(used.get(ValueLayout.JAVA_LONG, 16), used.get(ValueLayout.JAVA_INT, 24));
            var memory = used.get(ValueLayout.JAVA_LONG, MEMORY_AT);
            return Optional.of(new ResourceUsage(user.plus(system), isLinux() ? memory * 1_024 : memory));
        } catch (Throwable _) { // so it is declared
            return Optional.empty();
        }
    }

    private static Duration time(long seconds, int micros) {
        return Duration.ofSeconds(seconds).plusNanos(micros * 1_000L);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").equals("Linux");
    }

    /** As in {@code took 3.20 s, processor 1.84 s, peak memory 45 MB}, as the keeper says it. */
    static String spoken(Duration took, Optional<ResourceUsage> used) {
        var more = used.map(it -> ", processor " + spoken(it.processor) + ", peak memory " + it.memory / MEGA + " MB");
        return "took " + spoken(took) + more.orElse("");
    }

    private static String spoken(Duration time) {
        return time.toMinutes() > 0
                ? "%dm %02ds".formatted(time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
