package sitrep.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.ServerAnswer;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.screen.ReasonsPage;
import sitrep.cli.screen.ServerJson;

/** {@code sitrep why}: the events and rules behind what is shown. */
@Command(
        name = "why",
        description = "Says why a task shows what it shows: the rule, and the events and numbers behind it.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep why build-42", "  sitrep why build-42 phase", "  sitrep why build-42 labels.release --json"
        },
        sortOptions = false)
public final class WhyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FIELD",
            description = "A field of its JSON, such as phase, next, runs.ID, runs.ID.phase or workers.ID; all without"
                    + " one, of runs then only their phases and outcomes.")
    private Optional<String> field = Optional.empty();

    private final RootCommand root;

    public WhyCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        return new TaskFinder(talk).with(task, found -> {
            var id = ApiClient.encoded(new ServerJson(found).raw("id"));
            var query = field.map(it -> "?field=" + ApiClient.encoded(it)).orElse("");
            var answer = talk.client().get("/api/v1/tasks/" + id + "/why" + query);
            var code = talk.with(answer, why -> {
                if (talk.json()) talk.document(why);
                else
                    talk.say(ReasonsPage.lines(
                            new ServerJson(why), talk.surroundings().screen()));
                return ExitCode.OK;
            });
            return isMistyped(answer) ? ExitCode.USAGE : code;
        });
    }

    /** The task is known by then, so what is refused is the field. */
    private static boolean isMistyped(ServerAnswer answer) {
        return answer instanceof ServerAnswer.Refused refused && new ServerJson(refused.problem()).has("field");
    }
}
