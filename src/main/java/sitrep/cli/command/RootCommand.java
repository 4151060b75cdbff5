package sitrep.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.screen.BoardBrief;
import sitrep.cli.screen.ServerJson;
import sitrep.config.Config;

/** The word {@code sitrep} itself, and the options that every command has. */
@Command(
        name = "sitrep",
        description = "Says what background work is doing, what is blocked and why, and what needs you."
                + " Alone it prints the sitrep: one sentence, and what wants somebody.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep serve                        start a server; it prints where",
            "  sitrep run -- mvn verify            run a command and have it on the board",
            "  sitrep                              the sitrep",
            "  sitrep show verify                  one task, by its id or its whole name",
            "  sitrep why verify phase             why it says what it says"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked; of wait: the task is done",
            "1:the server refused, or something unexpected happened",
            "2:the command was mistyped, or names something that does not exist",
            "3:wait: the task needs somebody",
            "4:wait: the task looks stalled",
            "5:wait: the task failed, was cancelled, timed out or was lost",
            "6:no task goes by that name, or several do",
            "7:doctor: something needs doing",
            "69:no server answers",
            "77:the server wants a token, or a different one",
            "124:wait: the time ran out; approve and those like it: its effect does not show yet",
            "run ends with the code of the command it ran."
        })
public final class RootCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Where the server is; else SITREP_URL; else http://127.0.0.1:7717.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, errors too.")
    private boolean json;

    // Picocli acts on these two by itself; they only have to be there.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this.")
    private boolean help;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final CommandLineSurroundings surroundings;

    public RootCommand(CommandLineSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    public CommandLineSurroundings surroundings() {
        return surroundings;
    }

    /** Where the server is, once the options are known. */
    public String url() {
        return url.orElseGet(() -> Config.url(surroundings.environment()));
    }

    /** Where the server is, if that is an address at all. */
    private String address() {
        var url = url();
        if (ApiClient.isAddress(url)) return url;
        throw new ParameterException(
                spec.commandLine(),
                "'" + url + "' is not the address of a server; one looks like http://127.0.0.1:7717");
    }

    /** What the command has to talk with, once its options are known. */
    public CommandTalk talk() {
        var environment = surroundings.environment();
        var client = new ApiClient(address(), Config.token(environment));
        return new CommandTalk(surroundings, client, json);
    }

    @Override
    public Integer call() {
        var talk = talk();
        return talk.with(talk.client().get("/api/v1/summary"), summary -> {
            if (!json) return brief(talk, new ServerJson(summary));
            talk.document(summary);
            return ExitCode.OK;
        });
    }

    private static int brief(CommandTalk talk, ServerJson summary) {
        return talk.with(talk.client().get("/api/v1/tasks?shelf=none&limit=" + BoardBrief.TASKS), board -> {
            talk.say(BoardBrief.lines(
                    summary,
                    new ServerJson(board).list("items"),
                    talk.surroundings().screen()));
            return ExitCode.OK;
        });
    }
}
