package sitrep.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.ExportChecks;
import sitrep.cli.client.MachineChecks;
import sitrep.cli.client.ServerAnswer;
import sitrep.cli.screen.DoctorFinding;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.Ink;
import sitrep.cli.screen.KeptText;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.config.Config;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.line.GatewaySearch;
import sitrep.connect.outbox.Spool;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code sitrep doctor}: whether everything is as it should be, and what to do where it is not. */
@Command(
        name = "doctor",
        description = "Checks the JDK, the data folder, the server, the token, each source and whether Sitrep may act"
                + " there, which agents there are on this machine, and where programs of this shell export their spans;"
                + " says what to do where something is wrong, and by which command an agent is connected.",
        footerHeading = "%nEnds with 0 if all is well, 7 if something needs doing, 69 if no server answers, 77 if it"
                + " wants a token.%n%nExamples:%n",
        footer = {"  sitrep doctor", "  sitrep doctor --json | jq '.checks[] | select(.state==\"trouble\")'"},
        sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
    private static final int ABOUT = 10;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is kept; else SITREP_DATA; else sitrep in the XDG state folder.")
    private Optional<Path> data = Optional.empty();

    private final RootCommand root;

    public DoctorCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var environment = talk.surroundings().environment();
        var findings = new ArrayList<DoctorFinding>();
        findings.add(MachineChecks.java(Runtime.version()));
        var folder = data.orElseGet(() -> Config.dataFolder(environment));
        findings.addAll(MachineChecks.data(folder));
        outbox(folder.resolve("outbox")).ifPresent(findings::add);
        var observed = new HashSet<String>();
        var code = server(talk, findings, observed);
        if (code != ExitCode.OK) findings.add(openClaw(new GatewaySearch(environment)));
        findings.addAll(new AgentChecks(environment, root.url()).findings(observed));
        findings.addAll(new ExportChecks(environment, root.url()).findings());
        show(talk, findings);
        if (code != ExitCode.OK) return code;
        return findings.stream().anyMatch(DoctorFinding::isTrouble) ? ExitCode.TROUBLE : ExitCode.OK;
    }

    /** What commands left behind that are over; of those that still deliver there is nothing to be said. */
    private static Optional<DoctorFinding> outbox(Path folder) {
        try {
            var left = Spool.left(folder);
            if (left == 0) return Optional.empty();
            return Optional.of(DoctorFinding.noted(
                    "outbox",
                    left + (left == 1 ? " command that is over has" : " commands that are over have")
                            + " something to deliver",
                    "the next 'sitrep run' delivers it, once a server answers"));
        } catch (IOException e) {
            return Optional.of(
                    DoctorFinding.trouble("outbox", folder + " cannot be looked into: " + e, "let it be yours"));
        }
    }

    private static int server(CommandTalk talk, List<DoctorFinding> findings, Set<String> observed) {
        var client = talk.client();
        return switch (client.get("/health/ready")) {
            case ServerAnswer.Unreachable(var url, var why) -> {
                findings.add(DoctorFinding.trouble(
                        "server",
                        "no server at " + InertText.line(url) + ": " + why,
                        "start one with 'sitrep serve', or say with --url or SITREP_URL where it is"));
                yield ExitCode.UNREACHABLE;
            }
            case ServerAnswer.Refused(var status, var problem) -> {
                var said = new ServerJson(problem);
                var says = said.text("title") + (said.has("detail") ? ": " + said.text("detail") : "");
                findings.add(DoctorFinding.trouble(
                        "server",
                        InertText.line(client.url()) + " answers with status " + status + ": " + says,
                        "look at its log; if it is not Sitrep, give the right address with --url"));
                yield ExitCode.UNREACHABLE;
            }
            case ServerAnswer.Given _ -> {
                findings.add(DoctorFinding.fine("server", InertText.line(client.url()) + " answers and can write"));
                yield sources(talk, findings, observed);
            }
        };
    }

    private static int sources(CommandTalk talk, List<DoctorFinding> findings, Set<String> observed) {
        return switch (talk.client().get("/api/v1/sources")) {
            case ServerAnswer.Given(var given) -> {
                findings.add(DoctorFinding.fine(
                        "token", talk.client().token().isPresent() ? "it is taken" : "none is asked for"));
                var checks = new SourceChecks(talk.surroundings().screen());
                for (var source : new ServerJson(given).list("items")) {
                    findings.addAll(checks.of(source));
                    if (source.raw("state").equals("live")) observed.add(source.raw("kind"));
                }
                KeptText.of(new ServerJson(given)).ifPresent(text -> findings.add(DoctorFinding.fine("kept", text)));
                new ServerJson(given).list("unreadable").forEach(event -> findings.add(unreadable(event)));
                notices(talk, findings);
                yield ExitCode.OK;
            }
            case ServerAnswer.Refused(var status, var problem) -> {
                var isToken = status == 401;
                findings.add(DoctorFinding.trouble(
                        isToken ? "token" : "server",
                        isToken
                                ? "the server wants a token, or a different one"
                                : new ServerJson(problem).text("title"),
                        isToken ? "set SITREP_TOKEN to the server's" : "look at its log"));
                yield status == 401 || status == 403 ? ExitCode.NO_ACCESS : ExitCode.TROUBLE;
            }
            case ServerAnswer.Unreachable(var _, var why) -> {
                findings.add(DoctorFinding.trouble("server", "it hung up: " + why, "look at its log"));
                yield ExitCode.UNREACHABLE;
            }
        };
    }

    /** Who is told, and whether that works; a server of an earlier version says nothing of it. */
    private static void notices(CommandTalk talk, List<DoctorFinding> findings) {
        if (!(talk.client().get("/api/v1/notifications/targets") instanceof ServerAnswer.Given(var given))) return;
        var answer = new ServerJson(given);
        answer.list("mistakes")
                .forEach(mistake -> findings.add(DoctorFinding.trouble(
                        "notify", answer.text("file") + ": " + mistake.anything(), "correct it; it counts at once")));
        var dead = answer.list("items").stream()
                .filter(target -> target.number("dead") > 0)
                .toList();
        dead.forEach(target -> findings.add(DoctorFinding.trouble(
                "notify",
                target.number("dead") + " messages to " + target.text("name") + " were given up",
                "'sitrep notify' shows them; 'sitrep notify test " + target.text("name") + "' tries it")));
        answer.list("undelivered").stream()
                .map(told -> told.in("delivery").has("how")
                                && told.in("delivery").raw("state").equals("waiting")
                        ? told.text("target") + " does not take its messages: "
                                + told.in("delivery").text("how")
                        : "")
                .filter(found -> !found.isEmpty())
                .distinct()
                .forEach(found -> findings.add(
                        DoctorFinding.trouble("notify", found, "they are tried again; 'sitrep notify' shows them")));
        if (dead.isEmpty() && !answer.list("items").isEmpty()) {
            findings.add(DoctorFinding.fine("notify", answer.list("items").size() + " targets are told"));
        }
    }

    private static DoctorFinding unreadable(ServerJson event) {
        return DoctorFinding.trouble(
                "log",
                "event " + event.number("seq") + " cannot be read and is left out: " + event.text("why"),
                "stop the server, and look what 'sitrep repair' would do");
    }

    /** What a server would find, where none can be asked. */
    private static DoctorFinding openClaw(GatewaySearch search) {
        var local = GatewaySettings.local(GatewaySettings.Scopes.READ_ONLY);
        var told = InertText.line(search.told(local));
        return search.missing(local)
                .map(missing -> DoctorFinding.noted("openclaw", InertText.line(missing)))
                .orElseGet(() -> DoctorFinding.fine("openclaw", told));
    }

    private static void show(CommandTalk talk, List<DoctorFinding> findings) {
        if (talk.json()) {
            var document = JsonNodeFactory.instance.objectNode();
            var checks = document.putArray("checks");
            findings.forEach(finding -> finding.addTo(checks));
            document.put(
                    "trouble",
                    findings.stream().filter(DoctorFinding::isTrouble).count());
            talk.document(document);
            return;
        }
        var screen = talk.surroundings().screen();
        for (var finding : findings) {
            var indent = " ".repeat(ABOUT + 2);
            var lines = screen.wrap(indent, Ink.PLAIN, finding.found());
            var head = StyledLine.of(finding.state().ink(), finding.state().mark() + " ")
                    .and(Ink.STRONG, finding.about())
                    .padded(indent.length());
            talk.say(head.and(new StyledLine(lines.getFirst().pieces().subList(1, 2))));
            talk.say(lines.subList(1, lines.size()));
            finding.remedy().ifPresent(text -> talk.say(screen.wrap(indent, Ink.STEP, "→ " + text)));
        }
    }
}
