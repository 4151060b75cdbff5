package sitrep.http.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of an address. A name that means nothing here is refused rather than ignored: it may be a typo. */
public final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** @param query the part of an address after the question mark, as it came */
    public static Parameters of(String query) {
        var parameters = new Parameters();
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = decode("parameter", equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(name, pair.substring(equals + 1));
            parameters.values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    /** The same of what came by other ways than an address. */
    public static Parameters of(Map<String, String> values) {
        var parameters = new Parameters();
        values.forEach((name, value) -> parameters.values.put(name, List.of(value)));
        return parameters;
    }

    private static String decode(String part, String encoded) {
        return Percent.decode(part, encoded.replace('+', ' '));
    }

    /** Refuses whatever goes by another name than these. */
    public void only(List<String> allowed) {
        for (var name : values.keySet()) {
            if (!allowed.contains(name)) {
                var names = allowed.isEmpty() ? "no parameters" : String.join(" ", allowed);
                throw new Refusal(new Problem.BadParameter("parameter", Excerpt.of(name), names));
            }
        }
    }

    public Optional<String> one(String name) {
        var all = all(name);
        if (all.size() > 1) throw new Refusal(new Problem.BadParameter(name, all.size() + " of them", "one"));
        return all.stream().findFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A whole number within bounds. */
    public long number(String name, long usual, long least, long most) {
        var text = one(name);
        if (text.isEmpty()) return usual;
        var allowed = "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most);
        try {
            var number = Long.parseLong(text.get());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // Refused below, with what is allowed.
        }
        throw new Refusal(new Problem.BadParameter(name, Excerpt.of(text.get()), allowed));
    }
}
