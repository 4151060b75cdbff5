package sitrep.cli.agents;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sitrep.cli.command.RootCommand;
import sitrep.config.Config;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Spool;
import sitrep.connect.process.command.NotStarted;
import sitrep.connect.tee.Onlooker;
import sitrep.connect.tee.Tee;
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

    /** Runs it to its end, and answers its exit status. */
    int run(Consumer<Map<String, String>> environment, Supplier<? extends Onlooker> onlooker)
            throws InterruptedException {
        var surroundings = root.surroundings();
        try {
            return Tee.run(
                    command, environment, onlooker, () -> spool(surroundings.environment()), surroundings.clock());
        } catch (IOException e) {
            var failure = NotStarted.of(command.getFirst(), e);
            return root.talk().wrong(failure.status(), "Not started", failure.message());
        }
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
