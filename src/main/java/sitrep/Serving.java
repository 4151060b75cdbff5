package sitrep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.slf4j.LoggerFactory;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.command.ServerCommands;
import sitrep.cli.command.UpkeepCommands;
import sitrep.cli.demo.Demo;
import sitrep.config.Config;
import sitrep.config.PostgresAddress;
import sitrep.engine.board.JsonEvents;
import sitrep.http.HttpApp;
import sitrep.store.StoreFailure;
import sitrep.store.folder.DataFolder;
import sitrep.store.sql.SqlStore;

/** What commands want done with a whole server: to serve, to show a demo, to try itself. */
final class Serving implements ServerCommands {
    private static final int REFUSED = 2;
    private static final int FAILED = 1;

    /** One a second. */
    private static final int TRIES = 60;

    private final CommandLineSurroundings surroundings;

    Serving(CommandLineSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int serve(Config config) {
        var objection = HttpApp.objection(config);
        if (objection.isPresent()) return complain(REFUSED, objection.get());
        Logs.toStandardError();
        endWithoutMemory();
        try {
            return config.store().isPresent()
                    ? serveInTurns(config, config.store().get())
                    : serveAlone(config);
        } catch (StoreFailure | UncheckedIOException e) {
            return complain(FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            return FAILED;
        }
    }

    private int serveAlone(Config config) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        try (var app = new App(config, surroundings.clock(), this::breakDown)) {
            onStop(stopped, app);
            welcome(config, app);
            stopped.await();
            return 0;
        }
    }

    /** Where other servers may share the database. */
    private int serveInTurns(Config config, PostgresAddress database) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var turns = new Turns(
                config,
                database,
                onBroken -> started(config, stopped, onBroken),
                news -> tell(config, news),
                this::breakDown);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("sitrep-stop").unstarted(() -> {
                    stopped.countDown();
                    turns.close();
                    awaitUninterruptibly(ended);
                }));
        try {
            turns.run();
            return 0;
        } finally {
            ended.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Config config, Turns.News news) {
        switch (news) {
            case Turns.News.Leads(var app) -> welcome(config, app);
            case Turns.News.StandsBy(var port) ->
                surroundings
                        .out()
                        .println("Sitrep stands by at " + url(config.bind(), port)
                                + " and passes on what comes, for another server leads (" + places(config) + ")");
        }
    }

    private void welcome(Config config, App app) {
        surroundings.out().println("Sitrep is at " + url(config.bind(), app.port()) + " (" + places(config) + ")");
        app.found().forEach(surroundings.out()::println);
    }

    /** A database may start later than what needs it, as when a machine comes up: it is waited for, for a while. */
    private App started(Config config, CountDownLatch stopped, Consumer<Throwable> onBroken) {
        for (var tried = 1; ; tried++) {
            try {
                return new App(config, surroundings.clock(), onBroken);
            } catch (StoreFailure e) {
                if (e.kind() != StoreFailure.Kind.AWAY || tried == TRIES) throw e;
                if (tried == 1) complain(FAILED, e.getMessage() + " That is waited for, up to " + TRIES + " seconds.");
                if (isStopped(stopped)) throw e;
            }
        }
    }

    private static boolean isStopped(CountDownLatch stopped) {
        try {
            return stopped.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String places(Config config) {
        if (config.store().isEmpty()) return "data in " + config.data();
        var unused = config.data().resolve(DataFolder.DATABASE).toFile().length() > 0
                ? ", of which the log is not used: see 'sitrep export' and 'sitrep import'"
                : "";
        return "log in " + config.log() + ", other data in " + config.data() + unused;
    }

    @Override
    public int demo(Optional<Integer> port, Demo demo) {
        return inNewFolder(folder -> {
            Logs.toStandardError(Level.WARNING);
            endWithoutMemory();
            var stopped = new CountDownLatch(1);
            try (var store = SqlStore.open(folder, new JsonEvents())) {
                store.append(demo.past());
            }
            try (var app = demo(port, folder, demo)) {
                onStop(stopped, app);
                demo.play(url(Config.LOOPBACK, app.port()), folder);
                return 0;
            } catch (StoreFailure | UncheckedIOException e) {
                return complain(FAILED, String.valueOf(e.getMessage()));
            } catch (InterruptedException _) {
                return FAILED;
            }
        });
    }

    /** On the port that is asked for; else on the usual one, or a free one if somebody has that. */
    private App demo(Optional<Integer> port, Path folder, Demo demo) {
        try {
            return demo(port.orElse(Config.PORT), folder, demo);
        } catch (UncheckedIOException e) {
            if (port.isPresent()) throw e;
            return demo(0, folder, demo);
        }
    }

    private App demo(int port, Path folder, Demo demo) {
        var config = new Config(Config.LOOPBACK, port, folder, Optional.empty());
        return new App(config, demo.clock(), demo::nanos, this::breakDown);
    }

    @Override
    public UpkeepCommands upkeep() {
        return new Upkeep(surroundings);
    }

    @Override
    public int selftest(List<String> command) {
        return inNewFolder(folder -> {
            var config = new Config(Config.LOOPBACK, 0, folder, Optional.empty());
            try (var app = new App(config, surroundings.clock(), this::breakDown)) {
                var url = url(config.bind(), app.port());
                var tried = tried(url);
                var ran = command.isEmpty() ? 0 : run(command, url);
                return tried == 0 ? ran : tried;
            } catch (IOException e) {
                return complain(FAILED, "the command cannot be run: " + e.getMessage());
            } catch (InterruptedException _) {
                return FAILED;
            }
        });
    }

    private int tried(String url) {
        try {
            Selftest.of(url);
            return 0;
        } catch (IOException e) {
            return complain(FAILED, "the server does not work: " + e.getMessage());
        }
    }

    private static int run(List<String> command, String url) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("SITREP_URL", url);
        builder.environment().remove(Config.TOKEN);
        return builder.start().waitFor();
    }

    private static String url(String bind, int port) {
        var host = bind.contains(":") ? "[" + bind + "]" : bind;
        return "http://" + host + ":" + port;
    }

    /** When the process is told to end, everything taken in becomes durable first. */
    private static void onStop(CountDownLatch stopped, App app) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("sitrep-stop").unstarted(() -> {
                    stopped.countDown();
                    app.close();
                }));
    }

    /** Whoever tells of it must not wait for the end, for the end waits for it. */
    private void breakDown(Throwable cause) {
        complain(FAILED, reason(cause));
        Thread.ofPlatform().name("sitrep-broken").start(() -> System.exit(FAILED));
    }

    private static String reason(Throwable cause) {
        return cause instanceof OutOfMemoryError
                ? "there is no memory left, so the server ends; give it more, as with SITREP_JAVA_OPTS=-Xmx1g"
                : "nothing can be written any more, so the server ends: " + cause;
    }

    /**
     * Whichever thread it hits: a server that has no memory is better gone than deaf. The log is opened here, for short
     * commands make this class, too, and need none.
     */
    private void endWithoutMemory() {
        var log = LoggerFactory.getLogger(Serving.class);
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> {
            if (cause instanceof VirtualMachineError) breakDown(cause);
            else log.error("The thread {} ended: {}", thread.getName(), cause.toString());
        });
    }

    private int complain(int code, String reason) {
        surroundings.err().println("sitrep: " + reason);
        return code;
    }

    private interface InFolder {
        int run(Path folder);
    }

    private static int inNewFolder(InFolder work) {
        try {
            var folder = Files.createTempDirectory("sitrep-");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> remove(folder)));
            return work.run(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            // What is left behind is in the folder for such things.
        }
    }
}
