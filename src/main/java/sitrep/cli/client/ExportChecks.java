package sitrep.cli.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.cli.screen.DoctorFinding;
import sitrep.cli.screen.InertText;

/**
 * Where programs that are started from this shell export their spans, by the variables of OpenTelemetry, and whether
 * Claude Code does. What else such programs are set to is not known here.
 */
public final class ExportChecks {
    private static final String ABOUT = "export";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private static final String CLAUDE = "CLAUDE_CODE_ENABLE_TELEMETRY";
    private static final String SPANS = "CLAUDE_CODE_ENHANCED_TELEMETRY_BETA";

    /** Where spans go that nobody sent anywhere. */
    private static final String USUAL = "http://localhost:4318";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> NO = Set.of("", "0", "false", "no", "off");

    private final Map<String, String> environment;
    private final String server;

    /** @param server the one that is asked */
    public ExportChecks(Map<String, String> environment, String server) {
        this.environment = environment;
        this.server = server.replaceFirst("/+$", "");
    }

    /** Nothing where no variable speaks of it. */
    public List<DoctorFinding> findings() {
        var said = Stream.of(TRACES, ENDPOINT)
                .filter(name -> !value(name).isBlank())
                .findFirst();
        var isClaude = isSet(CLAUDE);
        if (said.isEmpty() && !isClaude) return List.of();
        var findings = new ArrayList<DoctorFinding>();
        var endpoint = said.map(this::value).orElse(USUAL);
        var isHere = place(endpoint).equals(place(server));
        said.ifPresent(name -> findings.add(isHere ? here(name) : elsewhere(name, endpoint)));
        if (isClaude) findings.add(claude(isHere));
        return findings;
    }

    private DoctorFinding here(String name) {
        var protocol = Stream.of("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
                .map(this::value)
                .filter(text -> !text.isBlank())
                .findFirst();
        return protocol.equals(Optional.of("grpc"))
                ? DoctorFinding.noted(
                        ABOUT,
                        name + " names this server, which takes nothing by gRPC",
                        "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf")
                : DoctorFinding.fine(ABOUT, "what programs export from this shell comes here, by " + name);
    }

    private DoctorFinding elsewhere(String name, String endpoint) {
        var where = place(endpoint).map(InertText::line).orElse("what is no address");
        return DoctorFinding.noted(
                ABOUT,
                "what programs export from this shell goes to " + where + ", by " + name,
                "to have it here instead: export "
                        + (name.equals(TRACES) ? TRACES + "=" + server + "/v1/traces" : ENDPOINT + "=" + server));
    }

    private DoctorFinding claude(boolean isHere) {
        if (!isHere) {
            return DoctorFinding.noted(
                    ABOUT,
                    "Claude Code is to export what it does (" + CLAUDE + "), and not to this server",
                    "to have it here: export " + ENDPOINT + "=" + server);
        }
        return isSet(SPANS) && value("OTEL_TRACES_EXPORTER").equals("otlp")
                ? DoctorFinding.fine(ABOUT, "Claude Code exports its spans, too")
                : DoctorFinding.noted(
                        ABOUT,
                        "Claude Code is to export what it does, and no spans: without them nothing of it is shown",
                        "export " + SPANS + "=1 OTEL_TRACES_EXPORTER=otlp");
    }

    /** The machine and the port alone: an address may hold a name and a key. */
    private static Optional<String> place(String address) {
        try {
            var uri = URI.create(address.strip());
            var host = Optional.ofNullable(uri.getHost()).map(name -> name.toLowerCase(Locale.ROOT));
            var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
            var port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return host.map(name -> scheme + "://" + (LOOPBACK.contains(name) ? "127.0.0.1" : name) + ":" + port);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isSet(String name) {
        return !NO.contains(value(name).strip().toLowerCase(Locale.ROOT));
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }
}
