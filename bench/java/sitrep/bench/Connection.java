package sitrep.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection that costs the machine as little as can be, so that the server is what is measured. */
public final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public Connection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Posts a body and answers the status. */
    public int post(String path, String type, byte[] body) throws IOException {
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        var request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        socket.getOutputStream().write(request);
        return response(OutputStream.nullOutputStream());
    }

    public int get(String path) throws IOException {
        return get(path, OutputStream.nullOutputStream());
    }

    /** What is answered, if that is a success. */
    public String text(String path) throws IOException {
        var body = new ByteArrayOutputStream();
        var status = get(path, body);
        if (status != 200) throw new IOException(path + " was answered with " + status);
        return body.toString(StandardCharsets.UTF_8);
    }

    private int get(String path, OutputStream body) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        return response(body);
    }

    /** Sends a request whose answer does not end, and leaves it to the caller to read. */
    InputStream stream(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
        return in;
    }

    private void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private int response(OutputStream body) throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        var length = 0;
        var chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:"))
                length = Integer.parseInt(lower.substring(15).strip());
            if (lower.startsWith("transfer-encoding:")) chunked = true;
        }
        if (!chunked) body.write(in.readNBytes(length));
        while (chunked) {
            var size = Integer.parseInt(line().strip(), 16);
            body.write(in.readNBytes(size));
            in.skipNBytes(2);
            chunked = size > 0;
        }
        return status;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("the server closed the connection");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
