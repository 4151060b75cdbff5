package sitrep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import sitrep.cli.Demo;
import sitrep.cli.Server;
import sitrep.cli.Surroundings;
import sitrep.config.Config;
import sitrep.engine.JsonEvents;
import sitrep.http.HttpApp;
import sitrep.store.SqlStore;
import sitrep.store.StoreFailure;

/** What commands want done with a whole server: to serve, to show a demo, to try itself. */
final class Serving implements Server {
    private static final int REFUSED = 2;
    private static final int FAILED = 1;

    private final Surroundings surroundings;

    Serving(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int serve(Config config) {
        var objection = HttpApp.objection(config);
        if (objection.isPresent()) return complain(REFUSED, objection.get());
        Logs.toStandardError();
        var stopped = new CountDownLatch(1);
        try (var app = new App(config, surroundings.clock(), this::breakDown)) {
            onStop(stopped, app);
            surroundings.out().println("Sitrep is at " + url(config, app.port()) + " (data in " + config.data() + ")");
            app.found().forEach(surroundings.out()::println);
            stopped.await();
            return 0;
        } catch (StoreFailure | UncheckedIOException e) {
            return complain(FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            return FAILED;
        }
    }

    @Override
    public int demo(int port, Demo demo) {
        return inNewFolder(folder -> {
            var config = new Config(Config.LOOPBACK, port, folder, Optional.empty());
            Logs.toStandardError(Level.WARNING);
            var stopped = new CountDownLatch(1);
            try (var store = SqlStore.open(folder, new JsonEvents())) {
                store.append(demo.past());
            }
            try (var app = new App(config, demo.clock(), demo::nanos, this::breakDown)) {
                onStop(stopped, app);
                demo.play(url(config, app.port()), folder);
                return 0;
            } catch (StoreFailure | UncheckedIOException e) {
                return complain(FAILED, String.valueOf(e.getMessage()));
            } catch (InterruptedException _) {
                return FAILED;
            }
        });
    }

    @Override
    public int selftest() {
        return inNewFolder(folder -> {
            var config = new Config(Config.LOOPBACK, 0, folder, Optional.empty());
            try (var app = new App(config, surroundings.clock(), this::breakDown)) {
                Selftest.of(url(config, app.port()));
                return 0;
            } catch (IOException e) {
                return complain(FAILED, "the server does not work: " + e.getMessage());
            }
        });
    }

    private static String url(Config config, int port) {
        var host = config.bind().contains(":") ? "[" + config.bind() + "]" : config.bind();
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
        complain(FAILED, "nothing can be written any more, so the server ends: " + cause);
        Thread.ofPlatform().name("sitrep-broken").start(() -> System.exit(FAILED));
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
