package sitrep.connect.child;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Signals that reach us and are meant for the command. Without this, the JVM would end at the first one and leave the
 * command behind.
 *
 * <p>The JDK's only way to hear signals is {@code sun.misc.Signal}, of the supported module {@code jdk.unsupported}. It
 * is called by reflection because the compiler warns of it in a way that cannot be switched off for one file. A
 * shutdown hook would be no way: it cannot tell one signal from another, and hears only the first.
 *
 * <p>SIGQUIT and SIGUSR2 belong to the JVM and cannot be passed on. A signal that was ignored when we began stays
 * ignored, for us and for the command, as {@code nohup} wants it.
 */
public final class Signals {
    /** Those that ask a program to end. */
    public static final List<String> ENDING = List.of("INT", "TERM", "HUP");

    private static final List<String> PASSED_ON = List.of("INT", "TERM", "HUP", "USR1");

    private final LinkedBlockingQueue<String> early = new LinkedBlockingQueue<>();
    private volatile Consumer<String> passing = early::add;
    private volatile Optional<String> told = Optional.empty();
    private volatile boolean isOver;

    /** Begins to listen. What comes before there is a command is kept for it. */
    public static Signals heard() {
        var signals = new Signals();
        PASSED_ON.forEach(signals::hear);
        return signals;
    }

    /** The last one that came that asks to end, as in "SIGTERM". */
    public Optional<String> told() {
        return told;
    }

    /** One that was sent to the command by other means. */
    public void ordered(String name) {
        told = Optional.of("SIG" + name);
    }

    /** Whether one came to us that asks to end: then nothing more is to be started. */
    public boolean isOver() {
        return isOver;
    }

    /** What was told to one command is not told to the next. */
    public void forgetOrders() {
        told = Optional.empty();
    }

    /** From now on signals go to this process. */
    public void passTo(Process command) {
        passing = name -> pass(name, command);
        for (var name = early.poll(); name != null; name = early.poll()) pass(name, command);
    }

    private void came(String name) {
        if (ENDING.contains(name)) {
            told = Optional.of("SIG" + name);
            isOver = true;
        }
        passing.accept(name);
    }

    private static void pass(String name, Process command) {
        if (!command.isAlive() || (name.equals("INT") && isInForeground())) return;
        if (name.equals("TERM")) {
            command.destroy();
        } else {
            send(name, command.pid());
        }
    }

    /** The shell's own kill is everywhere, and knows the names. */
    private static void send(String name, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid)
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            // Without a shell there is no other way to send it; the command goes on.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether we are in the group of processes to which the terminal itself sends an interrupt: then the command has
     * had it already, and many programs take a second one for an order to die at once.
     */
    private static boolean isInForeground() {
        try {
            var stat = Files.readString(Path.of("/proc/self/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[2].equals(fields[5]);
        } catch (IOException _) {
            return isInForegroundByList();
        }
    }

    private static boolean isInForegroundByList() {
        try {
            var list = new ProcessBuilder(
                            "ps",
                            "-o",
                            "stat=",
                            "-p",
                            "" + ProcessHandle.current().pid())
                    .start();
            return new String(list.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .contains("+");
        } catch (IOException _) {
            return false;
        }
    }

    private void hear(String name) {
        try {
            var signalType = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handle = signalType.getMethod("handle", signalType, handlerType);
            var signal = signalType.getConstructor(String.class).newInstance(name);
            var ignoring = handlerType.getField("SIG_IGN").get(null);
            var handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            came(name);
                            yield null;
                        }
                        case "equals" -> isSame(proxy, arguments[0]);
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "passes " + name + " on";
                    });
            if (isSame(handle.invoke(null, signal, handler), ignoring)) handle.invoke(null, signal, ignoring);
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // A JVM that keeps this signal for itself, as with -Xrs: it does then what it does without us.
        }
    }

    /** Whether they are one and the same, whatever the JDK's handlers hold to be equal. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
