package sitrep.http;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import sitrep.connect.otlp.TraceDesk;
import sitrep.connect.outbox.Delivery;
import sitrep.engine.Intake;
import sitrep.engine.board.WriterBusy;
import sitrep.engine.contact.TelemetryListener;
import sitrep.store.StoreFailure;

/** Exports heard as a server hears them, and told through its door. */
final class TestTelemetry implements TelemetryListener {
    private final TraceDesk desk;

    TestTelemetry(Intake intake, InstantSource clock) {
        desk = new TraceDesk(
                (events, _) -> {
                    try {
                        intake.accept(events);
                        return new Delivery.Receipt.Taken(0);
                    } catch (WriterBusy | StoreFailure e) {
                        return new Delivery.Receipt.Later(String.valueOf(e.getMessage()));
                    }
                },
                Path.of("target", "otlp", UUID.randomUUID().toString()),
                clock);
    }

    @Override
    public Heard spans(Encoding encoding, byte[] body) {
        return of(desk.hear(encoding == Encoding.PROTOBUF, body));
    }

    @Override
    public Heard records(Encoding encoding, byte[] body) {
        return of(desk.hearRecords(encoding == Encoding.PROTOBUF, body));
    }

    private static Heard of(TraceDesk.Heard heard) {
        return switch (heard) {
            case TraceDesk.Heard.Taken(var refused, var why) -> new Heard.Taken(refused, why);
            case TraceDesk.Heard.Unreadable(var why) -> new Heard.Unreadable(why);
            case TraceDesk.Heard.Later(var why) -> new Heard.Later(why);
        };
    }
}
