package sitrep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code sitrep version}: which Sitrep this is, and on which Java it runs. */
@Command(name = "version", description = "Prints which Sitrep this is, and on which Java it runs.", sortOptions = false)
final class VersionCommand implements Callable<Integer> {

    private final Root root;

    VersionCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        if (talk.json()) {
            var document = JsonNodeFactory.instance.objectNode();
            document.put("version", known("version"));
            document.put("commit", known("commit"));
            document.put("java", Runtime.version().toString());
            talk.document(document);
        } else {
            talk.say(Line.of(text()));
        }
        return ExitCode.OK;
    }

    static String text() {
        return "sitrep " + known("version") + " (" + known("commit") + "), Java " + Runtime.version();
    }

    private static String known(String name) {
        var properties = new Properties();
        try (var in = VersionCommand.class.getResourceAsStream("/sitrep/version.properties")) {
            if (in != null) properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name, "unknown");
    }
}
