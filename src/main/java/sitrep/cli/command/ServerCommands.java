package sitrep.cli.command;

import java.util.List;
import java.util.Optional;
import sitrep.cli.demo.Demo;
import sitrep.config.Config;

/** What commands want done that only the whole system can do. Each answers what the process is to end with. */
public interface ServerCommands {

    /** Serves until it is told to stop. */
    int serve(Config config);

    /**
     * Starts a server on its own, tries all of it, and stops it.
     *
     * @param command run before it stops, with the server's address in SITREP_URL; none if empty
     */
    int selftest(List<String> command);

    /**
     * Starts a server on this machine with an empty data folder, has the demo played to it, and removes the folder when
     * it is told to stop.
     *
     * @param port 0 takes a free one; without any it is the usual one, or a free one where that is taken
     */
    int demo(Optional<Integer> port, Demo demo);

    /** What is done without a server. */
    UpkeepCommands upkeep();
}
