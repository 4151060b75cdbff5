package sitrep.core.secrets;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How one kind of secret is taken out of a text.
 *
 * @param hints one of which, in lower case, is in every text that has such a secret; others are not looked at
 */
record SecretRule(String name, List<String> hints, UnaryOperator<String> redacted) {

    /**
     * The rules of a table: on each line a name, its hints and its pattern. What stands in the pattern's first group is
     * kept.
     *
     * @param start what stands before each pattern
     */
    static List<SecretRule> table(String table, String start) {
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(line -> row(line.split(" \\| ", 3), start))
                .toList();
    }

    private static SecretRule row(String[] cells, String start) {
        var stands = "[redacted: " + cells[0] + "]";
        return new SecretRule(cells[0], List.of(cells[1].split(" ", -1)), new Shape(start + cells[2], stands));
    }

    /** Made when it is first needed: most commands end before one is. */
    private static final class Shape implements UnaryOperator<String> {
        private final String written;
        private final String stands;
        private volatile Optional<Pattern> made = Optional.empty();

        Shape(String written, String stands) {
            this.written = written;
            this.stands = stands;
        }

        @Override
        public String apply(String text) {
            var found = pattern().matcher(text);
            return found.replaceAll((found.groupCount() > 0 ? "$1" : "") + stands);
        }

        /** Two threads that make it at once make the same. */
        private Pattern pattern() {
            var known = made;
            if (known.isPresent()) return known.get();
            var pattern = Pattern.compile(written);
            made = Optional.of(pattern);
            return pattern;
        }
    }
}
