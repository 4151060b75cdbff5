package sitrep.connect.notice;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import sitrep.core.notice.NoticeReason;
import sitrep.core.text.ForeignText;
import sitrep.json.LocatedJson;
import tools.jackson.databind.JsonNode;

/**
 * One object of the settings. What is wrong with a value is noted with its line and path, and the value is left out;
 * whoever needs it finds nothing there.
 */
final class SettingsNode {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int EXCERPT = 60;

    private final LocatedJson document;
    private final JsonNode node;
    private final String path;
    private final SettingsMistakes mistakes;
    private final Set<String> known = new HashSet<>();

    private SettingsNode(LocatedJson document, JsonNode node, String path, SettingsMistakes mistakes) {
        this.document = document;
        this.node = node;
        this.path = path;
        this.mistakes = mistakes;
    }

    /** The whole document. */
    static SettingsNode of(LocatedJson document, SettingsMistakes mistakes) {
        var whole = new SettingsNode(document, document.node(), "", mistakes);
        if (!document.node().isObject()) whole.wrong("", "something else", "an object in braces");
        return whole;
    }

    private String path(String name) {
        return name.isEmpty() ? path : path.isEmpty() ? name : path + "." + name;
    }

    /** Notes what is wrong; answers nothing, for use in place of a value. */
    <T> Optional<T> wrong(String name, String found, String allowed) {
        var where = path(name);
        mistakes.add(document.line(where), where, found, allowed);
        return Optional.empty();
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<String> text(String name) {
        return value(name)
                .flatMap(value -> value.isString() && !value.stringValue().isBlank()
                        ? Optional.of(value.stringValue().strip())
                        : wrong(name, excerpt(value), "a text"));
    }

    Optional<Boolean> flag(String name) {
        return value(name)
                .flatMap(value -> value.isBoolean()
                        ? Optional.of(value.booleanValue())
                        : wrong(name, excerpt(value), "true or false"));
    }

    Optional<Integer> number(String name, int least, int most) {
        return value(name)
                .flatMap(value -> value.isIntegralNumber()
                                && value.canConvertToInt()
                                && value.intValue() >= least
                                && value.intValue() <= most
                        ? Optional.of(value.intValue())
                        : wrong(name, excerpt(value), "a whole number from " + least + " to " + most));
    }

    /** A text that means something. */
    <T> Optional<T> meaning(String name, Function<String, Optional<T>> meant, String allowed) {
        var text = text(name);
        if (text.isEmpty()) return Optional.empty();
        var meaning = meant.apply(text.get());
        return meaning.isPresent() ? meaning : wrong(name, excerpt(text.get()), allowed);
    }

    Optional<Duration> span(String name) {
        return meaning(name, SettingsNode::typedSpan, "a time span such as 30s, 10m or 1h, up to 7d");
    }

    private static Optional<Duration> typedSpan(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        try {
            var span = Duration.parse(upper.contains("D") ? "P" + upper.replaceFirst("D(?=.)", "DT") : "PT" + upper);
            return Optional.of(span).filter(it -> !it.isNegative() && it.compareTo(LONGEST) <= 0);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    Optional<LocalTime> time(String name) {
        return meaning(name, SettingsNode::timeOfDay, "a time of day such as 22:00");
    }

    private static Optional<LocalTime> timeOfDay(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    Optional<Set<NoticeReason>> reasons(String name) {
        if (!has(name)) return Optional.empty();
        var reasons = new LinkedHashSet<NoticeReason>();
        for (var word : texts(name)) {
            var reason = NoticeReason.of(word);
            reason.ifPresent(reasons::add);
            if (reason.isEmpty()) wrong(name, excerpt(word), String.join(" ", NoticeReason.words()));
        }
        return Optional.of(reasons);
    }

    /** A list of texts; those that are none are noted. */
    List<String> texts(String name) {
        var value = value(name);
        if (value.isEmpty()) return List.of();
        if (!value.get().isArray()) {
            wrong(name, excerpt(value.get()), "a list in brackets");
            return List.of();
        }
        var texts = new ArrayList<String>();
        var place = 0;
        for (var item : value.get()) {
            if (item.isString()) texts.add(item.stringValue());
            else wrong(name + "[" + place + "]", excerpt(item), "a text");
            place++;
        }
        return texts;
    }

    /** The same, where one alone may stand without the list. */
    List<String> textOrTexts(String name) {
        return value(name).filter(JsonNode::isString).isPresent()
                ? text(name).stream().toList()
                : texts(name);
    }

    Optional<SettingsNode> object(String name) {
        return value(name)
                .flatMap(value -> value.isObject()
                        ? Optional.of(new SettingsNode(document, value, path(name), mistakes))
                        : wrong(name, excerpt(value), "an object in braces"));
    }

    List<SettingsNode> objects(String name) {
        var value = value(name);
        if (value.isEmpty()) return List.of();
        if (!value.get().isArray()) {
            wrong(name, excerpt(value.get()), "a list in brackets");
            return List.of();
        }
        var objects = new ArrayList<SettingsNode>();
        var place = 0;
        for (var item : value.get()) {
            var at = name + "[" + place++ + "]";
            if (item.isObject()) objects.add(new SettingsNode(document, item, path(at), mistakes));
            else wrong(at, excerpt(item), "an object in braces");
        }
        return objects;
    }

    /** Whether it is an object that says where something stands, and not what it is. */
    boolean isObject(String name) {
        return value(name).filter(JsonNode::isObject).isPresent();
    }

    /** Notes names that mean nothing here: each may be a typo of one that does. */
    void noOthers() {
        var others = node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .toList();
        others.forEach(
                name -> wrong(name, "an unknown name", known.stream().sorted().collect(Collectors.joining(" "))));
    }

    /** Nothing of a value that may be a secret is shown, but what sort of value it is. */
    private static String excerpt(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case BOOLEAN, NUMBER -> value.toString();
            case STRING -> excerpt(value.stringValue());
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }

    private static String excerpt(String text) {
        return "'" + ForeignText.withEnds(ForeignText.line(text), EXCERPT) + "'";
    }
}
