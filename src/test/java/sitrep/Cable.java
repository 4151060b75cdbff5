package sitrep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to a server on loopback that can be pulled as a cable is: nothing gets through any more, and nobody is told.
 * What was on its way arrives when it is plugged in again.
 */
final class Cable implements AutoCloseable {
    private final ServerSocket end;
    private final int server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition plugged = lock.newCondition();
    private boolean isPulled;

    Cable(int server) throws IOException {
        this.server = server;
        end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return end.getLocalPort();
    }

    void pull() {
        set(true);
    }

    void plug() {
        set(false);
    }

    private void set(boolean pulled) {
        lock.lock();
        try {
            isPulled = pulled;
            plugged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        try {
            while (true) {
                var here = end.accept();
                var there = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.addAll(List.of(here, there));
                Thread.ofVirtual().start(() -> carry(here, there));
                Thread.ofVirtual().start(() -> carry(there, here));
            }
        } catch (IOException _) {
            // It is put away.
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            var bytes = new byte[8_192];
            for (var read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                awaitPlugged();
                to.getOutputStream().write(bytes, 0, read);
            }
            awaitPlugged();
        } catch (IOException _) {
            // One end has gone; the other is told by its closing.
        }
    }

    private void awaitPlugged() {
        lock.lock();
        try {
            while (isPulled) plugged.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        plug();
        end.close();
        for (var socket : sockets) socket.close();
    }
}
