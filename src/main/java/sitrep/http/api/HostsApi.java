package sitrep.http.api;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import sitrep.engine.contact.Contacts;
import sitrep.engine.record.Hosts;
import sitrep.engine.record.TrackRecords;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import tools.jackson.core.JsonGenerator;

/** How it goes at each host, the worst first. */
public final class HostsApi {
    private final Hosts hosts;
    private final Contacts contacts;
    private final InstantSource clock;

    public HostsApi(Hosts hosts, Contacts contacts, InstantSource clock) {
        this.hosts = hosts;
        this.contacts = contacts;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(List.of());
        var lost = contacts.lost().stream().collect(Collectors.toMap(Contacts.Lost::source, Contacts.Lost::since));
        var all = hosts.all(lost);
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            all.hosts().forEach(host -> write(host, out));
            out.writeEndArray();
            if (all.left() > 0) out.writeNumberProperty("left", all.left());
            out.writeStringProperty("now", clock.instant().toString());
            out.writeEndObject();
        });
    }

    private static void write(Hosts.Host host, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("host", host.name());
        out.writeNumberProperty("live", host.now().live());
        out.writeNumberProperty("waiting", host.now().waiting());
        out.writeNumberProperty("stuck", host.now().stuck());
        if (host.now().unseen() > 0)
            out.writeNumberProperty("unseen", host.now().unseen());
        day(host.day(), out);
        out.writeEndObject();
    }

    /** What became of what ended in the last day. */
    static void day(TrackRecords.LastDay day, JsonGenerator out) {
        out.writeNumberProperty("ended", day.ended());
        out.writeNumberProperty("failed", day.failed());
        day.median().ifPresent(it -> out.writeNumberProperty("medianMillis", it.toMillis()));
        day.usual().ifPresent(it -> out.writeNumberProperty("usualMillis", it.toMillis()));
        out.writeArrayPropertyStart("hours");
        for (var hour : day.hours()) {
            out.writeStartObject();
            out.writeStringProperty("from", hour.from().toString());
            out.writeNumberProperty("ended", hour.ended());
            out.writeNumberProperty("failed", hour.failed());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
