package sitrep.cli.client;

import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.cli.screen.Colours;
import sitrep.cli.screen.Screen;

/**
 * What a command finds around it.
 *
 * @param terminal whether a person reads what goes to standard output
 * @param terminalSize rows and columns of that terminal, as in {@code 24 80}, or nothing; asked for as late as
 *     possible, for it starts a process
 */
public record CommandLineSurroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        InstantSource clock,
        ZoneId zone,
        boolean terminal,
        Supplier<String> terminalSize) {

    /** Those of this process. Text goes out as UTF-8 even where nobody set a locale, as in containers. */
    public static CommandLineSurroundings ofProcess(InstantSource clock) {
        return new CommandLineSurroundings(
                withAccount(System.getenv(), System.getProperty("user.name", "")),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                clock,
                ZoneId.systemDefault(),
                isTerminal(),
                CommandLineSurroundings::sizeOfTerminal);
    }

    /** The environment with the name of the account, which containers and timers leave out. */
    static Map<String, String> withAccount(Map<String, String> environment, String account) {
        var all = new HashMap<>(environment);
        all.putIfAbsent("USER", account);
        return Map.copyOf(all);
    }

    /** The same for whoever looks at a moment of the past: ages count up to then. */
    public CommandLineSurroundings asOf(Instant moment) {
        return new CommandLineSurroundings(
                environment, out, err, InstantSource.fixed(moment), zone, terminal, terminalSize);
    }

    /** As large as {@code COLUMNS} and {@code LINES} say, or the terminal is; what goes elsewhere is cut nowhere. */
    public Screen screen() {
        var size = terminal ? terminalSize.get().strip().split(" ", -1) : new String[0];
        var columns = size("COLUMNS", size, 1, terminal ? Screen.USUAL : Screen.ENDLESS);
        var rows = size("LINES", size, 0, terminal ? Screen.USUAL_ROWS : Screen.ENDLESS);
        return new Screen(columns, rows, clock.instant(), zone);
    }

    private int size(String variable, String[] size, int place, int usual) {
        var told = number(environment.getOrDefault(variable, ""));
        if (told > 0) return told;
        var found = size.length == 2 ? number(size[place]) : 0;
        return found > 0 ? found : usual;
    }

    /** Who types, by the name that was given or chosen for all commands, else by the account's. */
    public Optional<String> who(Optional<String> given) {
        return Stream.of(given.stream(), named("SITREP_BY"), named("USER"), named("USERNAME"))
                .flatMap(names -> names)
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private Stream<String> named(String variable) {
        return Optional.ofNullable(environment.get(variable)).stream();
    }

    Colours colours() {
        return Colours.of(terminal, environment);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The JDK speaks of a console only where input is a terminal too; on Linux the link of our output tells better. */
    private static boolean isTerminal() {
        try {
            var output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty") || output.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }

    /** As in {@code 24 80}; nothing where there is no such command or no terminal. */
    private static String sizeOfTerminal() {
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException _) {
            return "";
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
