package sitrep.cli.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.RootCommand;

/** {@code sitrep label}: labels of operators, over those that a task's sources gave it. */
@Command(
        name = "label",
        description = "Labels a task with KEY=VALUE; KEY= takes the label off, whoever gave it.",
        footerHeading = "%nExample:%n",
        footer = {"  sitrep label build-42 release=2.4 team=", "  sitrep ls --label release=2.4"},
        sortOptions = false)
public final class LabelCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = "A label; several may follow.")
    private List<String> labels = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; else SITREP_BY, or your account.")
    private Optional<String> by = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;

    public LabelCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var pairs = labels.stream().map(this::fields).toList();
        for (var fields : pairs) {
            var code = new TaskNoting(root.talk()).note(List.of(task), "labelled", by, fields);
            if (code != ExitCode.OK) return code;
        }
        return ExitCode.OK;
    }

    private Map<String, String> fields(String label) {
        var equals = label.indexOf('=');
        if (equals < 1) {
            throw new ParameterException(spec.commandLine(), "'" + label + "' is no label: write KEY=VALUE, or KEY=");
        }
        return Map.of("label", label.substring(0, equals), "value", label.substring(equals + 1));
    }
}
