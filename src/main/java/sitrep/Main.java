package sitrep;

import java.time.Clock;
import java.time.ZoneOffset;
import sitrep.cli.Cli;
import sitrep.cli.client.CommandLineSurroundings;

/** Where the process begins: all words go to the table of commands, which asks back for a server where it needs one. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        var surroundings = CommandLineSurroundings.ofProcess(Clock.tickMillis(ZoneOffset.UTC));
        System.exit(Cli.run(words, surroundings, new Serving(surroundings)));
    }
}
