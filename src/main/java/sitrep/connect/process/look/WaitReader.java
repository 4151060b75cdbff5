package sitrep.connect.process.look;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out what the threads of one process wait in: by the system call in which each sits, by where the file leads
 * that it names, and by what the process has open where the call itself names none.
 */
final class WaitReader {
    /** Threads of one process that are looked at. */
    static final int THREADS = 64;

    /** Open files of one process that are looked at. */
    static final int FILES = 256;

    /** As {@code fcntl} calls it: wait until a part of a file is free. */
    private static final Set<Long> LOCKING = Set.of(7L, 38L);

    private static final long FOR_EVER = 0xffff_ffffL;
    private static final Pattern WATCHED = Pattern.compile("(?m)^tfd:\\s*(\\d+)");

    /** Threads that language runtimes have for themselves, by the first characters of their names. */
    private static final List<String> SERVICES = List.of(
            "GC Thread",
            "G1 ",
            "VM ",
            "ZWorker",
            "ZDriver",
            "Reference Handl",
            "Finalizer",
            "Signal Dispatch",
            "Service Thread",
            "Monitor Deflati",
            "C1 Compiler",
            "C2 Compiler",
            "Notification Th",
            "Common-Cleaner",
            "Attach Listener",
            "JFR ",
            "DelayedTask",
            "V8Worker",
            "libuv-worker",
            "node-V8",
            ".NET ",
            "gc-");

    private final ProcFiles files;
    private final Map<Integer, SystemCall> calls;
    private final long root;
    private Optional<Sockets> sockets = Optional.empty();

    /** @param root a process whose network is looked at */
    WaitReader(ProcFiles files, Map<Integer, SystemCall> calls, long root) {
        this.files = files;
        this.calls = calls;
        this.root = root;
    }

    /** What the process's threads wait in, each kind once, in the order of the threads. */
    List<ThreadWait> of(long pid) {
        var waits = new LinkedHashSet<ThreadWait>();
        files.names(pid + "/task").stream()
                .sorted()
                .limit(THREADS)
                .forEach(thread -> waits.add(ofThread(pid, pid + "/task/" + thread)));
        return List.copyOf(waits);
    }

    private ThreadWait ofThread(long pid, String thread) {
        var name = files.text(thread + "/comm").orElse("").strip();
        if (SERVICES.stream().anyMatch(name::startsWith)) return new ThreadWait.Service();
        return files.text(thread + "/syscall")
                .flatMap(line -> SystemCall.Made.read(line, calls))
                .map(made -> ofCall(pid, made, thread))
                .orElseGet(() -> ofChannel(thread));
    }

    private ThreadWait ofCall(long pid, SystemCall.Made made, String thread) {
        return switch (made.call()) {
            case READ, RECEIVE, SEND, CONNECT -> ofFile(pid, made.first());
            case ACCEPT -> new ThreadWait.Caller();
            case POLL -> ofAny(pid, made.argument(1) == 1);
            case SELECT -> ofAny(pid, made.argument(0) == 1);
            case EPOLL -> ofEvents(pid, made);
            case SLEEP -> new ThreadWait.Time();
            case LOCK -> made.argument(3) == 0 ? new ThreadWait.Lock() : new ThreadWait.Time();
            case FILE_LOCK -> new ThreadWait.Lock();
            case FCNTL -> LOCKING.contains(made.argument(1)) ? new ThreadWait.Lock() : new ThreadWait.Other("fcntl");
            case WAIT -> new ThreadWait.Child();
            case RESTARTED, OTHER -> ofChannel(thread);
        };
    }

    /** Waiting for one open file. */
    private ThreadWait ofFile(long pid, int file) {
        var target = files.link(pid + "/fd/" + file).orElse("");
        return sockets().wait(target).orElseGet(() -> new ThreadWait.Reading(target));
    }

    /** Waiting for the first of several files; which ones, only the process's memory would tell. */
    private ThreadWait ofAny(long pid, boolean onlyOne) {
        var open = files.names(pid + "/fd").stream().limit(FILES).toList();
        var remote = open.stream()
                .flatMap(file -> files.link(pid + "/fd/" + file).flatMap(sockets()::wait).stream())
                .toList();
        if (!remote.isEmpty()) return outermost(remote);
        var input = files.link(pid + "/fd/0").orElse("");
        return onlyOne && Terminals.isTerminal(input) ? new ThreadWait.Reading(input) : new ThreadWait.Other("poll");
    }

    /** Waiting for events of files that the system has a list of. */
    private ThreadWait ofEvents(long pid, SystemCall.Made made) {
        var watched = new ArrayList<String>();
        var list = WATCHED.matcher(files.text(pid + "/fdinfo/" + made.first()).orElse(""));
        while (list.find() && watched.size() < FILES) watched.add(list.group(1));
        var links = watched.stream()
                .flatMap(file -> files.link(pid + "/fd/" + file).stream())
                .toList();
        var remote =
                links.stream().flatMap(link -> sockets().wait(link).stream()).toList();
        if (!remote.isEmpty()) return outermost(remote);
        var terminal = links.stream().filter(Terminals::isTerminal).findFirst();
        if (terminal.isPresent()) return new ThreadWait.Reading(terminal.get());
        if (watched.contains("0"))
            return new ThreadWait.Reading(files.link(pid + "/fd/0").orElse(""));
        return made.argument(3) == FOR_EVER ? new ThreadWait.Other("epoll_wait") : new ThreadWait.Time();
    }

    /** Of several connections, one that the process made itself, best one with an address. */
    private static ThreadWait outermost(List<ThreadWait> waits) {
        return waits.stream()
                .filter(wait -> wait instanceof ThreadWait.Remote(var peer) && peer.isPresent())
                .findFirst()
                .or(() -> waits.stream()
                        .filter(ThreadWait.Remote.class::isInstance)
                        .findFirst())
                .orElse(waits.getFirst());
    }

    /** By the name of the place in the system where the thread rests: less exact, and shown more often. */
    private ThreadWait ofChannel(String thread) {
        var channel = files.text(thread + "/wchan").orElse("").strip();
        if (channel.contains("nanosleep")) return new ThreadWait.Time();
        if (channel.startsWith("futex")) return new ThreadWait.Lock();
        if (channel.startsWith("do_wait")) return new ThreadWait.Child();
        return new ThreadWait.Other(channel.isEmpty() || channel.equals("0") ? "unknown" : channel);
    }

    private Sockets sockets() {
        if (sockets.isEmpty()) sockets = Optional.of(Sockets.of(files, root));
        return sockets.get();
    }
}
