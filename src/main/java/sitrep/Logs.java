package sitrep;

import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.core.io.JsonStringEncoder;

/** The server's log: JSON lines on standard error, of what an operator acts on, with ids and never with contents. */
final class Logs {
    /** Loggers live only as long as somebody holds them. */
    private static final Logger OURS = Logger.getLogger("sitrep");

    private Logs() {}

    static void toStandardError() {
        toStandardError(Level.INFO);
    }

    /** @param least of ours; of what others write, only warnings */
    static void toStandardError(Level least) {
        LogManager.getLogManager().reset();
        var handler = new ConsoleHandler();
        handler.setFormatter(new JsonLines());
        handler.setLevel(Level.INFO);
        var root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        OURS.setLevel(least);
    }

    private static final class JsonLines extends Formatter {
        @Override
        public String format(LogRecord record) {
            var line = new StringBuilder(200);
            line.append("{\"time\":\"").append(Instant.ofEpochMilli(record.getMillis()));
            line.append("\",\"level\":\"").append(record.getLevel().getName());
            line.append("\",\"logger\":\"").append(quoted(String.valueOf(record.getLoggerName())));
            line.append("\",\"message\":\"")
                    .append(quoted(formatMessage(record)))
                    .append('"');
            var thrown = record.getThrown();
            if (thrown != null)
                line.append(",\"thrown\":\"").append(quoted(thrown.toString())).append('"');
            return line.append("}\n").toString();
        }

        private static String quoted(String text) {
            return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
        }
    }
}
