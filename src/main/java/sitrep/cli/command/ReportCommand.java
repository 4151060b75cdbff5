package sitrep.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ExitCode;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitrep report}: says something about a task. The server judges it, so nothing is checked here. */
@Command(
        name = "report",
        description = "Tells the server something about a task; it need not be known yet.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep report --task build-42 --name 'Nightly build' --phase testing --progress 412/913",
            "  sitrep report --task build-42 --reason approval --text 'git push origin v2.4.0' --waiting-on Dana",
            "  sitrep report --task build-42 --outcome succeeded --summary '913 tests, 0 failures'",
            "  sitrep report --task build-42 --reported '#release'",
            "  sitrep report --task build-42 --run r1 --outcome failed --known exit --retry 2026-11-22T11:30:00Z",
            "  sitrep report --task build-42 --not-owed 'the asker stopped it'",
            "  sitrep report --task build-42 --alias ci/pipeline/991",
            "  sitrep report --source ci --every 60",
            "  sitrep report --source ci --has build-42=r1 --has build-43"
        },
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {

    @Option(names = "--task", paramLabel = "ID", description = "The task's id: any text of yours.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--name", description = "What it is called.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--goal", description = "What is wanted.")
    private Optional<String> goal = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who asked for it.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--parent", paramLabel = "ID", description = "The task that it is a part of.")
    private Optional<String> parent = Optional.empty();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label; repeatable.")
    private List<String> labels = List.of();

    @Option(names = "--run", paramLabel = "ID", description = "The run that this is about.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--phase", description = "What it does, such as planning, editing or testing.")
    private Optional<String> phase = Optional.empty();

    @Option(names = "--update", paramLabel = "TEXT", description = "What is new.")
    private Optional<String> update = Optional.empty();

    @Option(names = "--progress", paramLabel = "N/M", description = "How far it is: 412/913 or 45%%.")
    private Optional<String> progress = Optional.empty();

    @Option(names = "--output", paramLabel = "TEXT", description = "The last lines that it wrote.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--reason",
            description = "Why it cannot go on: user_input, confirmation, approval, auth, subagent, external_api.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--text", description = "The question, or what it waits for.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--waiting-on", paramLabel = "NAME", description = "Whom it waits for.")
    private Optional<String> waitingOn = Optional.empty();

    @Option(names = "--next", paramLabel = "TEXT", description = "What would let it go on.")
    private Optional<String> next = Optional.empty();

    @Option(names = "--next-command", paramLabel = "COMMAND", description = "A command that does that.")
    private Optional<String> nextCommand = Optional.empty();

    @Option(names = "--next-link", paramLabel = "URL", description = "A page where that is done.")
    private Optional<String> nextLink = Optional.empty();

    @Option(names = "--expires", paramLabel = "TIME", description = "Until when that can be done.")
    private Optional<String> expires = Optional.empty();

    @Option(names = "--then", paramLabel = "TEXT", description = "What happens at that time, such as denied.")
    private Optional<String> then = Optional.empty();

    @Option(
            names = "--on",
            paramLabel = "KIND:NAME",
            description = "What exactly it waits for: task:ID, run:ID, slot:NAME, lock:NAME or time:TIME.")
    private Optional<String> on = Optional.empty();

    @Option(names = "--stopping", paramLabel = "WHO", description = "Who asked it to stop; it has not stopped yet.")
    private Optional<String> stopping = Optional.empty();

    @Option(names = "--paused", paramLabel = "WHY", description = "Why it was paused on purpose.")
    private Optional<String> paused = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "When what was paused is to go on.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--outcome", description = "How it ended: succeeded, failed, cancelled, timed_out or lost.")
    private Optional<String> outcome = Optional.empty();

    @Option(names = "--summary", paramLabel = "TEXT", description = "What came of it.")
    private Optional<String> summary = Optional.empty();

    @Option(
            names = "--known",
            paramLabel = "HOW",
            description = "How well the end is known: exit (it was seen), word (the run's own) or guess.")
    private Optional<String> known = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who ended it.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--empty", description = "It succeeded, and there is nothing to show.")
    private boolean empty;

    @Option(
            names = "--retry",
            paramLabel = "TIME",
            description = "When it is tried again; beside --not-reported, when the delivery is.")
    private Optional<String> retry = Optional.empty();

    @Option(names = "--reported", paramLabel = "TO", description = "Who was told the result, or whom it was meant for.")
    private Optional<String> reported = Optional.empty();

    @Option(names = "--not-reported", paramLabel = "WHY", description = "Why the result did not arrive.")
    private Optional<String> failed = Optional.empty();

    @Option(names = "--not-owed", paramLabel = "WHY", description = "Why nobody has to be told.")
    private Optional<String> notOwed = Optional.empty();

    @Option(names = "--alias", paramLabel = "ID", description = "Another name of the task: the two become one.")
    private Optional<String> alias = Optional.empty();

    @Option(names = "--id", description = "The report's own id: the same one twice counts once.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--source", paramLabel = "NAME", description = "Who speaks; default: report.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description =
                    "The source promises to be heard at least so often, and is blind when it is not; 0 takes it back.")
    private Optional<Double> every = Optional.empty();

    @Option(
            names = "--has",
            paramLabel = "TASK[=RUN]",
            description = "A live run of the source; repeatable. What it began and does not name is lost.")
    private List<String> has = List.of();

    @Option(names = "--has-nothing", description = "The source has no live run at all.")
    private boolean hasNothing;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;

    public ReportCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (task.isEmpty() && every.isEmpty() && !isInventory()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--task=ID'");
        }
        var talk = root.talk();
        return talk.with(talk.client().post("/api/v1/events", Json.text(report())), taken -> {
            if (talk.json()) talk.document(taken);
            else talk.say(StyledLine.of(whatBecame(new ServerJson(taken))));
            return ExitCode.OK;
        });
    }

    private static String whatBecame(ServerJson taken) {
        var items = taken.list("items");
        var first = items.isEmpty() ? taken : items.getFirst();
        var seq = first.has("seq") ? ", event " + first.text("seq") : "";
        var lost = switch (first.text("lost")) {
            case "", "0" -> "";
            case "1" -> "; 1 run is lost by it";
            default -> "; " + first.text("lost") + " runs are lost by it";
        };
        return switch (first.raw("status")) {
            case "duplicate" -> "Known already: the same report was taken in before, so nothing changed.";
            default -> "Taken in" + seq + lost + ".";
        };
    }

    private boolean isInventory() {
        return hasNothing || !has.isEmpty();
    }

    private JsonNode report() {
        var report = JsonNodeFactory.instance.objectNode();
        put(report, "task", task);
        // With an id of its own the report counts once even if the connection breaks and it is sent again.
        report.put("id", id.orElseGet(() -> UUID.randomUUID().toString()));
        put(report, "source", source);
        every.ifPresent(seconds -> report.put("every", seconds));
        intent(report);
        put(report, "run", run);
        put(report, "phase", phase);
        put(report, "update", update);
        put(report, "progress", progress);
        put(report, "output", output);
        put(report, "reason", reason);
        put(report, "text", text);
        put(report, "waitingOn", waitingOn);
        step(report);
        waits(report);
        put(report, "stopping", stopping);
        put(report, "paused", "why", paused, "until", until);
        put(report, "outcome", outcome);
        put(report, "summary", summary);
        put(report, "known", known);
        put(report, "by", by);
        if (empty) report.put("empty", true);
        delivery(report);
        put(report, "alias", alias);
        inventory(report);
        return report;
    }

    private void waits(ObjectNode report) {
        put(report, "expires", "at", expires, "then", then);
        on.ifPresent(what -> {
            var at = what.indexOf(':');
            report.putObject("on").put(at < 0 ? "task" : what.substring(0, at), what.substring(at + 1));
        });
    }

    /** The time of the next try is that of the delivery where one failed, or else that of the work. */
    private void delivery(ObjectNode report) {
        if (failed.isEmpty() && notOwed.isEmpty()) {
            put(report, "reported", reported);
            put(report, "retry", retry);
            return;
        }
        var into = report.putObject("reported");
        put(into, "to", reported);
        put(into, "failed", failed);
        put(into, "notOwed", notOwed);
        put(failed.isPresent() ? into : report, "retry", retry);
    }

    private void inventory(ObjectNode report) {
        if (!isInventory()) return;
        var into = report.putArray("runs");
        for (var one : has) {
            var at = one.lastIndexOf('=');
            var run = into.addObject().put("task", at < 0 ? one : one.substring(0, at));
            if (at >= 0) run.put("run", one.substring(at + 1));
        }
    }

    private void intent(ObjectNode report) {
        put(report, "name", name);
        put(report, "goal", goal);
        put(report, "owner", owner);
        put(report, "parent", parent);
        if (labels.isEmpty()) return;
        var into = report.putObject("labels");
        for (var label : labels) {
            var at = label.indexOf('=');
            into.put(at < 0 ? label : label.substring(0, at), at < 0 ? "yes" : label.substring(at + 1));
        }
    }

    private void step(ObjectNode report) {
        if (next.isEmpty() && nextCommand.isEmpty() && nextLink.isEmpty()) return;
        var step = report.putObject("next");
        put(step, "text", next);
        put(step, "command", nextCommand);
        put(step, "link", nextLink);
    }

    /** One value as it stands; with what belongs to it, both by their names. */
    private static void put(
            ObjectNode into, String name, String first, Optional<String> value, String second, Optional<String> more) {
        if (more.isEmpty()) {
            put(into, name, value);
        } else {
            var both = into.putObject(name);
            put(both, first, value);
            put(both, second, more);
        }
    }

    private static void put(ObjectNode into, String name, Optional<String> value) {
        value.ifPresent(it -> into.put(name, it));
    }
}
