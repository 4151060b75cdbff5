package sitrep.connect.process.look;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network connections of this machine, by the number that the system gives a socket.
 *
 * @param listening the numbers of those that wait for somebody to connect
 * @param served the ports that are listened on: what is connected to them came from elsewhere
 */
record Sockets(Map<String, Connection> connections, Set<String> listening, Set<Integer> served) {
    static final Sockets NONE = new Sockets(Map.of(), Set.of(), Set.of());

    private static final String LISTENS = "0A";

    /** Connections that ended and only wait to be forgotten: the most on a busy machine, and nobody's. */
    private static final String OVER = " 06 ";

    private static final Pattern LINE = Pattern.compile(
            "\\s*\\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) ([0-9A-F]{8,32}):([0-9A-F]{4}) ([0-9A-F]{2}) \\S+ \\S+ \\S+"
                    + "\\s+\\d+\\s+\\d+ (\\d+).*");

    /** One connection: our port, and the address and port at the other end. */
    record Connection(int port, String peer) {}

    /** Reads the tables of a process's network. */
    static Sockets of(ProcFiles files, long pid) {
        var connections = new HashMap<String, Connection>();
        var listening = new HashSet<String>();
        var served = new HashSet<Integer>();
        for (var table : new String[] {"/net/tcp", "/net/tcp6"}) {
            files.rows(pid + table, line -> {
                if (line.contains(OVER)) return;
                var fields = LINE.matcher(line);
                if (!fields.matches()) return;
                var inode = fields.group(5);
                var port = Integer.parseInt(fields.group(1), 16);
                if (fields.group(4).equals(LISTENS)) {
                    listening.add(inode);
                    served.add(port);
                } else {
                    connections.put(inode, new Connection(port, peer(fields)));
                }
            });
        }
        return new Sockets(Map.copyOf(connections), Set.copyOf(listening), Set.copyOf(served));
    }

    /** What waiting for this socket is; absent if it is none. */
    Optional<ThreadWait> wait(String link) {
        if (!link.startsWith("socket:[")) return Optional.empty();
        var inode = link.substring("socket:[".length(), link.length() - 1);
        if (listening.contains(inode)) return Optional.of(new ThreadWait.Caller());
        var connection = Optional.ofNullable(connections.get(inode));
        if (connection.filter(it -> served.contains(it.port())).isPresent())
            return Optional.of(new ThreadWait.Caller());
        return Optional.of(new ThreadWait.Remote(connection.map(Connection::peer)));
    }

    private static String peer(Matcher fields) {
        var port = Integer.parseInt(fields.group(3), 16);
        return address(HexFormat.of().parseHex(fields.group(2)))
                .map(address -> (address.contains(":") ? "[" + address + "]" : address) + ":" + port)
                .orElse("port " + port);
    }

    /** The table shows an address as words of four bytes, each in the order of the processor. */
    private static Optional<String> address(byte[] shown) {
        var bytes = shown.clone();
        for (var word = 0; word + 3 < shown.length; word += 4) {
            for (var i = 0; i < 4; i++) bytes[word + i] = shown[word + 3 - i];
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes).getHostAddress());
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }
}
