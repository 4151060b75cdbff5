package sitrep.cli.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.client.ExitCode;
import sitrep.config.Config;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Outbox;
import sitrep.connect.outbox.Spool;
import sitrep.connect.process.follow.Follower;
import sitrep.connect.process.orders.OrderLine;
import sitrep.connect.process.orders.OrderLines;
import sitrep.connect.process.orders.OrderTaker;
import sitrep.json.EventJson;
import sitrep.json.Ids;

/** {@code sitrep follow}: tells of the commands under {@code sitrep run}, from behind them. Their keepers start it. */
@Command(name = "follow", hidden = true, description = "Tells of the commands that sitrep run keeps.")
public final class FollowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DATA", description = "The data folder.")
    private Path data = Path.of("");

    private final CommandLineSurroundings surroundings;

    public FollowCommand(CommandLineSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        new Follower(data, this::outbox, FollowCommand::orders, surroundings.clock()).follow();
        return ExitCode.OK;
    }

    private static OrderLines.Open orders(String url, Optional<String> token, OrderLine.Of of, OrderTaker taker) {
        return OrderLine.open(URI.create(address(url)), token, of, taker);
    }

    private static String address(String url) {
        return url.isEmpty() ? Config.url(java.util.Map.of()) : url;
    }

    private Outbox outbox(String url, Optional<String> token) {
        return Spool.open(
                data.resolve("outbox"),
                new Ids(surroundings.clock()).get(),
                new HttpDelivery(URI.create(address(url)), token),
                EventJson::encode,
                Thread.ofPlatform().daemon().factory());
    }
}
