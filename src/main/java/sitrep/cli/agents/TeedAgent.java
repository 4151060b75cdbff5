package sitrep.cli.agents;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.RootCommand;
import sitrep.config.Config;
import sitrep.connect.foreign.Around;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Spool;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.NotStarted;
import sitrep.connect.tee.Onlooker;
import sitrep.connect.tee.Tee;
import sitrep.core.event.Owner;
import sitrep.core.text.Invalid;
import sitrep.json.EventJson;
import sitrep.json.Ids;

/**
 * An agent's command between a client and us.
 *
 * @param own an id that no other run of ours has
 */
record TeedAgent(RootCommand root, String own, List<String> command) {

    static TeedAgent of(RootCommand root, List<String> command) {
        return new TeedAgent(root, new Ids(root.surroundings().clock()).get(), command);
    }

    /** The name of its program. */
    String program() {
        return command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
    }

    /** Makes whoever looks on, of what is known of a pair before it talks. */
    interface Onlookers {
        /** @param host the machine that it runs on */
        Onlooker of(String host, Optional<Owner> owner, Around around);
    }

    /** Runs it to its end, and answers its exit status. */
    int run(TeedWork work, Onlookers onlookers) throws InterruptedException {
        var surroundings = root.surroundings();
        try {
            var around = work.around(surroundings.environment());
            var owner = work.owner();
            return Tee.run(
                    command,
                    around::handOn,
                    () -> onlooker(owner, around, onlookers),
                    () -> spool(surroundings.environment()),
                    surroundings.clock());
        } catch (Invalid e) {
            return root.talk().wrong(ExitCode.USAGE, "Not understood", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            var failure = NotStarted.of(command.getFirst(), e);
            return root.talk().wrong(failure.status(), "Not started", failure.message());
        }
    }

    /** Whoever was named asks in this folder; else the user does. */
    private static Onlooker onlooker(Optional<Owner> named, Around around, Onlookers onlookers) {
        var here = CommandSurroundings.here();
        var owner = named.map(who -> new Owner(who.name(), Optional.of(here.folder())))
                .or(here::owner);
        return onlookers.of(here.host(), owner, around);
    }

    private Spool spool(Map<String, String> environment) {
        return Spool.open(
                Config.dataFolder(environment).resolve("outbox"),
                own,
                new HttpDelivery(URI.create(root.url()), Config.token(environment)),
                EventJson::encode,
                Thread.ofPlatform().daemon().factory());
    }
}
