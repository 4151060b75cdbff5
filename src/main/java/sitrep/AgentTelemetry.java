package sitrep;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import sitrep.connect.otlp.TraceDesk;
import sitrep.connect.outbox.Door;
import sitrep.core.source.Connection;
import sitrep.engine.contact.TelemetryListener;

/** The programs that export what they did by OpenTelemetry. */
final class AgentTelemetry implements TelemetryListener {
    private final TraceDesk desk;

    /** @param data the data folder, in which spans wait for the rest of their trace */
    AgentTelemetry(Door door, Path data, InstantSource clock) {
        this.desk = new TraceDesk(door, data, clock);
    }

    /** How those stand of whom anything came. */
    Stream<Connection> connections() {
        return desk.connections().stream();
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
