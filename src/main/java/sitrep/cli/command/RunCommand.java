package sitrep.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ExitCode;
import sitrep.config.Config;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Spool;
import sitrep.connect.process.command.RunFlag;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.orders.OrderLine;
import sitrep.connect.process.orders.OrderLines;
import sitrep.connect.process.orders.OrderTaker;
import sitrep.connect.process.start.ProcessWrapper;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.json.EventJson;
import sitrep.json.Ids;

/** {@code sitrep run}: runs a command as if it were run without us, and shows it on the board. */
@Command(
        name = "run",
        description =
                "Runs a command and shows it on the board. Its input, output, signals and exit status are its own,"
                        + " and it runs just the same without a server.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep run -- mvn verify",
            "  sitrep run --name 'Nightly build' --owner Dana --label release=2.4 -- make all",
            "  sitrep run --task build-42 -- npm test       (a run of a task that is known already)"
        },
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {

    @Option(names = "--task", paramLabel = "ID", description = "The task that it is a run of; else one of its own.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--name", description = "What it is called; else the command itself.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who asked for it; else you.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label; repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--no-pty",
            description = "At a terminal, give it a pipe for its output instead of a terminal of its own.")
    @SuppressWarnings("UnusedVariable") // its keeper reads it; where there is none, there is no such terminal
    private boolean isWithoutTerminal;

    @Option(names = "--quiet", description = "At a terminal, do not say where on the board it is.")
    @SuppressWarnings("UnusedVariable") // its keeper reads it; where there is none, nothing is said
    private boolean isQuiet;

    @Option(names = "--time", description = "Say at its end how long it took, its processor time and peak memory.")
    private boolean isTimed;

    @Option(names = "--notify", description = "Ring the terminal's bell when it waits for somebody, and at its end.")
    private boolean rings;

    @Option(names = "--no-output", description = "Keep nothing of its output but news and counts.")
    private boolean keepsNothing;

    @Option(
            names = "--answerable",
            description = "Let what it asks be answered from the board. Its input is a pipe then, also at a terminal.")
    private boolean isAnswerable;

    @Option(
            names = "--restartable",
            description = "Let it be ended and started again from the board. Its exit status is that of the last try.")
    private boolean isRestartable;

    @Parameters(paramLabel = "CMD", arity = "1..*", description = "The command, preferably after --.")
    private List<String> command = List.of();

    private final RootCommand root;

    public RunCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        var clock = root.surroundings().clock();
        var environment = root.surroundings().environment();
        WrappedCommand what;
        try {
            what = new WrappedCommand(
                    command,
                    task.map(TaskId::new),
                    name,
                    owner.map(who -> new Owner(who, Optional.empty())),
                    labels,
                    flags());
        } catch (Invalid e) {
            return root.talk().wrong(ExitCode.USAGE, "Not understood", String.valueOf(e.getMessage()));
        }
        var streams = new ProcessWrapper.Streams(
                new FileOutputStream(FileDescriptor.out).getChannel(),
                new FileOutputStream(FileDescriptor.err).getChannel());
        var line =
                new ProcessWrapper.Line(spool(environment), RunCommand::orders, root.url(), Config.token(environment));
        return ProcessWrapper.run(
                what, sitrep.connect.process.command.CommandSurroundings.here(), streams, line, clock);
    }

    private static OrderLines.Open orders(String url, Optional<String> token, OrderLine.Of of, OrderTaker taker) {
        return OrderLine.open(URI.create(url), token, of, taker);
    }

    private Set<RunFlag> flags() {
        var flags = EnumSet.noneOf(RunFlag.class);
        if (isTimed) flags.add(RunFlag.TIME);
        if (rings) flags.add(RunFlag.NOTIFY);
        if (keepsNothing) flags.add(RunFlag.NO_OUTPUT);
        if (isAnswerable) flags.add(RunFlag.ANSWERABLE);
        if (isRestartable) flags.add(RunFlag.RESTARTABLE);
        return flags;
    }

    private Spool spool(Map<String, String> environment) {
        Path outbox = Config.dataFolder(environment).resolve("outbox");
        var own = new Ids(root.surroundings().clock()).get();
        var delivery = new HttpDelivery(URI.create(root.url()), Config.token(environment));
        return Spool.open(
                outbox,
                own,
                delivery,
                EventJson::encode,
                Thread.ofPlatform().daemon().factory());
    }
}
