package sitrep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.Config;
import sitrep.config.PostgresAddress;
import sitrep.relay.Relay;
import sitrep.store.StoreFailure;
import sitrep.store.database.Leadership;
import sitrep.store.database.Leadership.Leader;

/**
 * A server among several that share a database. One leads: it alone takes in, folds, watches, observes and tells. The
 * others stand by and pass on to it what comes to them, and when it is gone one of them leads. Nothing is lost by that:
 * whatever was acknowledged is in the database.
 */
final class Turns implements AutoCloseable {
    /** How often one that stands by looks who leads. */
    private static final long LOOK_MILLIS = 250;

    private static final long PAUSE_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** Begins to lead. */
    interface Lead {
        /**
         * @param onBroken is told when it cannot go on
         * @throws StoreFailure of the kind {@link StoreFailure.Kind#HELD} if another leads
         */
        App begin(Consumer<Throwable> onBroken);
    }

    /** How it stands, for people. */
    sealed interface News {
        record Leads(App app) implements News {}

        record StandsBy(int port) implements News {}
    }

    private final Config config;
    private final PostgresAddress address;
    private final Lead lead;
    private final Consumer<News> news;
    private final Consumer<Throwable> onBroken;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Optional<InetSocketAddress>> leader = new AtomicReference<>(Optional.empty());

    /** Whether it has led, or stood by: then what fails is waited for. */
    private boolean hasStood;

    /** @param onBroken is told when it is broken for another reason than that another leads */
    Turns(Config config, PostgresAddress address, Lead lead, Consumer<News> news, Consumer<Throwable> onBroken) {
        this.config = config;
        this.address = address;
        this.lead = lead;
        this.news = news;
        this.onBroken = onBroken;
    }

    /**
     * Leads whenever nobody else does, until it is closed.
     *
     * @throws StoreFailure if the database is of no use from the start
     */
    void run() throws InterruptedException {
        while (isOn()) {
            if (!leads() && isOn()) standBy();
        }
    }

    private boolean isOn() {
        return stopped.getCount() > 0;
    }

    /** Leads for as long as it can; answers whether it did. */
    private boolean leads() throws InterruptedException {
        var over = new CountDownLatch(1);
        try (var app = lead.begin(why -> end(why, over))) {
            hasStood = true;
            news.accept(new News.Leads(app));
            while (isOn() && !over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                // It leads on.
            }
            return true;
        } catch (StoreFailure e) {
            if (!e.isOthers() && !hasStood) throw e;
            if (!e.isOthers()) LOG.warn("This server cannot lead: {}", e.getMessage());
            return false;
        }
    }

    private void end(Throwable why, CountDownLatch over) {
        if (why instanceof StoreFailure failure && failure.isOthers()) {
            LOG.warn("This server leads no longer: {}", failure.getMessage());
            over.countDown();
        } else {
            onBroken.accept(why);
        }
    }

    /** Passes on until nobody leads. */
    private void standBy() throws InterruptedException {
        try (var leadership = new Leadership(address)) {
            if (isVacant(leadership)) pause();
            else passOn(leadership);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } finally {
            leader.set(Optional.empty());
        }
    }

    /** Nobody leads, and we could not: what stood in the way may still do so. */
    private void pause() throws InterruptedException {
        var _ = stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void passOn(Leadership leadership) throws IOException, InterruptedException {
        try (var relay = new Relay(config.bind(), config.port(), leader::get)) {
            hasStood = true;
            news.accept(new News.StandsBy(relay.port()));
            while (!isVacant(leadership) && !stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                // Another leads on.
            }
        }
    }

    private boolean isVacant(Leadership leadership) {
        return switch (leadership.now()) {
            case Leader.None _ -> true;
            case Leader.Known(var at) -> {
                leader.set(at.filter(it -> !isOurs(it)));
                yield false;
            }
            case Leader.Unknown(var why) -> {
                leader.set(Optional.empty());
                LOG.debug("It is not known who leads: {}", why);
                yield false;
            }
        };
    }

    /** Where the database has not noticed yet that we lead no longer. */
    private boolean isOurs(InetSocketAddress at) {
        return config.peer(config.port()).equals(at.getHostString() + ":" + at.getPort());
    }

    /** Stops; {@link #run} returns once all that was taken in is durable. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
