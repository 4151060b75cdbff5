package sitrep.connect.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A program and the words that must follow it, as in {@code git status} or {@code sed -i*}. Options stand anywhere; the
 * other words follow the program in this order, with others in between only where the pattern says {@code ...}. A
 * program with a slash in it is one at that place, rather than of that name.
 */
record CommandPattern(Glob program, List<Glob> words, List<Glob> options) {
    private static final Glob GAP = new Glob("...");

    static CommandPattern of(List<String> words) {
        var globs = words.stream().map(Glob::new).toList();
        var rest = globs.subList(1, globs.size());
        return new CommandPattern(
                globs.getFirst(),
                rest.stream().filter(glob -> !isOption(glob.pattern())).toList(),
                rest.stream().filter(glob -> isOption(glob.pattern())).toList());
    }

    /** A command's words, those that are options and those that are not. */
    record Words(List<Integer> plain, List<String> options) {

        /** @param valued the options that take the next word as their value */
        static Words of(List<String> command, Set<String> valued) {
            var plain = new ArrayList<Integer>();
            var options = new ArrayList<String>();
            var onlyPlain = false;
            for (var i = 1; i < command.size(); i++) {
                var word = command.get(i);
                if (onlyPlain) {
                    plain.add(i);
                } else if (word.equals("--")) {
                    onlyPlain = true;
                } else if (isOption(word)) {
                    options.add(word);
                    if (valued.contains(word)) i++;
                } else if (!word.startsWith("+")) {
                    plain.add(i);
                }
            }
            return new Words(plain, options);
        }
    }

    static boolean isOption(String word) {
        return (word.startsWith("-") && word.length() > 1) || word.equals(ShellScript.INTO_FILE);
    }

    /** How many words of the command the pattern takes up, counted up to the last of them, if it fits. */
    Optional<Integer> fit(String name, List<String> command, Words said) {
        var isPlace = program.pattern().contains("/");
        if (!program.matches(isPlace ? command.getFirst() : name)) return Optional.empty();
        var hasOptions =
                options.stream().allMatch(option -> said.options().stream().anyMatch(option::matches));
        return hasOptions ? fit(command, said.plain()) : Optional.empty();
    }

    private Optional<Integer> fit(List<String> command, List<Integer> plain) {
        var next = 0;
        var anywhere = false;
        for (var word : words) {
            if (word.equals(GAP)) {
                anywhere = true;
                continue;
            }
            var last = anywhere ? plain.size() : Math.min(next + 1, plain.size());
            var found = IntStream.range(next, last)
                    .filter(index -> word.matches(command.get(plain.get(index))))
                    .findFirst();
            if (found.isEmpty()) return Optional.empty();
            next = found.getAsInt() + 1;
            anywhere = false;
        }
        return Optional.of(next == 0 ? 1 : plain.get(next - 1) + 1);
    }
}
