package sitrep.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A port as it is typed. */
final class PortOption {
    private static final int LAST = 65_535;

    private PortOption() {}

    static int of(int typed, CommandSpec spec) {
        if (typed >= 0 && typed <= LAST) return typed;
        throw new ParameterException(spec.commandLine(), "--port: found " + typed + "; allowed: 0 to " + LAST);
    }
}
