package sitrep.connect.process.look;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a thread asked the system for and still waits for, by the numbers that its kind of processor gives calls. */
public enum SystemCall {
    READ,
    POLL,
    SELECT,
    EPOLL,
    RECEIVE,
    SEND,
    CONNECT,
    ACCEPT,
    SLEEP,
    LOCK,
    FILE_LOCK,
    FCNTL,
    WAIT,
    /** One that was interrupted by a stop and goes on. */
    RESTARTED,
    OTHER;

    private static final Map<Integer, SystemCall> X86_64 = Map.ofEntries(
            Map.entry(0, READ),
            Map.entry(19, READ),
            Map.entry(7, POLL),
            Map.entry(271, POLL),
            Map.entry(23, SELECT),
            Map.entry(270, SELECT),
            Map.entry(232, EPOLL),
            Map.entry(281, EPOLL),
            Map.entry(441, EPOLL),
            Map.entry(45, RECEIVE),
            Map.entry(47, RECEIVE),
            Map.entry(299, RECEIVE),
            Map.entry(44, SEND),
            Map.entry(46, SEND),
            Map.entry(42, CONNECT),
            Map.entry(43, ACCEPT),
            Map.entry(288, ACCEPT),
            Map.entry(35, SLEEP),
            Map.entry(230, SLEEP),
            Map.entry(202, LOCK),
            Map.entry(73, FILE_LOCK),
            Map.entry(72, FCNTL),
            Map.entry(61, WAIT),
            Map.entry(247, WAIT),
            Map.entry(219, RESTARTED));

    private static final Map<Integer, SystemCall> ARM_64 = Map.ofEntries(
            Map.entry(63, READ),
            Map.entry(65, READ),
            Map.entry(73, POLL),
            Map.entry(72, SELECT),
            Map.entry(22, EPOLL),
            Map.entry(441, EPOLL),
            Map.entry(207, RECEIVE),
            Map.entry(212, RECEIVE),
            Map.entry(243, RECEIVE),
            Map.entry(206, SEND),
            Map.entry(211, SEND),
            Map.entry(203, CONNECT),
            Map.entry(202, ACCEPT),
            Map.entry(242, ACCEPT),
            Map.entry(101, SLEEP),
            Map.entry(115, SLEEP),
            Map.entry(98, LOCK),
            Map.entry(32, FILE_LOCK),
            Map.entry(25, FCNTL),
            Map.entry(260, WAIT),
            Map.entry(95, WAIT),
            Map.entry(128, RESTARTED));

    /** The calls of a kind of processor, by number; none for one that is not known here. */
    public static Map<Integer, SystemCall> of(String processor) {
        return switch (processor) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM_64;
            default -> Map.of();
        };
    }

    /**
     * A call with its arguments, as {@code /proc/PID/syscall} shows it.
     *
     * @param arguments as unsigned numbers; what points into the process's memory is not followed
     */
    record Made(SystemCall call, List<Long> arguments) {

        /** Absent for a thread that runs, or whose call is hidden from us. */
        static Optional<Made> read(String line, Map<Integer, SystemCall> calls) {
            var words = line.strip().split(" ", -1);
            if (words.length < 7 || !words[0].matches("\\d{1,4}")) return Optional.empty();
            var arguments = Stream.of(words)
                    .skip(1)
                    .limit(6)
                    .map(word -> Long.parseUnsignedLong(word.substring(2), 16))
                    .toList();
            return Optional.of(new Made(calls.getOrDefault(Integer.valueOf(words[0]), OTHER), arguments));
        }

        int first() {
            return (int) (long) arguments.getFirst();
        }

        long argument(int index) {
            return arguments.get(index);
        }
    }
}
