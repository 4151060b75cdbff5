package sitrep.http.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.task.NewsLine;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.EventJson;
import sitrep.json.Json;
import sitrep.store.SearchWords;
import tools.jackson.databind.JsonNode;

/**
 * Which events of a task are asked for, from the parameters of an address.
 *
 * @param isNews only those that have a line of news
 * @param isBack from the newest to the oldest
 * @param place behind, or on the way back before, which place of the log
 * @param types none for all
 * @param words beginnings of words, all of which occur in what the event says
 */
record EventsAsked(
        boolean isNews, boolean isBack, long place, int limit, Set<String> types, By by, List<String> words) {

    /** Of whom, of what and of when. */
    record By(Optional<String> source, Optional<String> run, Optional<Instant> from, Optional<Instant> until) {
        static final By ANYBODY = new By(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final String OLDEST = "oldest";
    private static final String NEWEST = "newest";
    private static final String PREFIX = "sitrep.";

    static EventsAsked events(Parameters parameters) {
        return read(parameters, false, OLDEST, List.of("type", "source"));
    }

    static EventsAsked updates(Parameters parameters) {
        return read(parameters, true, NEWEST, List.of());
    }

    private static EventsAsked read(Parameters parameters, boolean isNews, String usual, List<String> more) {
        var order = parameters.one("order").orElse(usual);
        if (!List.of(OLDEST, NEWEST).contains(order)) throw bad("order", order, OLDEST + " " + NEWEST);
        var isBack = order.equals(NEWEST);
        var bound = isBack ? "before" : "after";
        var allowed = new ArrayList<>(List.of("order", bound, "run", "from", "until", "q", "limit"));
        allowed.addAll(more);
        parameters.only(allowed);
        return new EventsAsked(
                isNews,
                isBack,
                parameters.number(bound, isBack ? Long.MAX_VALUE : 0, 0, Long.MAX_VALUE),
                (int) parameters.number("limit", USUAL, 1, MOST),
                parameters.all("type").stream().map(EventsAsked::type).collect(Collectors.toSet()),
                new By(
                        parameters.one("source"),
                        parameters.one("run"),
                        TaskFilters.time(parameters, "from"),
                        TaskFilters.time(parameters, "until")),
                parameters.one("q").map(SearchWords::sought).orElse(List.of()));
    }

    /** The beginning that all of them have may be left out. */
    private static String type(String word) {
        var type = word.startsWith(PREFIX) ? word : PREFIX + word;
        if (!EventJson.types().contains(type)) throw bad("type", word, String.join(" ", EventJson.types()));
        return type;
    }

    private static Refusal bad(String field, String found, String allowed) {
        return new Refusal(new Problem.BadParameter(field, Excerpt.of(found), allowed));
    }

    /** Whether any event will do. */
    boolean isPlain() {
        return !isNews && types.isEmpty() && words.isEmpty() && by.equals(By.ANYBODY);
    }

    /**
     * Whether none that follows on the way back can match: what was heard before a time happened before it, too, but
     * for a clock that is ahead by as much as is borne.
     */
    boolean isOver(Event event) {
        return isBack
                && by.from()
                        .filter(from -> event.heard().plus(Stamp.SKEW).isBefore(from))
                        .isPresent();
    }

    boolean matches(Event event) {
        var at = event.stamp().at();
        return (!isNews || NewsLine.of(event.fact()).isPresent())
                && (types.isEmpty() || types.contains(EventJson.type(event)))
                && by.source()
                        .filter(source -> !source.equals(event.key().source()))
                        .isEmpty()
                && by.run().filter(run -> !isOf(event, run)).isEmpty()
                && by.from().filter(at::isBefore).isEmpty()
                && by.until().filter(until -> !at.isBefore(until)).isEmpty()
                && (words.isEmpty() || SearchWords.match(words, SearchWords.of(said(event))));
    }

    private static boolean isOf(Event event, String run) {
        return event.fact() instanceof Fact.OfRun fact && fact.run().text().equals(run);
    }

    /** What it says, without the names of what it says. */
    private static String said(Event event) {
        var text = new StringBuilder(EventJson.type(event))
                .append(' ')
                .append(event.key().source());
        add(Json.read(EventJson.encode(event)).path("data"), text);
        return text.toString();
    }

    private static void add(JsonNode node, StringBuilder text) {
        if (node.isContainer()) node.forEach(part -> add(part, text));
        else text.append(' ').append(node.asString());
    }
}
