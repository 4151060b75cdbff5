package sitrep.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.TaskPage;

/** {@code sitrep show}: everything about one task. */
@Command(
        name = "show",
        description = "Shows one task: what it does, what it needs, its runs and its news.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep show build-42", "  sitrep show 'ship 2.4'", "  sitrep show build-42 --json"},
        sortOptions = false)
public final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    private final RootCommand root;

    public ShowCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        return new TaskFinder(talk, "?with=ages").with(task, found -> {
            if (talk.json()) talk.document(found);
            else
                talk.say(new TaskPage(new ServerJson(found), talk.surroundings().screen()).lines());
            return ExitCode.OK;
        });
    }
}
