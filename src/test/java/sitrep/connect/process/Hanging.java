package sitrep.connect.process;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CyclicBarrier;

/** A program that hangs, as programs do: {@code deadlock}, or {@code network PORT} until something is answered. */
final class Hanging {
    private Hanging() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "deadlock" -> deadlock();
            case "network" -> network(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void network(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getInputStream().read();
        }
    }

    private static void deadlock() {
        var one = new Object();
        var other = new Object();
        var both = new CyclicBarrier(2);
        Thread.ofPlatform().start(() -> lock(one, other, both));
        lock(other, one, both);
    }

    private static void lock(Object first, Object second, CyclicBarrier both) {
        synchronized (first) {
            try {
                both.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            synchronized (second) {
                throw new IllegalStateException("this is no deadlock");
            }
        }
    }
}
