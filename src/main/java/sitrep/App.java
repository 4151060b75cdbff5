package sitrep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.Config;
import sitrep.config.Version;
import sitrep.core.act.Hand;
import sitrep.core.patience.Patience;
import sitrep.engine.Intake;
import sitrep.engine.act.Acts;
import sitrep.engine.act.Orders;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.JsonEvents;
import sitrep.engine.board.WorkersAtWork;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.contact.Sources;
import sitrep.engine.contact.SteadyClock;
import sitrep.engine.notice.Notices;
import sitrep.engine.upkeep.Upkeep;
import sitrep.engine.watch.Watchman;
import sitrep.http.HttpApp;
import sitrep.json.Ids;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.StoreFailure.Kind;
import sitrep.store.sql.SqlStore;

/**
 * The whole server. It is built in the order in which an event passes through it: the log, the board that is folded
 * from it, the feed that tells of changes, the one writer, the watchman who asks after silence, the door, and before it
 * the connectors and the web server. It is taken down in the opposite order, so that everything acknowledged is kept.
 */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** From one look for silent runs to the next, so that a verdict comes within a second of its deadline. */
    private static final long LOOK_MILLIS = 500;

    /** From one look whether anybody listens to the next. */
    private static final long LISTEN_MILLIS = 1_000;

    /** From one look at what is old to the next. */
    private static final long KEEP_MILLIS = 1_000;

    /** From one look who is to be told of what to the next. */
    private static final long TELL_MILLIS = 500;

    /** From one look whether the log is still ours to the next, where other servers share it. */
    private static final long HOLD_MILLIS = 500;

    /** Those looks do not wait for one another. */
    private static final int TICKERS = 5;

    private final Store store;
    private final Feed feed = new Feed();
    private final Writer writer;
    private final Acts acts;
    private final Orders orders;
    private final Connectors connectors;
    private final Notices notices;
    private final HttpApp http;
    private final int port;
    private final List<ScheduledFuture<?>> watches;
    private boolean closed;
    private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(
            TICKERS, Thread.ofPlatform().name("sitrep-ticker-", 1).factory());

    /** One that goes by the time of its host. */
    public App(Config config, InstantSource wall, Consumer<Throwable> onBroken) {
        this(config, wall, System::nanoTime, onBroken);
    }

    /** The same with a time that only goes forward, and stands still while the host sleeps. */
    public App(Config config, InstantSource wall, LongSupplier nanos, Consumer<Throwable> onBroken) {
        this(config, wall, nanos, onBroken, System.getenv());
    }

    /**
     * Opens the database, folds what is behind, and begins to listen.
     *
     * @param nanos a time that only goes forward, and stands still while the host sleeps
     * @param onBroken is told when nothing can be written any more; the process should then stop with the reason
     * @param environment in which it stands where other programs keep what they keep
     */
    public App(
            Config config,
            InstantSource wall,
            LongSupplier nanos,
            Consumer<Throwable> onBroken,
            Map<String, String> environment) {
        var clock = new SteadyClock(wall, nanos);
        var ids = new Ids(clock);
        var patience = Patience.USUAL.with(config.limits());
        var pulse = new Pulse();
        var contacts = new Contacts();

        var opened = SqlStore.open(config.log(), new JsonEvents());
        store = opened;
        var board = board(store, pulse, contacts, patience);
        writer = new Writer(store, board, feed, onBroken);
        var watchman = new Watchman(board, contacts, writer, patience, clock, nanos, ids);
        var intake = new Intake(writer, pulse, watchman);
        connectors = new Connectors(config, intake, board, clock, environment, Version.number());
        acts = new Acts(board, writer, clock, ids);
        orders = new Orders(board, acts::changed);
        if (config.isLookOnly()) acts.lookOnly();
        acts.add(orders);
        connectors.hands().forEach(acts::add);
        connectors.tell(acts::changed, acts::changed);
        var upkeep = new Upkeep(store, board, writer, config.keeping(), clock);
        var sources = new Sources(contacts, connectors::connections, upkeep::kept, connectors.acting(), clock);
        notices = new Notices(
                new Notices.Surroundings(board, feed, contacts, clock, ids),
                new NoticeFile(config, System.getenv()),
                opened.notebook(config.data().resolve("notices")));
        var crew = new WorkersAtWork(board, pulse);
        http = new HttpApp(
                config,
                new HttpApp.Engine(
                        intake,
                        board,
                        acts,
                        orders,
                        feed,
                        contacts,
                        sources,
                        crew,
                        writer,
                        notices,
                        connectors.hooks(),
                        connectors.telemetry()),
                clock,
                ids,
                Config.webFolder(System.getenv()));

        port = start();
        hold(config.peer(port), onBroken);
        connectors.start();
        watches = List.of(
                again(() -> tick(watchman, onBroken), LOOK_MILLIS),
                again(() -> listen(http, onBroken), LISTEN_MILLIS),
                again(() -> keep(upkeep, onBroken), KEEP_MILLIS),
                again(() -> hold(config.peer(port), onBroken), HOLD_MILLIS),
                again(() -> tell(notices, onBroken), TELL_MILLIS));
    }

    /** A server that cannot read its log lets go of it. */
    private static Board board(Store store, Pulse pulse, Contacts contacts, Patience patience) {
        try {
            return new Board(store, pulse, contacts, patience);
        } catch (StoreFailure e) {
            store.close();
            throw e;
        }
    }

    private ScheduledFuture<?> again(Runnable look, long millis) {
        return ticker.scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Where it listens: the port that was asked for, or the free one that was taken. */
    public int port() {
        return port;
    }

    /** From now on this hand is asked, too, what it can do about tasks. */
    public void add(Hand hand) {
        acts.add(hand);
    }

    /** What was found to observe, a line each. */
    public List<String> found() {
        return connectors.found();
    }

    /** A server that cannot listen lets go of its database, and of all else. */
    private int start() {
        try {
            return http.start();
        } catch (IOException e) {
            ticker.shutdown();
            connectors.close();
            notices.close();
            acts.close();
            writer.close();
            store.close();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Takes in no more, lets all that was taken in become durable, and lets go of the database. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        connectors.close();
        notices.close();
        orders.close();
        feed.close();
        http.close();
        watches.forEach(watch -> watch.cancel(false));
        ticker.shutdown();
        acts.close();
        writer.close();
        store.close();
    }

    /** One that has lost its log to another server shows what is old, and must not go on. */
    private void hold(String under, Consumer<Throwable> onBroken) {
        try {
            store.hold(under);
        } catch (StoreFailure e) {
            if (e.isOthers()) onBroken.accept(e);
        } catch (Error e) {
            onBroken.accept(e);
        }
    }

    /** That the database is away is said once, by whoever writes. */
    private static boolean isAway(RuntimeException e) {
        var why = e instanceof CompletionException ? e.getCause() : e;
        return why instanceof StoreFailure failure && (failure.kind() == Kind.AWAY || failure.kind() == Kind.HELD);
    }

    /** One bad tick must not end the watch, and none the process without a word. */
    private static void tick(Watchman watchman, Consumer<Throwable> onBroken) {
        try {
            watchman.tick();
        } catch (RuntimeException e) {
            if (isAway(e)) return;
            LOG.error("A look for silent runs failed and is made again within a second: {}", e.toString());
        } catch (Error e) {
            onBroken.accept(e);
        }
    }

    /** What cannot be done now is done later. */
    private static void keep(Upkeep upkeep, Consumer<Throwable> onBroken) {
        try {
            upkeep.tick();
        } catch (RuntimeException e) {
            LOG.error("Nothing old was let go of, which is tried again: {}", e.toString());
        } catch (Error e) {
            onBroken.accept(e);
        }
    }

    private static void tell(Notices notices, Consumer<Throwable> onBroken) {
        try {
            notices.tick();
        } catch (RuntimeException e) {
            if (isAway(e)) return;
            LOG.error("Nobody was told of anything, which is tried again: {}", e.toString());
        } catch (Error e) {
            onBroken.accept(e);
        }
    }

    private static void listen(HttpApp http, Consumer<Throwable> onBroken) {
        try {
            http.look();
        } catch (RuntimeException e) {
            LOG.error("A look whether anybody listens failed and is made again: {}", e.toString());
        } catch (Error e) {
            onBroken.accept(e);
        }
    }
}
