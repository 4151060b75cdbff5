package sitrep.http.server;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import sitrep.core.keeping.Kept;
import sitrep.core.sitrep.Attention;
import sitrep.core.source.Connection;
import sitrep.engine.Intake.Receipt;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Sources;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;

/** What an operator of the server itself watches, for Prometheus. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    private final Counter events = Counter.builder()
            .name("sitrep_events_total")
            .help("Items and events sent to the server, by what became of them:"
                    + " refused counts items, the others events.")
            .labelNames("result")
            .register(registry);

    private final Histogram requests = Histogram.builder()
            .name("sitrep_http_request_duration_seconds")
            .help("How long requests took, by route and status; a stream counts when it ends.")
            .unit(Unit.SECONDS)
            .labelNames("method", "route", "status")
            .classicOnly()
            .classicUpperBounds(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
            .register(registry);

    public Metrics(Board board, Feed feed, Sources sources, Writer writer) {
        for (var result : List.of("accepted", "duplicate", "heartbeat", "refused")) {
            events.initLabelValues(result);
        }
        gauge("sitrep_append_queue_events", "Events that wait to be made durable.", writer::waiting);
        gauge("sitrep_sse_subscribers", "Listeners to the stream of changes.", feed::subscribers);
        gauge("sitrep_log_seq", "The newest event that the board takes into account.", board::seq);
        gauge(
                "sitrep_ready",
                "1 while events can be written.",
                () -> writer.trouble().isEmpty() ? 1 : 0);
        GaugeWithCallback.builder()
                .name("sitrep_tasks")
                .help("Tasks by what they want.")
                .labelNames("attention")
                .callback(told -> {
                    var tally = board.tally();
                    for (var attention : Attention.values()) {
                        told.call((double) tally.of(attention), attention.word());
                    }
                })
                .register(registry);
        connectors(sources);
        kept(sources);
        process();
    }

    private void kept(Sources sources) {
        kept("sitrep_kept_events", "Events in the log.", sources, Kept::events);
        kept("sitrep_log_bytes", "What the log takes on the disk.", sources, Kept::log);
        kept("sitrep_index_bytes", "What the index takes on the disk.", sources, Kept::index);
        kept(
                "sitrep_kept_limit_bytes",
                "What log and index may take.",
                sources,
                kept -> kept.keeping().bytes());
    }

    private void kept(String name, String help, Sources sources, ToLongFunction<Kept> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> sources.kept().ifPresent(kept -> told.call((double) figure.applyAsLong(kept))))
                .register(registry);
    }

    /** Connectors only: whoever posts may call itself anything, and as often anew as it likes. */
    private void connectors(Sources sources) {
        GaugeWithCallback.builder()
                .name("sitrep_source_live")
                .help("1 while a connector is in contact with what it observes.")
                .labelNames("source")
                .callback(told -> connected(sources)
                        .forEach(it -> told.call(it.state() instanceof Connection.State.Live ? 1 : 0, it.source())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("sitrep_source_lag_seconds")
                .help("How long the newest message took from the source's clock to ours.")
                .unit(Unit.SECONDS)
                .labelNames("source")
                .callback(told -> connected(sources)
                        .forEach(it ->
                                it.traffic().lag().ifPresent(lag -> told.call(lag.toMillis() / 1000.0, it.source()))))
                .register(registry);
        counter("sitrep_source_messages_total", "Messages from a source.", sources, Connection.Traffic::received);
        counter("sitrep_source_contacts_total", "How often contact was made.", sources, Connection.Traffic::contacts);
        counter(
                "sitrep_source_errors_total",
                "Contacts that broke and requests that failed.",
                sources,
                it -> it.errors());
        counter("sitrep_source_dropped_total", "Messages dropped for lack of room.", sources, it -> it.dropped());
        CounterWithCallback.builder()
                .name("sitrep_source_skipped_total")
                .help("Messages that were not understood.")
                .labelNames("source", "reason")
                .callback(told -> connected(sources)
                        .forEach(it -> it.traffic()
                                .skipped()
                                .forEach((reason, count) -> told.call((double) count, it.source(), reason))))
                .register(registry);
    }

    private void counter(String name, String help, Sources sources, ToLongFunction<Connection.Traffic> figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("source")
                .callback(told -> {
                    for (var connection : connected(sources)) {
                        told.call((double) figure.applyAsLong(connection.traffic()), connection.source());
                    }
                })
                .register(registry);
    }

    private static List<Connection> connected(Sources sources) {
        return sources.list().stream()
                .flatMap(source -> source.connection().stream())
                .toList();
    }

    private interface Figure {
        double now();
    }

    private void gauge(String name, String help, Figure figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> told.call(figure.now()))
                .register(registry);
    }

    private void process() {
        gauge("jvm_heap_used_bytes", "Heap in use.", () -> {
            var runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        });
        gauge(
                "jvm_heap_max_bytes",
                "Largest heap there may be.",
                () -> Runtime.getRuntime().maxMemory());
        gauge(
                "jvm_threads",
                "Platform threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        gauge(
                "process_uptime_seconds",
                "Since the process began.",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        CounterWithCallback.builder()
                .name("process_cpu_seconds_total")
                .help("Processor time used.")
                .callback(told -> ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .ifPresent(time -> told.call(time.toMillis() / 1000.0)))
                .register(registry);
    }

    /** Counts what became of events, and items that were refused. */
    public void count(List<Receipt> receipts, long refused) {
        for (var receipt : receipts) {
            events.labelValues(
                            switch (receipt) {
                                case Receipt.Accepted _ -> "accepted";
                                case Receipt.Duplicate _ -> "duplicate";
                                case Receipt.Heartbeat _ -> "heartbeat";
                                case Receipt.Listed _ -> "listed";
                            })
                    .inc();
        }
        refused(refused);
    }

    public void refused(long items) {
        events.labelValues("refused").inc(items);
    }

    void served(String method, String route, int status, Duration took) {
        requests.labelValues(method, route, String.valueOf(status)).observe(took.toNanos() / 1e9);
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(List.of());
        var writer = ExpositionFormats.init().getPrometheusTextFormatWriter();
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ApiAnswer.Whole(200, writer.getContentType(), out.toByteArray(), Map.of());
    }
}
