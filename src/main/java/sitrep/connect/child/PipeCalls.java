package sitrep.connect.child;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Linux's own calls that move bytes from pipe to pipe within the system, so that whoever passes them on never has them
 * in hand. Ends of pipes go by their numbers. For one thread each: what went wrong last is kept here. A call answers
 * how many bytes it moved, or below 0 which error the system names.
 */
public final class PipeCalls {
    /** Bytes that a pipe of ours may hold, as far as the system lets it. */
    public static final int HOLDS = 1_024 * 1_024;

    /** Nothing can be moved now. */
    public static final int LATER = -11;

    /** A signal came in between. */
    public static final int INTERRUPTED = -4;

    private static final int MOVE_AND_DO_NOT_WAIT = 3;
    private static final int MOVE = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int SET_PIPE_SIZE = 1_031;
    private static final int NICE = 10;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final MemorySegment state = Arena.global().allocate(Linker.Option.captureStateLayout());
    private final MemorySegment ends = Arena.global().allocate(INT, 2);
    private final MemorySegment ready = Arena.global().allocate(8, 8);

    private PipeCalls() {}

    /** The calls themselves, found once, by the first that wants them. */
    @SuppressWarnings("restricted")
    private static final class Linked {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final VarHandle ERROR =
                Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

        private static final MethodHandle SPLICE = of("splice", LONG, INT, LONG, INT, LONG, LONG, INT);
        private static final MethodHandle TEE = of("tee", LONG, INT, INT, LONG, INT);
        private static final MethodHandle READ = of("read", LONG, INT, ValueLayout.ADDRESS, LONG);
        private static final MethodHandle PIPE = of("pipe2", INT, ValueLayout.ADDRESS, INT);
        private static final MethodHandle CLOSE = of("close", INT, INT);
        private static final MethodHandle POLL = of("poll", INT, ValueLayout.ADDRESS, LONG, INT);
        private static final MethodHandle NICENESS = of("setpriority", INT, INT, INT, INT);
        private static final MethodHandle CONTROL = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("fcntl"),
                FunctionDescriptor.of(INT, INT, INT, INT),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(2));

        private static MethodHandle of(
                String name, java.lang.foreign.MemoryLayout answer, java.lang.foreign.MemoryLayout... takes) {
            return LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow(name),
                    FunctionDescriptor.of(answer, takes),
                    Linker.Option.captureCallState("errno"));
        }
    }

    /** Those of this system; none where it is not Linux, or does not let us call it. */
    public static Optional<PipeCalls> ofThisSystem() {
        if (!System.getProperty("os.name", "").equals("Linux")) return Optional.empty();
        try {
            var calls = new PipeCalls();
            var own = calls.pipe();
            calls.close(own.from());
            calls.close(own.to());
            return Optional.of(calls);
        } catch (LinkageError | RuntimeException _) {
            return Optional.empty();
        }
    }

    /** A pipe's two ends: what is written to the one can be read from the other. */
    public record Ends(int from, int to) {}

    /** A new pipe, which holds as much as it may. */
    public Ends pipe() {
        try {
            var made = (int) Linked.PIPE.invokeExact(state, ends, CLOSE_ON_EXEC);
            if (made < 0) throw new IllegalStateException("no pipe can be made");
            var pipe = new Ends(ends.getAtIndex(INT, 0), ends.getAtIndex(INT, 1));
            widen(pipe.to());
            return pipe;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Lets a pipe hold as much as it may; it stays as it is where that is refused. */
    public void widen(int end) {
        try {
            var holds = (int) Linked.CONTROL.invokeExact(state, end, SET_PIPE_SIZE, HOLDS);
            if (holds < 0) return;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Moves what is there into another pipe or out of one. 0 is the end. */
    public long move(int from, int to, long most, boolean waits) {
        try {
            var flags = waits ? MOVE : MOVE_AND_DO_NOT_WAIT;
            return answer((long) Linked.SPLICE.invokeExact(state, from, 0L, to, 0L, most, flags));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Puts what is in one pipe into another as well, as far as there is room now. */
    public long doubled(int from, int to, long most) {
        try {
            return answer((long) Linked.TEE.invokeExact(state, from, to, most, MOVE_AND_DO_NOT_WAIT));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Reads into the buffer, which is one outside the heap, as much as fits. */
    public long read(int from, ByteBuffer into) {
        try {
            var memory = MemorySegment.ofBuffer(into);
            var length = answer((long) Linked.READ.invokeExact(state, from, memory, memory.byteSize()));
            if (length > 0) into.position(into.position() + (int) length);
            return length;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Waits until there is something to read, or its end, for a while. */
    public void awaitReadable(int from, int millis) {
        try {
            ready.set(INT, 0, from);
            ready.set(ValueLayout.JAVA_SHORT, 4, (short) 1);
            ready.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
            var found = (int) Linked.POLL.invokeExact(state, ready, 1L, millis);
            if (found < 0) return;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public void close(int end) {
        try {
            var closed = (int) Linked.CLOSE.invokeExact(state, end);
            if (closed < 0) return;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** The thread that calls lets all others go first. */
    public void standBack() {
        try {
            var done = (int) Linked.NICENESS.invokeExact(state, 0, 0, NICE);
            if (done < 0) return;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private long answer(long result) {
        return result >= 0 ? result : -(int) Linked.ERROR.get(state, 0L);
    }

    private static RuntimeException broken(Throwable e) {
        if (e instanceof Error error) throw error;
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
