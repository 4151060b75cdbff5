package sitrep.connect.process.look;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network connections of this machine, by the number that the system gives a socket.
 *
 * @param listening the ports of those that wait for somebody to connect
 * @param served the ports that are listened on: what is connected to them came from elsewhere
 */
record Sockets(Map<String, Connection> connections, Map<String, Integer> listening, Set<Integer> served) {
    static final Sockets NONE = new Sockets(Map.of(), Map.of(), Set.of());

    private static final String SOCKET = "socket:[";
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
        var listening = new HashMap<String, Integer>();
        for (var table : new String[] {"/net/tcp", "/net/tcp6"}) {
            files.rows(pid + table, line -> {
                if (line.contains(OVER)) return;
                var fields = LINE.matcher(line);
                if (!fields.matches()) return;
                var inode = fields.group(5);
                var port = Integer.parseInt(fields.group(1), 16);
                if (fields.group(4).equals(LISTENS)) {
                    listening.put(inode, port);
                } else {
                    connections.put(inode, new Connection(port, peer(fields)));
                }
            });
        }
        return new Sockets(Map.copyOf(connections), Map.copyOf(listening), Set.copyOf(listening.values()));
    }

    /** What waiting for this socket is; absent if it is none. */
    Optional<ThreadWait> wait(String link) {
        var number = number(link);
        if (number.isEmpty()) return Optional.empty();
        var inode = number.get();
        if (listening.containsKey(inode)) return Optional.of(new ThreadWait.Caller());
        var connection = Optional.ofNullable(connections.get(inode));
        if (connection.filter(it -> served.contains(it.port())).isPresent())
            return Optional.of(new ThreadWait.Caller());
        return Optional.of(new ThreadWait.Remote(connection.map(Connection::peer)));
    }

    /** Whether a link leads to a socket that waits for somebody to connect to this port. */
    boolean listens(String link, int port) {
        return number(link).map(listening::get).filter(it -> it == port).isPresent();
    }

    private static Optional<String> number(String link) {
        return link.startsWith(SOCKET) && link.endsWith("]")
                ? Optional.of(link.substring(SOCKET.length(), link.length() - 1))
                : Optional.empty();
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
