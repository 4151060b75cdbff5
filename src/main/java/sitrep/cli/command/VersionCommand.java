package sitrep.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import sitrep.cli.client.ExitCode;
import sitrep.cli.screen.StyledLine;
import sitrep.config.Version;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code sitrep version}: which Sitrep this is, and on which Java it runs. */
@Command(name = "version", description = "Prints which Sitrep this is, and on which Java it runs.", sortOptions = false)
public final class VersionCommand implements Callable<Integer> {

    private final RootCommand root;

    public VersionCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        if (talk.json()) {
            var document = JsonNodeFactory.instance.objectNode();
            document.put("version", Version.number());
            document.put("commit", Version.commit());
            document.put("java", Runtime.version().toString());
            talk.document(document);
        } else {
            talk.say(StyledLine.of(text()));
        }
        return ExitCode.OK;
    }

    public static String text() {
        return "sitrep " + Version.number() + " (" + Version.commit() + "), Java " + Runtime.version();
    }
}
