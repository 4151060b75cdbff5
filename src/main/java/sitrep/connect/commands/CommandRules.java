package sitrep.connect.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.vocabulary.Phase;

/**
 * What command lines say about the phase of a run, from {@code rules/commands.rules}, which explains itself. Commands
 * inside others, as in {@code sudo env X=1 npx jest}, are found and judged by themselves.
 *
 * @param options for each program the options that take the next word as their value
 * @param otherwise the phase for what no rule knows
 */
public record CommandRules(List<Rule> rules, Map<String, Set<String>> options, Phase otherwise) {
    /** How many commands may be wrapped in one another. */
    private static final int DEEPEST = 10;

    /** One line's word about one pattern. */
    record Rule(Meaning meaning, CommandPattern pattern) {}

    /** What a rule makes of a command that fits its pattern. */
    sealed interface Meaning {
        /** The command says this. */
        record Says(Doing doing) implements Meaning {}

        /** The command is an agent, which is in this phase while nothing that it started says more. */
        record Thinks(Phase phase) implements Meaning {}

        /** The command is a shell. */
        record Shell() implements Meaning {}

        /** The command runs the one behind it; this many words in between are its own. */
        record Wrapper(Set<String> valued, int own) implements Meaning {}

        /** The command runs a file or a module that counts as the program. */
        record Interpreter(Set<String> valued) implements Meaning {}

        /** The command is this program by another name. */
        record As(String program) implements Meaning {}
    }

    public static CommandRules shipped() {
        return CommandRulesReader.read(RuleFile.read("/rules/commands.rules"));
    }

    /** What a command says by itself. */
    public Doing judge(List<String> command) {
        return judge(command, DEEPEST);
    }

    /**
     * The phase to begin with: that of the command, or of the first one in a script that takes time, if a rule knows
     * it. A script that goes on after an agent is none, though it begins with one.
     */
    public Optional<Phase> first(List<String> command) {
        return switch (judge(command)) {
            case Doing.Does(var phase) -> Optional.of(phase);
            case Doing.Meanwhile(var phase, var _) -> Optional.of(phase);
            case Doing.Quiet _, Doing.Unknown _ -> Optional.empty();
            case Doing.Script(var commands) ->
                only(commands).flatMap(this::first).or(() -> firstOf(commands));
        };
    }

    /**
     * The agent that a command starts, however it is wrapped, as in {@code npx @openai/codex exec}: the program by
     * which the rules know it. A script that only makes ready for it starts one, too, as in {@code cd app && claude}.
     */
    public Optional<String> agent(List<String> command) {
        return switch (judge(command)) {
            case Doing.Meanwhile(var _, var agent) -> Optional.of(agent);
            case Doing.Script(var commands) -> only(commands).flatMap(this::agent);
            case Doing.Does _, Doing.Quiet _, Doing.Unknown _ -> Optional.empty();
        };
    }

    /** The one command of a script that takes time, if none comes after it. */
    private Optional<List<String>> only(List<List<String>> commands) {
        var taking = commands.stream()
                .filter(command -> !judge(command).equals(new Doing.Quiet(true)))
                .toList();
        return taking.size() == 1 && commands.getLast().equals(taking.getFirst())
                ? Optional.of(taking.getFirst())
                : Optional.empty();
    }

    private Optional<Phase> firstOf(List<List<String>> commands) {
        return commands.stream()
                .filter(command -> !judge(command).equals(new Doing.Quiet(true)))
                .findFirst()
                .filter(command -> agent(command).isEmpty())
                .flatMap(this::first);
    }

    private Doing judge(List<String> command, int depth) {
        var words = command.stream().dropWhile(ShellScript::isAssignment).toList();
        if (words.isEmpty() || depth == 0) return new Doing.Unknown();
        if (words.getFirst().contains(" ")) return script(words.getFirst(), depth);
        var name = name(words.getFirst());
        var said = CommandPattern.Words.of(words, options.getOrDefault(name, Set.of()));
        for (var rule : rules) {
            var fit = rule.pattern().fit(name, words, said);
            if (fit.isPresent()) return judge(rule.meaning(), words, fit.get(), depth - 1);
        }
        return new Doing.Unknown();
    }

    private Doing judge(Meaning meaning, List<String> words, int taken, int depth) {
        return switch (meaning) {
            case Meaning.Says(var doing) -> doing;
            case Meaning.Thinks(var phase) -> new Doing.Meanwhile(phase, name(words.getFirst()));
            case Meaning.Shell _ -> shell(words, taken, depth);
            case Meaning.Wrapper(var valued, var own) -> judge(inner(words, taken, valued, own), depth);
            case Meaning.Interpreter(var valued) -> judge(module(words, taken, valued), depth);
            case Meaning.As(var program) ->
                judge(
                        Stream.concat(Stream.of(program), words.stream().skip(taken))
                                .toList(),
                        depth);
        };
    }

    private Doing shell(List<String> words, int taken, int depth) {
        for (var i = taken; i < words.size(); i++) {
            var word = words.get(i);
            if (!CommandPattern.isOption(word)) return judge(words.subList(i, words.size()), depth);
            if (word.startsWith("--")) continue;
            if (word.endsWith("c") && i + 1 < words.size()) return script(words.get(i + 1), depth);
            if (word.endsWith("o")) i++;
        }
        return new Doing.Script(List.of());
    }

    private Doing script(String text, int depth) {
        var commands = ShellScript.commands(text);
        return commands.size() == 1 && !commands.getFirst().getFirst().contains(" ")
                ? judge(commands.getFirst(), depth - 1)
                : new Doing.Script(commands);
    }

    /** The command behind a wrapper's own options, assignments and words. */
    private static List<String> inner(List<String> words, int taken, Set<String> valued, int own) {
        var left = own;
        for (var i = taken; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("--")) return words.subList(i + 1, words.size());
            if (CommandPattern.isOption(word)) {
                if (valued.contains(word)) i++;
            } else if (!ShellScript.isAssignment(word) && left-- == 0) {
                return words.subList(i, words.size());
            }
        }
        return List.of();
    }

    /** The file or module that an interpreter runs, as a command; nothing for code on the command line. */
    private static List<String> module(List<String> words, int taken, Set<String> valued) {
        for (var i = taken; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-c") || word.equals("-e") || word.equals("-p")) return List.of();
            if (word.equals("-m")) return words.subList(i + 1, words.size());
            if (!CommandPattern.isOption(word)) return words.subList(i, words.size());
            if (valued.contains(word)) i++;
        }
        return List.of();
    }

    static String name(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
