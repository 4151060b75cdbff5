package sitrep.connect.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.connect.commands.CommandRules.Meaning;
import sitrep.connect.commands.CommandRules.Rule;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Phase;

/** Reads rules about commands from their lines. */
final class CommandRulesReader {
    private static final String WORDS =
            "a phase, quiet, instant, options, wrapper, shell, script, as PROGRAM or otherwise, before a colon";

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Set<String>> options = new HashMap<>();
    private Phase otherwise = Phase.STARTING;

    private CommandRulesReader() {}

    static CommandRules read(Stream<RuleFile.Line> lines) {
        var reader = new CommandRulesReader();
        lines.forEach(reader::read);
        return new CommandRules(List.copyOf(reader.rules), Map.copyOf(reader.options), reader.otherwise);
    }

    private void read(RuleFile.Line line) {
        var colon = line.text().indexOf(": ");
        if (colon < 0) throw refused(line, "no colon");
        var head = line.text().substring(0, colon).strip();
        var patterns = Stream.of(line.text().substring(colon + 2).split(","))
                .map(pattern -> List.of(pattern.strip().split("\\s+")))
                .toList();
        if (head.equals("otherwise")) {
            otherwise = phase(line, patterns.getFirst().getFirst());
        } else {
            patterns.forEach(words -> rule(line, head, words));
        }
    }

    private void rule(RuleFile.Line line, String head, List<String> words) {
        if (words.getFirst().isEmpty()) throw refused(line, "an empty pattern");
        switch (head) {
            case "options" ->
                options.computeIfAbsent(words.getFirst(), _ -> new HashSet<>()).addAll(valued(words));
            case "wrapper" -> add(new Meaning.Wrapper(valued(words), own(words)), plain(words));
            case "script" -> add(new Meaning.Interpreter(valued(words)), plain(words));
            case "shell" -> add(new Meaning.Shell(), words);
            case "quiet" -> add(new Meaning.Says(new Doing.Quiet(false)), words);
            case "instant" -> add(new Meaning.Says(new Doing.Quiet(true)), words);
            default -> add(meaning(line, head), words);
        }
    }

    private void add(Meaning meaning, List<String> words) {
        rules.add(new Rule(meaning, CommandPattern.of(words)));
    }

    private static Meaning meaning(RuleFile.Line line, String head) {
        if (head.startsWith("as ")) return new Meaning.As(head.substring(3).strip());
        if (head.endsWith(" meanwhile")) {
            return new Meaning.Thinks(phase(line, head.substring(0, head.indexOf(' '))));
        }
        return new Meaning.Says(new Doing.Does(phase(line, head)));
    }

    private static Phase phase(RuleFile.Line line, String word) {
        return Stream.of(Phase.values())
                .filter(Phase::isDoing)
                .filter(phase -> phase.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refused(line, "'" + word + "'"));
    }

    private static List<String> plain(List<String> words) {
        return words.stream()
                .filter(word -> !word.startsWith("-") && !word.startsWith("+"))
                .toList();
    }

    private static Set<String> valued(List<String> words) {
        return words.stream().filter(word -> word.startsWith("-")).collect(Collectors.toUnmodifiableSet());
    }

    private static int own(List<String> words) {
        return words.stream()
                .filter(word -> word.matches("\\+\\d"))
                .mapToInt(word -> Integer.parseInt(word.substring(1)))
                .sum();
    }

    private static Invalid refused(RuleFile.Line line, String found) {
        return new Invalid("line " + line.number() + " of the rules", found, WORDS);
    }
}
