package sitrep.connect.openclaw.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.openclaw.meaning.SessionHistory;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of a gateway, and when. Events tell most; what they may have left out is asked for now and then, each
 * question only when the one before is answered, and the more seldom the longer an answer takes: a gateway that is slow
 * is not made slower.
 */
final class GatewayInquiry {
    /** How long an answer may take. The first list of sessions after a start of a gateway takes 7 s. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration OFTEN = Duration.ofSeconds(20);
    private static final Duration SELDOM = Duration.ofMinutes(5);

    /** An answer may take up to one part in so many of the time. */
    private static final int SHARE = 20;

    /** After this long it is asked anew what a doubt gives reason to ask; several doubts are one. */
    private static final Duration DOUBT = Duration.ofMillis(500);

    /** Most sessions whose approvals are followed. */
    private static final int FOLLOWED = 200;

    /** Most transcripts that are waited for at the same time; further ones are asked for with the next lists. */
    private static final int TRANSCRIPTS = 10;

    /** A transcript is not asked for again before so long. */
    private static final Duration STALE = Duration.ofSeconds(5);

    /** Most sessions of which it is remembered when their transcript was asked for; then the oldest are forgotten. */
    private static final int REMEMBERED = 1_000;

    /** Most pages of one list. What stands on further ones is not known to have ended. */
    private static final int PAGES = 20;

    /** One question on its way. */
    record Asked(GatewayQuestion ask, JsonNode params, Instant at) {}

    /** A message to send. */
    record Message(String id, String text) {}

    /** A question that is asked again and again. */
    private static final class Regular {
        private final GatewayQuestion ask;
        private final JsonNode params;
        private final Duration every;
        private Instant due;
        private boolean isOpen;

        Regular(GatewayQuestion ask, String params, Duration every, Instant due) {
            this.ask = ask;
            this.params = Json.read(params);
            this.every = every;
            this.due = due;
        }
    }

    private final Map<String, Asked> open = new LinkedHashMap<>();
    private final Map<String, Regular> regularOf = new HashMap<>();
    private final List<Regular> regulars = new ArrayList<>();
    private final List<Message> ready = new ArrayList<>();
    private final Set<String> followed = new LinkedHashSet<>();
    private final Map<String, Instant> transcripts = new LinkedHashMap<>();
    private final Set<String> scopes;
    private int pages;
    private long count;

    GatewayInquiry(Set<String> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    /** What is to be asked when contact is made: first to be told of all, then how things stand. */
    void begin(Instant now) {
        once(GatewayQuestion.SUBSCRIBE, "{}", now);
        once(GatewayQuestion.SESSIONS, "{\"limit\":60}", now);
        regularly(GatewayQuestion.TASKS, "{\"limit\":200}", OFTEN, now);
        regularly(GatewayQuestion.TASKS, "{\"status\":[\"queued\",\"running\"],\"limit\":500}", OFTEN, now);
        regularly(GatewayQuestion.SESSIONS, "{\"activeOnly\":true,\"limit\":100}", OFTEN, now);
        regularly(GatewayQuestion.CRON, "{}", SELDOM, now);
        regularly(GatewayQuestion.QUESTIONS, "{}", OFTEN, now);
        regularly(GatewayQuestion.APPROVALS, "{}", OFTEN, now);
    }

    private void once(GatewayQuestion ask, String params, Instant now) {
        if (ask.isAllowed(scopes)) put(ask, Json.read(params), now);
    }

    private void regularly(GatewayQuestion ask, String params, Duration every, Instant now) {
        if (ask.isAllowed(scopes)) regulars.add(new Regular(ask, params, every, now));
    }

    /** The first question of all. */
    void connect(JsonNode params, Instant now) {
        put(GatewayQuestion.CONNECT, params, now);
    }

    /** Asks to be told of the approvals of a session, if we may. */
    void follow(String session, Instant now) {
        if (!GatewayQuestion.FOLLOW.isAllowed(scopes) || followed.size() >= FOLLOWED || !followed.add(session)) return;
        var params = Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("key", session);
            out.writeBooleanProperty("includeApprovals", true);
            out.writeEndObject();
        });
        put(GatewayQuestion.FOLLOW, Json.read(params), now);
    }

    /** Asks what was said in a session, unless that was asked lately or enough is asked already. */
    void history(String session, Instant now) {
        var before = transcripts.get(session);
        if (before != null && before.plus(STALE).isAfter(now)) return;
        var waiting = open.values().stream()
                .filter(it -> it.ask() == GatewayQuestion.HISTORY)
                .count();
        if (waiting >= TRANSCRIPTS) return;
        transcripts.remove(session);
        transcripts.put(session, now);
        if (transcripts.size() > REMEMBERED)
            transcripts.remove(transcripts.keySet().iterator().next());
        var params = Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("sessionKey", session);
            out.writeNumberProperty("limit", SessionHistory.LONGEST);
            out.writeEndObject();
        });
        put(GatewayQuestion.HISTORY, Json.read(params), now);
    }

    /** Asks for the next page of a list, if it does not go on for ever. */
    void next(Asked page, String cursor, Instant now) {
        pages = page.params().has("cursor") ? pages + 1 : 1;
        if (pages < PAGES && page.params() instanceof ObjectNode params) {
            put(page.ask(), params.deepCopy().put("cursor", cursor), now);
        }
    }

    /** Something may have been missed: how things stand is asked anew. */
    void doubt(Instant now) {
        for (var regular : regulars) {
            var soon = now.plus(DOUBT);
            if (regular.due.isAfter(soon)) regular.due = soon;
        }
    }

    /** What is to be sent now. */
    List<Message> due(Instant now) {
        for (var regular : regulars) {
            if (regular.isOpen || regular.due.isAfter(now)) continue;
            regular.isOpen = true;
            regular.due = now.plus(regular.every);
            regularOf.put(put(regular.ask, regular.params, now), regular);
        }
        var messages = List.copyOf(ready);
        ready.clear();
        return messages;
    }

    /** What was asked under this id, if it still waits for its answer. */
    Optional<Asked> answered(String id, Instant now) {
        var asked = Optional.ofNullable(open.remove(id));
        asked.ifPresent(it -> settle(id, it, now));
        return asked;
    }

    private void settle(String id, Asked asked, Instant now) {
        var regular = regularOf.remove(id);
        if (regular == null) return;
        var took = Duration.between(asked.at(), now);
        var isDoubted = regular.due.isBefore(asked.at().plus(regular.every));
        var longer = took.multipliedBy(SHARE);
        var rest = longer.compareTo(regular.every) > 0 ? longer : regular.every;
        regular.isOpen = false;
        regular.due = isDoubted ? later(regular.due, now) : now.plus(rest);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The questions that waited too long; they are given up. */
    List<Asked> overdue(Instant now) {
        var late = open.entrySet().stream()
                .filter(entry -> entry.getValue().at().plus(PATIENCE).isBefore(now))
                .map(Map.Entry::getKey)
                .toList();
        return late.stream().flatMap(id -> answered(id, now).stream()).toList();
    }

    private String put(GatewayQuestion ask, JsonNode params, Instant now) {
        var id = "sitrep-" + ++count;
        open.put(id, new Asked(ask, params, now));
        var text = Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", "req");
            out.writeStringProperty("id", id);
            out.writeStringProperty("method", ask.method());
            out.writeName("params");
            out.writeRawValue(params.toString());
            out.writeEndObject();
        });
        ready.add(new Message(id, text));
        return id;
    }
}
