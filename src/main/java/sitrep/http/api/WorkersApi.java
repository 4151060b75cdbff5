package sitrep.http.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.engine.board.WorkersAtWork;
import sitrep.engine.contact.Contacts;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.ClosedWords;
import sitrep.json.WorkerJson;
import tools.jackson.core.JsonGenerator;

/** Who is at work now, on what and since when: page by page, in the order of where they are. */
public final class WorkersApi {
    private static final int USUAL = 100;
    private static final int LIMIT = 500;

    private final WorkersAtWork crew;
    private final Contacts contacts;
    private final InstantSource clock;

    public WorkersApi(WorkersAtWork crew, Contacts contacts, InstantSource clock) {
        this.crew = crew;
        this.contacts = contacts;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        var parameters = ask.parameters();
        parameters.only(List.of("kind", "limit", "cursor"));
        var kind = parameters.one("kind").map(WorkersApi::kind);
        var after = parameters.one("cursor").map(WorkersApi::place).orElse("");
        var limit = (int) parameters.number("limit", USUAL, 1, LIMIT);
        var all = crew.atWork();
        var lost = contacts.lost().stream().collect(Collectors.toMap(Contacts.Lost::source, Contacts.Lost::since));
        var found = all.stream()
                .filter(one ->
                        kind.map(word -> word == one.worker().kindOrOther()).orElse(true))
                .filter(one -> one.place().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Optional.of(cursor(page.getLast())) : Optional.<String>empty();
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            page.forEach(one -> write(one, WorkersAtWork.unseenSince(one, lost), out));
            out.writeEndArray();
            next.ifPresent(cursor -> out.writeStringProperty("next", cursor));
            var seen = all.stream()
                    .filter(one -> WorkersAtWork.unseenSince(one, lost).isEmpty())
                    .toList();
            counts(seen, out);
            if (seen.size() < all.size()) out.writeNumberProperty("unseen", all.size() - seen.size());
            if (!crew.isComplete()) out.writeBooleanProperty("partial", true);
            out.writeStringProperty("now", clock.instant().toString());
            out.writeEndObject();
        });
    }

    private void write(WorkersAtWork.AtWork one, Optional<Instant> unseen, JsonGenerator out) {
        var told = crew.told(one);
        WorkerJson.write(one.worker(), one.hands(), told.names(), new WorkerJson.Seen(told.lastSign(), unseen), out);
    }

    private static void counts(List<WorkersAtWork.AtWork> all, JsonGenerator out) {
        out.writeObjectPropertyStart("counts");
        for (var kind : WorkerKind.values()) {
            var many = all.stream().filter(one -> one.worker().kindOrOther() == kind);
            out.writeNumberProperty(kind.word(), many.count());
        }
        out.writeEndObject();
    }

    private static WorkerKind kind(String word) {
        try {
            return ClosedWords.KINDS.of("kind", word);
        } catch (Invalid e) {
            throw new Refusal(new Problem.BadParameter(e.field(), e.found(), e.allowed()));
        }
    }

    private static String cursor(WorkersAtWork.AtWork last) {
        var place = last.place().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }

    private static String place(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException | IllegalArgumentException _) {
            throw new Refusal(new Problem.BadParameter(
                    "cursor", Excerpt.of(cursor), "what 'next' of the page before says, unchanged"));
        }
    }
}
