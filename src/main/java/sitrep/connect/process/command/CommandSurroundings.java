package sitrep.connect.process.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.process.look.Terminals;
import sitrep.core.event.Owner;

/**
 * Where a command is run.
 *
 * @param folder the last name of the working folder
 * @param atTerminal whether somebody sees at a terminal what the command prints
 * @param terminal the terminal that its output, or else what it complains of, goes to
 * @param outputTogether whether standard output and standard error go to one terminal, pipe or socket
 */
public record CommandSurroundings(
        Map<String, String> environment,
        String host,
        String user,
        String folder,
        boolean atTerminal,
        boolean outputTogether,
        Optional<String> terminal) {

    private static final Pattern PLACELESS = Pattern.compile("(?:pipe|socket):.*");

    /** Those of this process. */
    public static CommandSurroundings here() {
        return new CommandSurroundings(
                System.getenv(),
                hostName(),
                System.getProperty("user.name", ""),
                Optional.ofNullable(Path.of("").toAbsolutePath().getFileName())
                        .map(Path::toString)
                        .orElse("/"),
                isTerminal(),
                isOutputTogether(),
                terminal(stream(1), stream(2)));
    }

    /** Those of a command that its keeper started. */
    public static CommandSurroundings of(KeeperTrack track) {
        var folder = Path.of(track.first("folder").orElse("/")).getFileName();
        return new CommandSurroundings(
                track.environment(),
                hostName(),
                System.getProperty("user.name", ""),
                Optional.ofNullable(folder).map(Path::toString).orElse("/"),
                track.first("out").map(Terminals::isTerminal).orElse(false),
                track.first("out").equals(track.first("err")),
                terminal(track.first("out"), track.first("err")));
    }

    private static Optional<String> terminal(Optional<String> out, Optional<String> err) {
        return out.filter(Terminals::isTerminal).or(() -> err.filter(Terminals::isTerminal));
    }

    /** What rings where it is wanted. */
    public TerminalBell bell(WrappedCommand command) {
        return new TerminalBell(
                terminal.filter(_ -> command.flags().contains(RunFlag.NOTIFY)).map(Path::of));
    }

    /** Who asks, where nobody said: the user, in this folder. */
    public Optional<Owner> owner() {
        return user.isBlank() || user.equals("?")
                ? Optional.empty()
                : Optional.of(new Owner(user, Optional.of(folder)));
    }

    /** The name of this machine, without a look-up by the network: that can take seconds where names are not set up. */
    public static String hostName() {
        try {
            var name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            if (!name.isEmpty()) return name;
        } catch (IOException _) {
            // Not Linux: the shell may know.
        }
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElse("localhost");
    }

    /** The console is there only where input is a terminal too, so on Linux the link of our output tells better. */
    private static boolean isTerminal() {
        return stream(1)
                .map(Terminals::isTerminal)
                .orElseGet(() -> Optional.ofNullable(System.console())
                        .map(console -> console.isTerminal())
                        .orElse(false));
    }

    /** Two handles of one file may still stand at different places of it: only what has no places counts. */
    private static boolean isOutputTogether() {
        var out = stream(1)
                .filter(target -> Terminals.isTerminal(target)
                        || PLACELESS.matcher(target).matches());
        return out.isPresent() && out.equals(stream(2));
    }

    /** The same of another process. */
    public static Optional<String> stream(long process, int number) {
        return link("/proc/" + process + "/fd/" + number);
    }

    /** What our input, 0, or one of our two streams of output leads to; absent where the system does not say. */
    public static Optional<String> stream(int number) {
        return link("/proc/self/fd/" + number);
    }

    private static Optional<String> link(String file) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(file)).toString());
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
