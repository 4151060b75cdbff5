package sitrep.http.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import sitrep.core.sitrep.Shelf;
import sitrep.core.text.Invalid;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.PageCursor;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.TypedSpan;
import sitrep.json.ClosedWords;
import sitrep.store.EndCondition;
import sitrep.store.Facet;
import sitrep.store.InsightsScope;
import sitrep.store.TaskQuery;
import sitrep.store.TimeParts;

/** Which tasks are asked for, from the parameters of an address. */
public final class TaskFilters {
    private static final List<String> FACETS =
            List.of("phase", "attention", "owner", "source", "kind", "host", "outcome", "shelf", "remark", "label");

    /** What a list can be asked for by. */
    public static final List<String> LIST = Stream.concat(
                    FACETS.stream(),
                    Stream.of(
                            "from",
                            "until",
                            "endedFrom",
                            "endedUntil",
                            "tookFrom",
                            "tookUntil",
                            "q",
                            "limit",
                            "cursor"))
            .toList();

    /** What changes can be asked for by. */
    static final List<String> CHANGES =
            Stream.concat(FACETS.stream(), Stream.of("after")).toList();

    /** What insights can be asked for by. */
    static final List<String> INSIGHTS = Stream.concat(
                    FACETS.stream()
                            .filter(name ->
                                    !List.of("attention", "shelf", "remark").contains(name)),
                    Stream.of("from", "until", "by", "zone", "tookFrom", "tookUntil", "q"))
            .toList();

    /** What moments can be asked for by. */
    static final List<String> HAPPENED = Stream.concat(
                    FACETS.stream()
                            .filter(name ->
                                    !List.of("attention", "shelf", "remark").contains(name)),
                    Stream.of("from", "until", "tookFrom", "tookUntil", "q", "what", "order", "limit", "cursor"))
            .toList();

    private static final int USUAL_LIMIT = 100;

    /** Those whose values are words of a closed vocabulary. */
    private static final Map<String, BiConsumer<String, String>> WORDS = Map.of(
            "phase", ClosedWords.PHASES::of,
            "attention", ClosedWords.ATTENTIONS::of,
            "kind", ClosedWords.KINDS::of,
            "outcome", ClosedWords.OUTCOMES::of,
            "shelf", TaskFilters::shelf,
            "remark", ClosedWords.REMARKS::of);

    private TaskFilters() {}

    public static TaskQuery list(Parameters parameters) {
        parameters.only(LIST);
        return read(parameters);
    }

    /** As a list is asked for, and as of when. */
    static TaskQuery past(Parameters parameters, String moment) {
        parameters.only(Stream.concat(LIST.stream(), Stream.of(moment)).toList());
        return read(parameters);
    }

    private static TaskQuery read(Parameters parameters) {
        return new TaskQuery(
                facets(parameters),
                words(parameters),
                time(parameters, "from"),
                time(parameters, "until"),
                ended(parameters),
                parameters.one("cursor").map(PageCursor::read),
                (int) parameters.number("limit", USUAL_LIMIT, 1, TaskQuery.LIMIT));
    }

    /** What is counted: as a list is asked for, save its pages. */
    public static TaskQuery counted(Parameters parameters) {
        parameters.only(LIST.stream()
                .filter(name -> !List.of("limit", "cursor").contains(name))
                .toList());
        return read(parameters);
    }

    static TaskQuery changes(Parameters parameters) {
        parameters.only(CHANGES);
        var none = Optional.<Instant>empty();
        return new TaskQuery(facets(parameters), Optional.empty(), none, none, Optional.empty(), 1);
    }

    /** Which tasks by what they are and say, whatever else is asked. */
    static TaskQuery those(Parameters parameters) {
        var none = Optional.<Instant>empty();
        return new TaskQuery(facets(parameters), words(parameters), none, none, ended(parameters), Optional.empty(), 1);
    }

    private static Optional<String> words(Parameters parameters) {
        return parameters.one("q").filter(words -> !words.isBlank());
    }

    static InsightsScope scope(Parameters parameters, TimeParts parts) {
        return new InsightsScope(parts, facets(parameters), words(parameters), ended(parameters));
    }

    private static Set<Facet> facets(Parameters parameters) {
        var facets = new HashSet<Facet>();
        for (var name : FACETS) {
            if (name.equals("label")) {
                parameters.all(name).forEach(label -> facets.add(new Facet(name, label(label))));
            } else {
                parameters.one(name).ifPresent(value -> facets.add(new Facet(name, checked(name, value))));
            }
        }
        return facets;
    }

    private static String checked(String name, String value) {
        try {
            var words = WORDS.get(name);
            if (words != null) words.accept(name, value);
        } catch (Invalid e) {
            throw new Refusal(new Problem.BadParameter(e.field(), e.found(), e.allowed()));
        }
        if (value.isBlank()) throw bad(name, value, "a text");
        return value;
    }

    private static void shelf(String name, String word) {
        var words = Stream.concat(Shelf.words().stream(), Stream.of(Shelf.NONE)).toList();
        if (!words.contains(word)) throw new Invalid(name, Excerpt.of(word), String.join(" ", words));
    }

    private static String label(String label) {
        if (label.indexOf(':') < 1) throw bad("label", label, "key:value");
        return label;
    }

    private static EndCondition ended(Parameters parameters) {
        return new EndCondition(
                time(parameters, "endedFrom"),
                time(parameters, "endedUntil"),
                span(parameters, "tookFrom"),
                span(parameters, "tookUntil"));
    }

    private static Optional<Duration> span(Parameters parameters, String name) {
        return parameters
                .one(name)
                .map(text -> TypedSpan.of(text).orElseThrow(() -> bad(name, text, TypedSpan.ALLOWED)));
    }

    static Optional<Instant> time(Parameters parameters, String name) {
        return parameters.one(name).map(text -> time(name, text));
    }

    /** An offset's plus sign that was not percent-encoded arrives as a space. */
    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException _) {
            throw bad(name, text, "a time as in RFC 3339, such as 2026-11-22T10:42:10Z");
        }
    }

    private static Refusal bad(String name, String found, String allowed) {
        return new Refusal(new Problem.BadParameter(name, Excerpt.of(found), allowed));
    }
}
