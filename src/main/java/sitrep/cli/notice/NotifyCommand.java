package sitrep.cli.notice;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.RootCommand;
import sitrep.cli.screen.NoticeText;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code sitrep notify}: who is told of what, whether messages arrive, and why one was sent or held back. */
@Command(
        name = "notify",
        description = "Shows who is told of what, and what was not delivered; sends a test message; shows why messages"
                + " were sent or held back.",
        footerHeading = "%nEnds with 7 if a test did not arrive.%n%nExamples:%n",
        footer = {
            "  sitrep notify",
            "  sitrep notify test team",
            "  sitrep notify log --task build-42",
            "  sitrep notify retry 118"
        },
        sortOptions = false)
public final class NotifyCommand implements Callable<Integer> {
    private static final String API = "/api/v1/notifications";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WHAT",
            description = "test [TARGET]: sends a test message to it, or to all. log: what was decided, and why."
                    + " retry NUMBER: sends a message once more that was given up. drop NUMBER: lets go of it."
                    + " Without any: the targets as they stand.")
    private String what = "targets";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TARGET|NUMBER", description = "Of which.")
    private Optional<String> which = Optional.empty();

    @Option(names = "--task", paramLabel = "TASK", description = "Of log: only about this task, by its id.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "Of log: at most N, 1 to 500; default: 50.")
    private int limit = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;

    public NotifyCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        return switch (what) {
            case "targets" -> shown(talk, API + "/targets", NoticeText::targets);
            case "log" -> shown(talk, log(), NoticeText::log);
            case "test" -> test(talk);
            case "retry", "drop" -> changed(talk);
            default -> throw mistyped("'" + what + "' is not allowed; allowed: test log retry drop, or nothing");
        };
    }

    private ParameterException mistyped(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private String log() {
        return API + "?limit=" + limit
                + task.map(id -> "&task=" + ApiClient.encoded(id)).orElse("")
                + which.map(name -> "&target=" + ApiClient.encoded(name)).orElse("");
    }

    private interface Page {
        List<StyledLine> of(ServerJson answer, sitrep.cli.screen.Screen screen);
    }

    private static int shown(CommandTalk talk, String path, Page page) {
        return talk.with(talk.client().get(path), answer -> {
            if (talk.json()) talk.document(answer);
            else talk.say(page.of(new ServerJson(answer), talk.surroundings().screen()));
            return ExitCode.OK;
        });
    }

    private int test(CommandTalk talk) {
        var body = JsonNodeFactory.instance.objectNode();
        which.ifPresent(name -> body.put("target", name));
        return talk.with(talk.client().post(API + "/test", Json.text(body)), answer -> {
            if (talk.json()) talk.document(answer);
            else
                talk.say(NoticeText.tests(
                        new ServerJson(answer), talk.surroundings().screen()));
            return hasArrived(answer) ? ExitCode.OK : ExitCode.TROUBLE;
        });
    }

    private static boolean hasArrived(JsonNode answer) {
        var results = new ServerJson(answer).list("items");
        return !results.isEmpty()
                && results.stream()
                        .allMatch(each -> each.in("delivery").raw("state").equals("delivered"));
    }

    private int changed(CommandTalk talk) {
        var number = which.filter(text -> text.matches("[0-9]{1,18}"))
                .orElseThrow(() -> mistyped(what + " wants the number of a message; 'sitrep notify' shows them"));
        return talk.with(talk.client().post(API + "/" + number + "/" + what, "{}"), answer -> {
            if (talk.json()) talk.document(answer);
            else
                talk.say(StyledLine.of(
                        what.equals("retry")
                                ? "Message " + number + " is on its way again."
                                : "Message " + number + " is dropped."));
            return ExitCode.OK;
        });
    }
}
