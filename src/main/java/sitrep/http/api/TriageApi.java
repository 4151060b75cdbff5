package sitrep.http.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Undoing;
import sitrep.core.text.Invalid;
import sitrep.engine.Intake;
import sitrep.engine.act.ActRows;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.http.exchange.TypedSpan;
import sitrep.json.Json;
import sitrep.store.EventLog;

/** An operator's marks on a task: each an event like any other, answered with the task as it is then. */
public final class TriageApi {
    private static final int LIMIT = 64 * 1024;

    /** Most events of a task that are looked at for marks to be undone. */
    private static final int LOOKED_AT = 20_000;

    private static final int AT_ONCE = 500;
    private static final Duration USUAL_SNOOZE = Duration.ofHours(1);
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

    /** What stands in place of a time where there is none. */
    private static final String UNTIL_IT_CHANGES = "change";

    private final Board board;
    private final ActRows rows;
    private final Intake intake;
    private final RequestBody body;
    private final InstantSource clock;
    private final Supplier<String> ids;

    public TriageApi(
            Board board, ActRows rows, Intake intake, RequestBody body, InstantSource clock, Supplier<String> ids) {
        this.board = board;
        this.rows = rows;
        this.intake = intake;
        this.body = body;
        this.clock = clock;
        this.ids = ids;
    }

    public ApiAnswer reported(ApiRequest ask) {
        return noted(ask, List.of("to", "how", "by"), (known, said) -> {
            var sitrep = known.sitrep();
            if (sitrep.outcome().isEmpty()) {
                throw new Refusal(new Problem.NotEnded(sitrep.phase().value().word()));
            }
            var owner = sitrep.owner().map(Shown::value).map(Owner::name);
            var to = text(said, "to").or(() -> owner).orElse(Event.OPERATOR);
            var how = text(said, "how").or(() -> text(said, "by").map(by -> "marked by " + by));
            return new Fact.TaskReported(to, how);
        });
    }

    public ApiAnswer acknowledged(ApiRequest ask) {
        return noted(ask, List.of("by"), (_, said) -> note(new OperatorNote.Acknowledged(), said));
    }

    public ApiAnswer dismissed(ApiRequest ask) {
        return noted(ask, List.of("by"), (_, said) -> note(new OperatorNote.Dismissed(), said));
    }

    public ApiAnswer restored(ApiRequest ask) {
        return noted(ask, List.of("by"), (_, said) -> note(new OperatorNote.Restored(), said));
    }

    public ApiAnswer snoozed(ApiRequest ask) {
        return noted(
                ask, List.of("until", "for", "by"), (_, said) -> note(new OperatorNote.Snoozed(until(said)), said));
    }

    /** What operators call it from now on; without a name it goes by that of its sources again. */
    public ApiAnswer renamed(ApiRequest ask) {
        return noted(ask, List.of("name", "by"), (_, said) -> note(new OperatorNote.Renamed(text(said, "name")), said));
    }

    /** One label of operators; without a value the task has it no more, whoever gave it. */
    public ApiAnswer labelled(ApiRequest ask) {
        return noted(ask, List.of("label", "value", "by"), (_, said) -> note(label(said), said));
    }

    private static OperatorNote label(Map<String, String> said) {
        var key = text(said, "label").orElseThrow(() -> new Invalid("label", "nothing", "the key of a label"));
        return text(said, "value")
                .map(value -> new OperatorNote.Labelled(Map.of(key, value)))
                .orElseGet(() -> new OperatorNote.Labelled(Map.of(), new TreeSet<>(Set.of(key))));
    }

    public ApiAnswer remarked(ApiRequest ask) {
        return noted(ask, List.of("text", "by"), (_, said) -> {
            var words = text(said, "text").orElseThrow(() -> new Invalid("text", "nothing", "a note in words"));
            return note(new OperatorNote.Remarked(words), said);
        });
    }

    /** Takes the newest mark back that an operator made. */
    public ApiAnswer undone(ApiRequest ask) {
        return all(ask, List.of("by"), (known, said) -> {
            var facts = Undoing.of(known.task(), marks(known.task().id()), text(said, "by"));
            if (facts.isEmpty()) throw new Refusal(new Problem.NothingToUndo());
            return facts;
        });
    }

    /** What operators said of a task, in order, as far back as is looked. */
    private List<Event> marks(TaskId task) {
        var marks = new ArrayList<Event>();
        var place = Long.MAX_VALUE;
        for (var looked = 0; looked < LOOKED_AT; looked += AT_ONCE) {
            var some = board.log().eventsBefore(task, place, AT_ONCE);
            some.stream().map(EventLog.Entry::event).filter(TriageApi::isMark).forEach(marks::add);
            if (some.size() < AT_ONCE) break;
            place = some.getLast().seq();
        }
        return marks.stream().sorted(Comparator.comparing(Event::stamp)).toList();
    }

    private static boolean isMark(Event event) {
        return event.key().source().equals(Event.OPERATOR)
                && (event.fact() instanceof Fact.TaskNoted || event.fact() instanceof Fact.TaskReported);
    }

    private interface Making<T> {
        T of(KnownTask known, Map<String, String> said);
    }

    private static Fact.TaskNoted note(OperatorNote note, Map<String, String> said) {
        return new Fact.TaskNoted(note, text(said, "by"));
    }

    private ApiAnswer noted(ApiRequest ask, List<String> allowed, Making<Fact.OfTask> making) {
        return all(ask, allowed, (known, said) -> List.of(making.of(known, said)));
    }

    private ApiAnswer all(ApiRequest ask, List<String> allowed, Making<List<? extends Fact.OfTask>> making) {
        ask.parameters().only(List.of());
        return body.read(ask.request(), LIMIT, bytes -> {
            var known = TasksApi.known(board, ask);
            var now = clock.instant();
            var at = at(known, now);
            var events = new ArrayList<Event>();
            for (var fact : making.of(known, texts(bytes, allowed))) {
                var key = new Event.Key(Event.OPERATOR, ids.get());
                events.add(new Event(key, Optional.of(known.task().id()), at.plusMillis(events.size()), now, fact));
            }
            intake.accept(events);
            return TasksApi.whole(board, rows, ask, now);
        });
    }

    /** After all that the operator can have seen and noted, even if a source's clock is ahead of ours. */
    private static Instant at(KnownTask known, Instant now) {
        var seen = known.sitrep().lastUpdate().value();
        return now.isAfter(seen) ? now : seen.plusMillis(1);
    }

    /** None for as long as nothing changes. */
    private Optional<Instant> until(Map<String, String> said) {
        var now = clock.instant();
        if (said.containsKey("until") && said.containsKey("for")) {
            throw new Invalid("for", "'until' beside it", "one of the two");
        }
        if (text(said, "until").equals(Optional.of(UNTIL_IT_CHANGES))) return Optional.empty();
        var until = text(said, "until")
                .map(TriageApi::time)
                .orElseGet(() -> now.plus(text(said, "for").map(TriageApi::span).orElse(USUAL_SNOOZE)));
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw new Invalid("until", Excerpt.of(until.toString()), "a time from now to a year ahead");
        }
        return Optional.of(until);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            var allowed = "a time as in RFC 3339, such as 2026-11-22T10:42:10Z, or " + UNTIL_IT_CHANGES;
            throw new Invalid("until", Excerpt.of(text), allowed);
        }
    }

    private static Duration span(String text) {
        return TypedSpan.of(text).orElseThrow(() -> new Invalid("for", Excerpt.of(text), TypedSpan.ALLOWED));
    }

    private static Optional<String> text(Map<String, String> said, String name) {
        return Optional.ofNullable(said.get(name)).filter(text -> !text.isBlank());
    }

    /** The fields of the body, all of them texts; a body may be empty. */
    private static Map<String, String> texts(byte[] body, List<String> allowed) {
        var texts = new LinkedHashMap<String, String>();
        if (body.length == 0) return texts;
        var node = Json.read(body);
        if (!node.isObject()) throw new Invalid("body", "something else", "a JSON object, or nothing");
        for (var field : node.properties()) {
            if (!allowed.contains(field.getKey())) {
                throw new Invalid("body", "the field " + Excerpt.of(field.getKey()), String.join(" ", allowed));
            }
            if (field.getValue().isNull()) continue;
            if (!field.getValue().isString()) throw new Invalid(field.getKey(), "something else", "a text");
            texts.put(field.getKey(), field.getValue().stringValue());
        }
        return texts;
    }
}
