package sitrep.core.silence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Why a silence is too long, in words. To find out when it is none are needed, so they are made for whoever asks.
 *
 * @param rule which limit that is, for people
 * @param numbers what the rule reckoned with
 */
record Reason(String rule, Map<String, String> numbers) {
    Reason(String rule) {
        this(rule, Map.of());
    }

    /** The same in other words. */
    Reason rule(UnaryOperator<String> other) {
        return new Reason(other.apply(rule), numbers);
    }

    /** The same with one more number. */
    Reason with(String name, String number) {
        var more = new LinkedHashMap<>(numbers);
        more.put(name, number);
        return new Reason(rule, more);
    }
}
