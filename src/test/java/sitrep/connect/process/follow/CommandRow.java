package sitrep.connect.process.follow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sitrep.connect.commands.Glob;
import sitrep.connect.process.Said;
import sitrep.core.event.Fact;
import sitrep.core.event.Progress;

/**
 * One command of {@code commands.txt}, which explains itself.
 *
 * @param line where it stands
 * @param columns what stands before the command
 * @param more the lines below it, each a name and what it says
 */
record CommandRow(int line, List<String> columns, String command, List<More> more) {
    private static final int COLUMNS = 7;
    private static final int BYTES = 2;
    private static final String NONE = "-";
    private static final String TYPED = " => ";

    /** Where a row has the keeper; one that does not say has it before its first word. */
    private static final String KEEPER = "RUN ";

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 9, "SIGKILL", 10, "SIGUSR1", 11, "SIGSEGV", 13,
            "SIGPIPE", 14, "SIGALRM", 15, "SIGTERM");

    /** How a command is run. */
    enum Way {
        PIPED,
        TERMINAL
    }

    /** A line below a row. */
    record More(String name, String says) {}

    static List<CommandRow> read(Path table) throws IOException {
        var rows = new ArrayList<CommandRow>();
        var number = 0;
        for (var line : Files.readAllLines(table)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) continue;
            if (line.startsWith(" ")) rows.getLast().more().add(more(number, line));
            else rows.add(row(number, line));
        }
        return rows;
    }

    private static CommandRow row(int number, String line) {
        var parts = Arrays.asList(line.split(" {2,}", COLUMNS));
        if (parts.size() < COLUMNS || !Set.of("pipe", "pty", "both").contains(parts.getFirst())) {
            throw new IllegalArgumentException("line " + number + " has not the seven columns: " + line);
        }
        return new CommandRow(number, parts.subList(0, COLUMNS - 1), parts.getLast(), new ArrayList<>());
    }

    private static More more(int number, String line) {
        var parts = line.strip().split(" +", 2);
        if (parts.length < 2 || !Set.of("summary", "asks", "typed").contains(parts[0])) {
            throw new IllegalArgumentException("line " + number + " is none of summary, asks and typed: " + line);
        }
        return new More(parts[0], parts[1]);
    }

    Stream<Way> ways() {
        return switch (columns.getFirst()) {
            case "pipe" -> Stream.of(Way.PIPED);
            case "pty" -> Stream.of(Way.TERMINAL);
            default -> Stream.of(Way.values());
        };
    }

    String bare() {
        return command.replace(KEEPER, "");
    }

    /** @param keeper the words that go before the command */
    String kept(String keeper) {
        return command.contains(KEEPER) ? command.replace(KEEPER, keeper + " ") : keeper + " " + command;
    }

    /** How many commands the server is told of. */
    int runs() {
        return Math.max(1, command.split(KEEPER, -1).length - 1);
    }

    boolean asks() {
        return !says("asks").equals(NONE);
    }

    List<Shell.Typed> typed() {
        return more.stream()
                .filter(it -> it.name().equals("typed"))
                .map(it -> it.says().split(TYPED, 2))
                .map(it -> new Shell.Typed(it[0], () -> true, it[1].translateEscapes()))
                .toList();
    }

    /** Programs among its words. */
    Stream<String> programs(Set<String> known) {
        return Stream.of(command.split("[^\\w.-]+")).filter(known::contains).distinct();
    }

    /**
     * How something ended, as the table says it.
     *
     * @param status as the system tells a parent
     */
    static String end(String status) {
        var number = Integer.parseInt(status);
        return (number & 0x7f) == 0 ? "" + (number >> 8) : SIGNALS.getOrDefault(number & 0x7f, "signal " + number);
    }

    /** Fails with the row as it would have to be, unless all was as it says. */
    void expect(Way way, String end, String bytes, Said said) {
        var says = says(way);
        var seen =
                List.of(end, bytes, phase(said), verdict(said), news(said), summary(said), asks() ? asked(said) : NONE);
        var fits = IntStream.range(0, says.size()).allMatch(i -> new Glob(says.get(i)).matches(seen.get(i)));
        assertTrue(fits, () -> "line " + line + " says\n" + text(says) + "\nand it is\n" + text(seen));
    }

    private List<String> says(Way way) {
        var bytes = columns.get(BYTES).split(",");
        var all = new ArrayList<>(columns.subList(1, columns.size()));
        all.set(BYTES - 1, bytes[way == Way.TERMINAL ? bytes.length - 1 : 0]);
        all.add(says("summary"));
        all.add(says("asks"));
        return all;
    }

    private String text(List<String> all) {
        return columns.getFirst() + "  " + String.join("  ", all.subList(0, columns.size() - 1)) + "  " + command
                + "\n    summary  " + all.get(all.size() - 2) + "\n    asks     " + all.getLast();
    }

    private String says(String name) {
        return more.stream()
                .filter(it -> it.name().equals(name))
                .map(More::says)
                .findFirst()
                .orElse(NONE);
    }

    /** The one to begin with: whether further ones are seen is a matter of pace. */
    private static String phase(Said said) {
        return said.phases().isEmpty() ? NONE : said.phases().getFirst();
    }

    /** Of several commands the words that differ. */
    private static String verdict(Said said) {
        return String.join(", ", said.outcomes().stream().distinct().sorted().toList());
    }

    /** The last, and how far it got. */
    private static String news(Said said) {
        var count = said.facts(Fact.RunAdvanced.class)
                .flatMap(fact -> fact.progress().stream())
                .reduce((_, newer) -> newer);
        var text = said.updates().isEmpty() ? NONE : said.updates().getLast();
        return text + count.map(CommandRow::words).orElse("");
    }

    private static String words(Progress count) {
        return " {" + count.done() + "/" + count.total() + "}";
    }

    private static String summary(Said said) {
        var summaries = said.summaries().stream().distinct().sorted().toList();
        return summaries.isEmpty() ? NONE : String.join(" | ", summaries).replace("\n", " ⏎ ");
    }

    private static String asked(Said said) {
        return said.facts(Fact.RunBlocked.class)
                .map(it -> it.reason().word() + " " + it.text().orElse(NONE))
                .findFirst()
                .orElse(NONE);
    }
}
