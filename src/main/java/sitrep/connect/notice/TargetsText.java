package sitrep.connect.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sitrep.json.Json;
import sitrep.json.LocatedJson;
import sitrep.json.LocatedJson.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of the file, in which a target is put in place of another, added or taken away. All else stays as it was
 * written, with its comments; only those within a target that is written anew are lost.
 */
final class TargetsText {
    /** What a file is begun with. */
    static final String EMPTY = "{\n  targets: [\n  ],\n}\n";

    private static final String INDENT = "    ";

    private final String text;
    private final LocatedJson document;

    /** The text is to be JSON5, an object, and its targets a list of objects: else see {@link #trouble}. */
    TargetsText(String text) {
        this.text = text;
        this.document = LocatedJson.read(text);
    }

    /** Why nothing can be changed in it, if so. */
    Optional<String> trouble() {
        if (!document.node().isObject()) return Optional.of("it is not an object in braces");
        var targets = document.node().path("targets");
        if (targets.isMissingNode()) return Optional.empty();
        if (!targets.isArray()) return Optional.of("'targets' is not a list in brackets");
        var isFine = targets.valueStream().allMatch(JsonNode::isObject);
        return isFine ? Optional.empty() : Optional.of("'targets' holds something that is not an object in braces");
    }

    /** The place of the first target of this name. */
    Optional<Integer> place(String name) {
        var targets = items();
        return IntStream.range(0, targets.size())
                .filter(i -> targets.get(i).path("name").asString("").strip().equals(name))
                .boxed()
                .findFirst();
    }

    List<JsonNode> items() {
        return document.node().path("targets").valueStream().toList();
    }

    /** The text with this target in that place; nothing if it is written in a way in which that cannot be. */
    Optional<String> with(int place, ObjectNode target) {
        var span = span("targets[" + place + "]");
        return checked(cut(span.from(), span.to(), rendered(target, indent(span.from()))), place, place);
    }

    /** The text with this target behind all others; nothing if that cannot be. */
    Optional<String> adding(ObjectNode target) {
        var count = items().size();
        var list = document.span("targets");
        if (list.isEmpty()) {
            var at = span("").from() + 1;
            var written = "\n  targets: [\n" + INDENT + rendered(target, INDENT) + ",\n  ],";
            return checked(cut(at, at, written), -1, 0);
        }
        var end = list.get().to() - 1;
        var last = count == 0
                ? list.get().from() + 1
                : span("targets[" + (count - 1) + "]").to();
        var needsComma = count > 0 && comma(last, end).isEmpty();
        var behind = blanksBefore(end);
        var closing = text.substring(behind, end).contains("\n") ? "" : "\n  ";
        var written = "\n" + INDENT + rendered(target, INDENT) + "," + closing;
        var added = text.substring(last, behind) + written + text.substring(behind);
        return checked(text.substring(0, last) + (needsComma ? "," : "") + added, -1, count);
    }

    /** The text without the target in that place, and without the comma that is too much then; nothing likewise. */
    Optional<String> without(int place) {
        var span = span("targets[" + place + "]");
        var next = place + 1 < items().size()
                ? span("targets[" + (place + 1) + "]").from()
                : span("targets").to() - 1;
        var after = comma(span.to(), next);
        var rest = after.map(at -> text.substring(span.to(), at) + text.substring(at + 1))
                .orElse(text.substring(span.to()));
        var head = text.substring(0, span.from());
        if (after.isEmpty() && place > 0) {
            var before = span("targets[" + (place - 1) + "]").to();
            head = comma(before, span.from())
                    .map(at -> text.substring(0, at) + text.substring(at + 1, span.from()))
                    .orElse(head);
        }
        return checked(joined(head, rest), place, -1);
    }

    /** A line that would be left with nothing on it goes. */
    private static String joined(String head, String rest) {
        var line = head.lastIndexOf('\n') + 1;
        var end = rest.indexOf('\n');
        var isBlank = line > 0
                && end >= 0
                && head.substring(line).isBlank()
                && rest.substring(0, end).isBlank();
        return isBlank ? head.substring(0, line) + rest.substring(end + 1) : head + rest;
    }

    private Span span(String path) {
        return document.span(path).orElseThrow(() -> new IllegalStateException("nothing stands at " + path));
    }

    private String cut(int from, int to, String with) {
        return text.substring(0, from) + with + text.substring(to);
    }

    /** The first comma between two values. */
    private Optional<Integer> comma(int from, int to) {
        for (var i = from; i < to; i++) {
            if (text.startsWith("//", i)) i = endOfLine(i);
            else if (text.startsWith("/*", i)) i = text.indexOf("*/", i + 2) + 1;
            else if (text.charAt(i) == ',') return Optional.of(i);
        }
        return Optional.empty();
    }

    private int endOfLine(int from) {
        var i = from;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') i++;
        return i;
    }

    private int blanksBefore(int end) {
        var i = end;
        while (i > 0 && Character.isWhitespace(text.charAt(i - 1))) i--;
        return i;
    }

    /** What stands before a value on its line, if nothing but blanks does. */
    private String indent(int from) {
        var line = text.substring(text.lastIndexOf('\n', from - 1) + 1, from);
        return line.isBlank() ? line : INDENT;
    }

    /** Whatever was written how: all other settings are what they were, or nothing is changed. */
    private Optional<String> checked(String changed, int gone, int come) {
        try {
            var now = LocatedJson.read(changed).node();
            return Optional.of(changed)
                    .filter(_ -> others(document.node(), gone).equals(others(now, come)));
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    private static List<JsonNode> others(JsonNode whole, int place) {
        var copy = (ObjectNode) whole.deepCopy();
        var others = new ArrayList<JsonNode>();
        if (copy.get("targets") instanceof ArrayNode targets) targets.forEach(others::add);
        if (place >= 0) others.remove(place);
        copy.remove("targets");
        others.add(copy);
        return others;
    }

    /** One setting a line. */
    private static String rendered(ObjectNode target, String indent) {
        return target.properties().stream()
                .map(field -> indent + "  " + field.getKey() + ": " + inLine(field.getValue()))
                .collect(Collectors.joining(",\n", "{\n", ",\n" + indent + "}"));
    }

    private static String inLine(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(TargetsText::inLine).collect(Collectors.joining(", ", "[", "]"));
        }
        if (!value.isObject()) return Json.text(value);
        return value.properties().stream()
                .map(field -> name(field.getKey()) + ": " + inLine(field.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String name(String name) {
        return name.matches("[A-Za-z]+") ? name : Json.write(out -> out.writeString(name));
    }
}
