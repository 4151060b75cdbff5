package sitrep.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sitrep.config.ActingWish;
import sitrep.config.Config;
import sitrep.config.GatewaySettings;
import sitrep.config.KeepingSettings;
import sitrep.config.OpenCodeSettings;
import sitrep.config.PostgresAddress;
import sitrep.core.keeping.Keeping;
import sitrep.core.patience.Patience;
import sitrep.core.text.Invalid;

/** {@code sitrep serve}: the server. */
@Command(
        name = "serve",
        description = "Starts the server and the board's page, and prints where they are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep serve",
            "  sitrep serve --port 8080 --data /var/lib/sitrep",
            "  sitrep serve --openclaw local --openclaw office=wss://claw.example.org",
            "  SITREP_TOKEN=$(openssl rand -hex 20) sitrep serve --bind 0.0.0.0"
        },
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    /** As long as the name of a connection to PostgreSQL has room for. */
    private static final Pattern PEER = Pattern.compile("(?=.{3,55}$)[^\\s/@]+:\\d{1,5}");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; default: " + Config.PORT + "; 0 takes a free one.")
    private int port = Config.PORT;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "On which address; default: " + Config.LOOPBACK + ". Any that others can reach needs a token.")
    private String bind = Config.LOOPBACK;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is kept; else SITREP_DATA; else sitrep in the XDG state folder.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "ADDRESS",
            description = "A PostgreSQL database for log and index instead of files in the data folder, as in"
                    + " postgresql://user@host/database?schema=sitrep; else SITREP_STORE. The password is in PGPASSWORD"
                    + " or in the password file.")
    private Optional<String> store = Optional.empty();

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            description = "Where other servers that share the store reach this one; default: --bind and --port.")
    private Optional<String> peer = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Whoever shows it may read and write; else SITREP_TOKEN, which others cannot see in the"
                    + " process list.")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "WHOSE[/WHAT]=TIME",
            description = "How long runs may be silent, instead of the default limits: WHOSE is source:NAME or"
                    + " label:KEY=VALUE, WHAT an act, a phase or a condition. May be given several times.")
    private List<String> limits = List.of();

    @Option(
            names = "--keep",
            paramLabel = "[WHOSE=]TIME",
            description = "How long the details of settled tasks are kept; default: 30d, outcome:failed=90d. WHOSE is"
                    + " outcome:OUTCOME or label:KEY=VALUE, TIME as in 12h, 30d or 1y. May be given several times.")
    private List<String> keep = List.of();

    @Option(
            names = "--keep-stubs",
            paramLabel = "TIME",
            description = "How long it is kept after their end what they were and how they ended; default: 1y.")
    private Optional<String> stubs = Optional.empty();

    @Option(
            names = "--keep-size",
            paramLabel = "SIZE",
            description = "What log and index may take, as in 500MB or 2GB; default: 1500MB. Past it the oldest settled"
                    + " tasks go earlier.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--look-only",
            description = "Ask nothing of any source: whoever opens the page can approve, answer and stop nothing.")
    private boolean isLookOnly;

    @Option(
            names = "--notify-locked",
            description = "Let nobody change from the page who is told of what: it is set in the file only; else"
                    + " SITREP_NOTIFY_LOCKED.")
    private boolean isNotifyLocked;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--openclaw",
            paramLabel = "[NAME=]URL",
            description = "Observe the OpenClaw gateway at URL instead of the one of this machine, which is found by"
                    + " itself and goes by 'local'; repeatable. Else SITREP_OPENCLAW.")
    private List<String> gateways = List.of();

    @Option(
            names = "--openclaw-token-file",
            paramLabel = "[NAME=]FILE",
            description = "A file with the gateway's token; else SITREP_OPENCLAW_TOKEN; else OpenClaw's own settings.")
    private List<String> tokenFiles = List.of();

    @Option(
            names = "--openclaw-approvals",
            description = "Also see until when approvals can be given. It would allow giving them; this never does.")
    private boolean approvals;

    @Option(
            names = "--openclaw-questions",
            description = "Also see until when questions can be answered. It would allow that; this never does.")
    private boolean questions;

    @Option(
            names = "--openclaw-act",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = ActingWish.ALL,
            split = ",",
            description = "Let operators act from here at that gateway, or at all: approve, deny, answer, say, stop,"
                    + " cancel. It pairs a device of its own. 'none' forbids it. Else SITREP_OPENCLAW_ACT.")
    private List<String> acting = List.of();

    @Option(
            names = "--openclaw-act-admin",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = ActingWish.ALL,
            split = ",",
            description = "The same as an administrator of the gateway, which running jobs and stopping other clients'"
                    + " turns needs. Else SITREP_OPENCLAW_ACT_ADMIN.")
    private List<String> actingAsAdmin = List.of();

    @Option(names = "--no-openclaw", description = "Observe no OpenClaw gateway.")
    private boolean none;

    @Option(
            names = "--opencode",
            paramLabel = "[NAME=]URL",
            description = "Observe the OpenCode server at URL instead of the one of this machine, which is looked for"
                    + " at its usual port and goes by 'local'; repeatable. Else SITREP_OPENCODE.")
    private List<String> opencodes = List.of();

    @Option(names = "--no-opencode", description = "Observe no OpenCode server.")
    private boolean noOpencode;

    private final RootCommand root;
    private final ServerCommands server;

    public ServeCommand(RootCommand root, ServerCommands server) {
        this.root = root;
        this.server = server;
    }

    private List<Patience.Amendment> amendments() {
        try {
            return limits.stream().map(LimitOption::read).toList();
        } catch (Invalid e) {
            throw new ParameterException(spec.commandLine(), "--limit: " + e.getMessage());
        }
    }

    @Override
    public Integer call() {
        var environment = root.surroundings().environment();
        var config = new Config(
                bind,
                PortOption.of(port, spec),
                data.orElseGet(() -> Config.dataFolder(environment)),
                token.or(() -> Config.token(environment)),
                amendments(),
                openclaw(environment),
                keeping());
        return server.serve(config.telling(environment, isNotifyLocked)
                .lookingOnly(isLookOnly)
                .observing(opencode(environment))
                .storing(store(environment), peer()));
    }

    private Optional<PostgresAddress> store(Map<String, String> environment) {
        try {
            return PostgresAddress.said(store, environment);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> peer() {
        if (peer.isPresent() && !PEER.matcher(peer.get()).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--peer: found " + peer.get() + "; allowed: HOST:PORT, at most 55 characters");
        }
        return peer;
    }

    private Keeping keeping() {
        try {
            return KeepingSettings.of(keep, stubs, size);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private List<GatewaySettings> openclaw(Map<String, String> environment) {
        try {
            if (!none) {
                var scopes = new GatewaySettings.Scopes(approvals, questions);
                var observed = GatewaySettings.of(gateways, tokenFiles, scopes, environment);
                return ActingWish.said(observed, acting, actingAsAdmin, environment);
            }
            if (gateways.isEmpty()) return List.of();
            throw new IllegalArgumentException("--no-openclaw and --openclaw do not go together");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private List<OpenCodeSettings> opencode(Map<String, String> environment) {
        try {
            if (!noOpencode) return OpenCodeSettings.of(opencodes, environment);
            if (opencodes.isEmpty()) return List.of();
            throw new IllegalArgumentException("--no-opencode and --opencode do not go together");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
