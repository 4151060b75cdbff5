package sitrep.connect.hooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.connect.foreign.Around;
import sitrep.json.Json;

/** Takes in what commands kept on this machine while no server was there. */
public final class KeptHooks implements Runnable, AutoCloseable {
    private static final long LOOK_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(KeptHooks.class);

    private final HookDesk desk;
    private final Path data;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param data the data folder */
    public KeptHooks(HookDesk desk, Path data) {
        this.desk = desk;
        this.data = data;
    }

    @Override
    public void run() {
        try {
            do {
                desk.agents().forEach(this::look);
            } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String agent) {
        try {
            new HookShelf(data, agent).bring(list -> isTaken(agent, list));
        } catch (IOException e) {
            LOG.debug("Hooks that were kept for later cannot be read now: {}", e.toString());
        }
    }

    private boolean isTaken(String agent, byte[] list) {
        try {
            return desk.hear(agent, Optional.empty(), Around.NONE, list) != HookDesk.Heard.BUSY;
        } catch (Json.Malformed _) {
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
