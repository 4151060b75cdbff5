package sitrep.http;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.HookDesk;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.outbox.Delivery;
import sitrep.engine.Intake;
import sitrep.engine.contact.HookListener;

/** Hooks heard as a server hears them, and told through its door. */
final class TestHooks implements HookListener, AutoCloseable {
    private final HookDesk desk;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    TestHooks(Intake intake, InstantSource clock) {
        desk = new HookDesk(
                List.of(new ClaudeCodeDialect()),
                "office",
                (events, _) -> {
                    intake.accept(events);
                    return new Delivery.Receipt.Taken(0);
                },
                Recollection.NONE,
                clock);
        thread.execute(desk);
    }

    @Override
    public Heard hear(String agent, Caller caller, byte[] body) {
        if (!desk.agents().contains(agent)) return new Heard.UnknownAgent(desk.agents());
        var around = Around.of(caller.task(), caller.run(), caller.trace());
        return switch (desk.hear(agent, caller.host(), around, body)) {
            case TAKEN -> new Heard.Taken();
            case NO_HOOK -> new Heard.NoHook("something else", HookDesk.allowed());
            case BUSY -> new Heard.Busy();
        };
    }

    @Override
    public void close() {
        desk.close();
        thread.close();
    }
}
