package sitrep.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.screen.Ink;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;

/** {@code sitrep events}: what was heard about one task, in the order of the log. */
@Command(
        name = "events",
        description = "Lists what was heard about a task, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep events build-42", "  sitrep events build-42 --after 1200 --limit 500 --json"},
        sortOptions = false)
public final class EventsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Option(names = "--after", paramLabel = "SEQ", description = "Only those behind this place in the log.")
    private long after;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "At most N events, 1 to 1,000; default: 100.")
    private int limit = 100;

    private final RootCommand root;

    public EventsCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        return new TaskFinder(talk).with(task, found -> {
            var id = ApiClient.encoded(new ServerJson(found).raw("id"));
            var path = "/api/v1/tasks/" + id + "/events?after=" + after + "&limit=" + limit;
            return talk.with(talk.client().get(path), page -> {
                if (talk.json()) talk.document(page);
                else show(talk, new ServerJson(page));
                return ExitCode.OK;
            });
        });
    }

    private static void show(CommandTalk talk, ServerJson page) {
        var screen = talk.surroundings().screen();
        for (var event : page.list("items")) {
            var at = event.time("time").map(screen::clock).orElse("");
            talk.say(StyledLine.of(Ink.FAINT, event.text("seq") + "  " + at + "  ")
                    .and(Ink.STEP, event.text("type").replaceFirst("^sitrep\\.", ""))
                    .and("  " + event.in("data").anything())
                    .and(Ink.FAINT, "  " + event.text("source"))
                    .cut(screen.columns()));
        }
        if (page.has("next")) talk.say(StyledLine.of(Ink.FAINT, "More: --after " + page.text("next")));
    }
}
