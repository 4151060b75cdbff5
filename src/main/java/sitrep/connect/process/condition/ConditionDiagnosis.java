package sitrep.connect.process.condition;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.connect.process.look.Terminals;
import sitrep.connect.process.look.ThreadWait;
import sitrep.connect.process.look.TreeVitals;
import sitrep.connect.process.look.TypingMode;
import sitrep.connect.process.output.RepeatedLines;
import sitrep.core.event.Condition;

/**
 * What a command that says nothing is about, from two looks at its processes. What contradicts a stall comes first:
 * whoever computes, reads, writes or starts processes is busy, whatever else waits beside it.
 */
final class ConditionDiagnosis {
    private ConditionDiagnosis() {}

    /** Hundredths of one processor from which on a command computes; runtimes that idle stay below. */
    static final double COMPUTES = 2;

    /** Bytes a second from which on a command reads and writes; timers and wake-ups stay below. */
    static final double MOVES = 1_024;

    /** Lines in a row that say nothing new, from which on a command repeats itself. */
    static final int REPEATS = 20;

    /**
     * What is known besides.
     *
     * @param input where the command's own standard input leads
     * @param spoke whether it wrote output between the looks
     * @param stirred whether processes of it began or ended within the last minute
     * @param upstream the program that writes into it, where it is the one before ours in a shell's pipeline
     * @param repeats how often it said again what it had just said
     * @param typing how it takes what is typed at its terminal
     */
    record Besides(
            String input,
            Optional<String> upstream,
            boolean spoke,
            boolean stirred,
            RepeatedLines repeats,
            TypingMode typing) {}

    /** Absent while there is too little to go by. */
    static Optional<Condition> of(TreeVitals before, TreeVitals now, Besides besides) {
        if (now.living().isEmpty() || now.nanos() <= before.nanos()) return Optional.empty();
        if (now.living().stream().allMatch(one -> one.state() == TreeVitals.State.STOPPED)) {
            return Optional.of(condition(Condition.Kind.SUSPENDED, "stopped by a signal or a debugger"));
        }
        return repeating(besides).or(() -> busy(before, now, besides)).or(() -> waiting(now, besides));
    }

    private static Optional<Condition> repeating(Besides besides) {
        return besides.spoke() && besides.repeats().count() >= REPEATS
                ? Optional.of(
                        condition(Condition.Kind.REPEATING, besides.repeats().spoken()))
                : Optional.empty();
    }

    private static Optional<Condition> busy(TreeVitals before, TreeVitals now, Besides besides) {
        var time = Duration.ofNanos(now.nanos() - before.nanos());
        var seconds = time.toMillis() / 1_000.0;
        var share = Math.max(0, now.ticks() - before.ticks()) / seconds;
        var moved = Math.max(0, now.bytes() - before.bytes()) / seconds;
        var born = now.identities().stream()
                .filter(one -> !before.identities().contains(one))
                .count();
        var signs = Stream.of(
                        when(share >= COMPUTES, () -> "%.0f %% of a core".formatted(share)),
                        when(moved >= MOVES, () -> size(moved) + "/s read and written"),
                        when(born > 0, () -> count(born, "new process", "new processes")),
                        when(besides.spoke(), () -> "writes output"))
                .flatMap(Optional::stream)
                .toList();
        if (signs.isEmpty()) return Optional.empty();
        var only = share >= COMPUTES && signs.size() == 1 ? ", nothing read or written" : "";
        return Optional.of(condition(Condition.Kind.BUSY, String.join(", ", signs) + only));
    }

    private static Optional<Condition> waiting(TreeVitals now, Besides besides) {
        var waits = now.living().stream()
                .flatMap(one -> one.waits().stream())
                .filter(wait -> !(wait instanceof ThreadWait.Service || wait instanceof ThreadWait.Child))
                .distinct()
                .toList();
        return typing(besides)
                .or(() -> remote(waits))
                .or(() -> reading(waits, besides))
                .or(() -> locked(waits))
                .or(() -> serving(waits))
                .or(() -> stirring(besides))
                .or(() -> Optional.of(quiet(now, waits)));
    }

    /** Who has set the terminal for it wants something typed, whatever else it waits for beside that. */
    private static Optional<Condition> typing(Besides besides) {
        return switch (besides.typing()) {
            case UNKNOWN, SHOWN -> Optional.empty();
            case HIDDEN -> Optional.of(condition(Condition.Kind.READING, "waits for a secret on its terminal"));
            case BY_KEY -> Optional.of(condition(Condition.Kind.READING, "waits for a key on its terminal"));
        };
    }

    private static Optional<Condition> remote(List<ThreadWait> waits) {
        return waits.stream()
                .flatMap(wait -> wait instanceof ThreadWait.Remote(var peer)
                        ? Stream.of(peer.orElse("another program on this machine"))
                        : Stream.<String>empty())
                .findFirst()
                .map(peer -> condition(Condition.Kind.NETWORK, "waits for " + peer));
    }

    /** What it reads must come from outside: a pipe between two of its own processes waits for the one before it. */
    private static Optional<Condition> reading(List<ThreadWait> waits, Besides besides) {
        var reads = waits.stream()
                .flatMap(
                        wait -> wait instanceof ThreadWait.Reading(var from) ? Stream.of(from) : Stream.<String>empty())
                .toList();
        if (reads.stream().anyMatch(Terminals::isTerminal)) {
            return Optional.of(condition(Condition.Kind.READING, "waits for input on its terminal"));
        }
        if (reads.stream().noneMatch(from -> !from.isEmpty() && from.equals(besides.input()))) return Optional.empty();
        return Optional.of(besides.upstream()
                .map(name -> condition(Condition.Kind.NETWORK, "waits for " + name + ", which writes into its input"))
                .orElse(condition(Condition.Kind.READING, "waits for input on its standard input")));
    }

    private static Optional<Condition> locked(List<ThreadWait> waits) {
        return !waits.isEmpty() && waits.stream().allMatch(ThreadWait.Lock.class::isInstance)
                ? Optional.of(condition(Condition.Kind.DEADLOCKED, "every thread waits for a lock"))
                : Optional.empty();
    }

    private static Optional<Condition> serving(List<ThreadWait> waits) {
        return waits.stream().anyMatch(ThreadWait.Caller.class::isInstance)
                ? Optional.of(condition(Condition.Kind.SERVING, "waits for somebody to connect"))
                : Optional.empty();
    }

    /** A loop that looks now and then whether something has come to pass sleeps most of the time. */
    private static Optional<Condition> stirring(Besides besides) {
        return besides.stirred()
                ? Optional.of(condition(Condition.Kind.BUSY, "starts a process now and then"))
                : Optional.empty();
    }

    private static Condition quiet(TreeVitals now, List<ThreadWait> waits) {
        var what = now.living().stream().anyMatch(one -> one.state() == TreeVitals.State.DEVICE)
                ? "waits for a device, as a disk or a network drive"
                : waits.contains(new ThreadWait.Time()) ? "sleeps" : "uses no processor time";
        return condition(Condition.Kind.QUIET, what);
    }

    private static Condition condition(Condition.Kind kind, String text) {
        return new Condition(kind, Optional.of(text), Optional.empty());
    }

    private static Optional<String> when(boolean so, Supplier<String> text) {
        return so ? Optional.of(text.get()) : Optional.empty();
    }

    private static String count(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    private static String size(double bytes) {
        if (bytes < 1_000_000) return "%.0f kB".formatted(bytes / 1_000);
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1_000_000);
    }
}
