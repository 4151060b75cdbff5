package sitrep.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes connections on, byte by byte in both directions, to the server that leads at the time. It reads no more of
 * them than the first line, for whether this process lives it answers itself. While nobody leads it says so, and when
 * to come again.
 */
public final class Relay implements AutoCloseable {
    /** Most connections at once; past it new ones wait. */
    private static final int CONNECTIONS = 8_192;

    private static final int CONNECT_MILLIS = 1_000;

    /** How long one may take to say what it wants. */
    private static final int FIRST_LINE_MILLIS = 10_000;

    /** What is still on its way to us when we have answered is waited for so long, lest the answer be lost. */
    private static final int LINGER_MILLIS = 500;

    /** How often it is looked whether the server has ended a connection of which the client says nothing. */
    private static final int LOOK_MILLIS = 5_000;

    private static final int BLOCK = 8 * 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Supplier<Optional<InetSocketAddress>> leader;
    private final Semaphore room = new Semaphore(CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket door;
    private volatile boolean closed;

    /**
     * Begins to listen.
     *
     * @param leader where the server is that leads, asked anew for each connection
     * @throws IOException if it cannot listen there
     */
    public Relay(String bind, int port, Supplier<Optional<InetSocketAddress>> leader) throws IOException {
        this.leader = leader;
        this.door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
        } catch (IOException e) {
            door.close();
            throw e;
        }
        Thread.ofPlatform().name("sitrep-relay").daemon().start(this::listen);
    }

    /** On which port. */
    public int port() {
        return door.getLocalPort();
    }

    private void listen() {
        while (!closed) {
            room.acquireUninterruptibly();
            try {
                var socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().name("sitrep-relayed").start(() -> pass(socket));
            } catch (IOException e) {
                room.release();
                if (!closed) LOG.warn("A connection was not passed on: {}", e.getMessage());
            }
        }
    }

    private void pass(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(FIRST_LINE_MILLIS);
            var opening = Opening.of(client.getInputStream());
            client.setSoTimeout(0);
            if (opening.isAboutLife()) answer(client, Canned.LIVE);
            else pass(client, opening);
        } catch (IOException e) {
            LOG.debug("A connection that was passed on ended: {}", e.getMessage());
        } finally {
            open.remove(client);
            room.release();
        }
    }

    private void pass(Socket client, Opening opening) throws IOException {
        var server = connected();
        if (server.isEmpty()) {
            answer(client, Canned.NOBODY_LEADS);
            return;
        }
        try (var to = server.get()) {
            open.add(to);
            client.setSoTimeout(LOOK_MILLIS);
            to.getOutputStream().write(opening.bytes());
            var back = Thread.ofVirtual().name("sitrep-relayed-back").start(() -> copy(to, client, () -> false));
            copy(client, to, () -> !back.isAlive());
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            server.ifPresent(open::remove);
        }
    }

    private Optional<Socket> connected() {
        var address = leader.get();
        if (address.isEmpty()) return Optional.empty();
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address.get(), CONNECT_MILLIS);
            return Optional.of(socket);
        } catch (IOException e) {
            LOG.debug("The server that leads cannot be reached: {}", e.getMessage());
            quietly(socket);
            return Optional.empty();
        }
    }

    /** Until one side ends what it says, which the other is told; one that breaks off ends both. */
    private static void copy(Socket from, Socket to, BooleanSupplier isOver) {
        var block = new byte[BLOCK];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var read = next(in, block, isOver); read >= 0; read = next(in, block, isOver)) {
                out.write(block, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException _) {
            quietly(from);
            quietly(to);
        }
    }

    private static int next(InputStream in, byte[] block, BooleanSupplier isOver) throws IOException {
        while (true) {
            try {
                return in.read(block);
            } catch (SocketTimeoutException _) {
                if (isOver.getAsBoolean()) return -1;
            }
        }
    }

    private static void answer(Socket client, Canned answer) throws IOException {
        client.getOutputStream().write(answer.bytes());
        client.shutdownOutput();
        client.setSoTimeout(LINGER_MILLIS);
        var block = new byte[BLOCK];
        var in = client.getInputStream();
        while (in.read(block) >= 0) {
            // It is of no use to anybody.
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more.
        }
    }

    /** Listens no longer, and ends the connections that it passed on. */
    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException e) {
            LOG.debug("The relay was not closed properly: {}", e.getMessage());
        }
        open.forEach(Relay::quietly);
    }
}
