package sitrep.connect.process.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Spool;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.core.event.TaskId;
import sitrep.json.EventJson;
import sitrep.json.Ids;

/** The wrapper as a process of its own, as the command line makes it: {@code [--task ID] [--name NAME] -- CMD}. */
final class RunMain {
    private RunMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        var end = words.indexOf("--");
        var what = new WrappedCommand(
                words.subList(end + 1, words.size()),
                option(words.subList(0, end), "--task").map(TaskId::new),
                option(words.subList(0, end), "--name"),
                Optional.empty(),
                Map.of(),
                Set.of());
        var clock = InstantSource.system();
        var server = URI.create(System.getenv("SITREP_URL"));
        var outbox = Path.of(System.getenv("SITREP_DATA"), "outbox");
        var spool = Spool.open(
                outbox,
                new Ids(clock).get(),
                new HttpDelivery(server, Optional.ofNullable(System.getenv("SITREP_TOKEN"))),
                EventJson::encode,
                Thread.ofPlatform().daemon().factory());
        var streams = new ProcessWrapper.Streams(
                new FileOutputStream(FileDescriptor.out).getChannel(),
                new FileOutputStream(FileDescriptor.err).getChannel());
        System.exit(
                ProcessWrapper.run(what, CommandSurroundings.here(), streams, new ProcessWrapper.Line(spool), clock));
    }

    private static Optional<String> option(List<String> words, String name) {
        var at = words.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }
}
