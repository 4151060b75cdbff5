package sitrep.cli.notice;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.PastMoment;
import sitrep.cli.command.RootCommand;
import sitrep.cli.screen.Ink;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.cli.screen.TaskSentence;

/** {@code sitrep since}: what happened while somebody was away. */
@Command(
        name = "since",
        description = "Says in one line what happened since a time, then what is new of what needs somebody, and what"
                + " failed.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep since 09:00", "  sitrep since 2h", "  sitrep since 2026-11-22T18:00:00Z --json"},
        sortOptions = false)
public final class SinceCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WHEN",
            description = "A time of day, the last one that was; how long ago, as in 2h or 3d; a date; or a time.")
    private String when = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;

    public SinceCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var from = PastMoment.of(when, talk.surroundings())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "WHEN: '" + when + "' is not understood; allowed: " + PastMoment.ALLOWED));
        var path = "/api/v1/since?from=" + ApiClient.encoded(from.toString());
        return talk.with(talk.client().get(path), answer -> {
            if (talk.json()) talk.document(answer);
            else show(talk, new ServerJson(answer));
            return ExitCode.OK;
        });
    }

    private static void show(CommandTalk talk, ServerJson since) {
        var screen = talk.surroundings().screen();
        var from = since.time("from").map(screen::clock).orElse("");
        var partial = since.node().path("partial").asBoolean(false) ? " (more happened than was looked at)" : "";
        talk.say(screen.wrap("", Ink.STRONG, "Since " + from + ": " + since.text("sentence") + partial));
        for (var name : java.util.List.of("needs", "failed")) {
            since.list(name)
                    .forEach(task -> talk.say(StyledLine.of("  ")
                            .and(TaskSentence.of(task, screen))
                            .cut(screen.columns())));
        }
    }
}
