package sitrep.http.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sitrep.core.moment.Moment;
import sitrep.engine.board.Board;
import sitrep.engine.record.WhatHappened;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.MomentJson;

/** What happened within a time, over all tasks, a line for each moment. */
public final class HappenedApi {
    private static final int USUAL = 100;
    private static final int LIMIT = 500;
    private static final Duration USUAL_TIME = Duration.ofHours(1);
    private static final String NEWEST = "newest";
    private static final String OLDEST = "oldest";
    private static final Pattern PLACE = Pattern.compile("(\\S+) (-?\\d{1,9}) (.*)", Pattern.DOTALL);

    private final WhatHappened happened;
    private final InstantSource clock;

    public HappenedApi(Board board, InstantSource clock) {
        this.happened = new WhatHappened(board);
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        var asked = asked(ask.parameters());
        var page = happened.page(asked);
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("from", asked.from().toString());
            out.writeStringProperty("until", asked.until().toString());
            out.writeArrayPropertyStart("items");
            page.lines()
                    .forEach(line -> MomentJson.write(line.moment(), line.task().sitrep(), out));
            out.writeEndArray();
            page.next().ifPresent(place -> out.writeStringProperty("next", cursor(place)));
            if (page.isPartial()) out.writeBooleanProperty("partial", true);
            out.writeStringProperty("now", clock.instant().toString());
            out.writeEndObject();
        });
    }

    private WhatHappened.Asked asked(Parameters parameters) {
        parameters.only(TaskFilters.HAPPENED);
        var until = TaskFilters.time(parameters, "until").orElseGet(clock::instant);
        var from = TaskFilters.time(parameters, "from").orElseGet(() -> until.minus(USUAL_TIME));
        if (!from.isBefore(until)) {
            throw new Refusal(new Problem.BadParameter("until", until.toString(), "a time after 'from', " + from));
        }
        return new WhatHappened.Asked(
                TaskFilters.those(parameters),
                kinds(parameters),
                from,
                until,
                isOldestFirst(parameters),
                parameters.one("cursor").map(HappenedApi::place),
                (int) parameters.number("limit", USUAL, 1, LIMIT));
    }

    private static boolean isOldestFirst(Parameters parameters) {
        var order = parameters.one("order").orElse(NEWEST);
        if (!order.equals(OLDEST) && !order.equals(NEWEST)) {
            throw new Refusal(new Problem.BadParameter("order", Excerpt.of(order), NEWEST + " " + OLDEST));
        }
        return order.equals(OLDEST);
    }

    private static Set<Moment.Kind> kinds(Parameters parameters) {
        return parameters.all("what").stream().map(HappenedApi::kind).collect(Collectors.toSet());
    }

    private static Moment.Kind kind(String word) {
        return Arrays.stream(Moment.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        new Problem.BadParameter("what", Excerpt.of(word), String.join(" ", Moment.Kind.words()))));
    }

    private static String cursor(WhatHappened.Place place) {
        var text = place.at() + " " + place.number() + " " + place.task();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static WhatHappened.Place place(String cursor) {
        return read(cursor)
                .orElseThrow(() -> new Refusal(new Problem.BadParameter(
                        "cursor", Excerpt.of(cursor), "what 'next' of the page before says, unchanged")));
    }

    private static Optional<WhatHappened.Place> read(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            var place = PLACE.matcher(StandardCharsets.UTF_8.newDecoder().decode(bytes));
            if (!place.matches()) return Optional.empty();
            var at = Instant.parse(place.group(1));
            return Optional.of(new WhatHappened.Place(at, place.group(3), Integer.parseInt(place.group(2))));
        } catch (CharacterCodingException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
