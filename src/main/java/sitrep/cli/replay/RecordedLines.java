package sitrep.cli.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sitrep.connect.openclaw.line.GatewayMessage;

/**
 * The lines of a recording, whatever made it: bytes that are no text are replaced, line ends may be those of any
 * system, and of a line that is too long to be of use only so much is kept that it is seen to be.
 */
public final class RecordedLines {
    private static final int LONGEST = GatewayMessage.LONGEST + 1;

    private RecordedLines() {}

    public static List<String> of(Path file) throws IOException {
        var lines = new ArrayList<String>();
        try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
                Reader reader = new BufferedReader(in, 1 << 16)) {
            var line = new StringBuilder();
            for (var next = reader.read(); next >= 0; next = reader.read()) {
                if (next != '\n' && next != '\r') {
                    if (line.length() < LONGEST) line.append((char) next);
                } else if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
            }
            if (!line.isEmpty()) lines.add(line.toString());
        }
        return lines;
    }
}
