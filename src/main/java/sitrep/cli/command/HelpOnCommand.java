package sitrep.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ExitCode;
import sitrep.cli.screen.InertText;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code sitrep help}: what there is, or how one command is used. */
@Command(name = "help", description = "Prints what there is, or how one command is used.", sortOptions = false)
public final class HelpOnCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
    private Optional<String> command = Optional.empty();

    private final RootCommand root;
    private final CommandLine whole;

    public HelpOnCommand(RootCommand root, CommandLine whole) {
        this.root = root;
        this.whole = whole;
    }

    @Override
    public Integer call() {
        if (command.isPresent() && !whole.getSubcommands().containsKey(command.get())) {
            var text =
                    "there is no command '" + InertText.line(command.get()) + "'. 'sitrep help' lists those there are.";
            return root.talk().wrong(ExitCode.USAGE, "Not understood", text);
        }
        var explained = command.map(it -> whole.getSubcommands().get(it)).orElse(whole);
        if (root.talk().json()) {
            root.talk().document(JsonNodeFactory.instance.objectNode().put("help", explained.getUsageMessage()));
        } else {
            explained.usage(whole.getOut());
        }
        return ExitCode.OK;
    }
}
