package sitrep.connect.otlp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.event.Event;

/**
 * What follows from the spans of agents, and from log records that are read as such. A span is exported when it has
 * ended, and what is within it before it. So nothing is told of an agent until its own span is there, and all those
 * around it: then all of its run is told at once, when it began, what it did by its tools, and how it ended. It never
 * stands on the board as something that goes on. Spans may come twice, late and in any order.
 */
final class TraceFacts {
    /** Spans that are remembered; past it the trace that was added to the longest ago is forgotten. */
    static final int SPANS = 20_000;

    /** From span to span, up to the agent that it serves. */
    private static final int CLIMB = 64;

    /** Turns of one trace among which one is sought that a log record is of: the last. */
    private static final int TURNS = 64;

    /** Traces in which an agent does something, and those in which none was heard of yet. */
    private final SequencedMap<String, Trace> agents = new LinkedHashMap<>();

    private final SequencedMap<String, Trace> others = new LinkedHashMap<>();
    private int remembered;
    private long forgotten;

    /** What is remembered of one trace. */
    private static final class Trace {
        private final SequencedMap<String, Span> spans = new LinkedHashMap<>();

        /** Of those the agents that were heard of last. */
        private final SequencedMap<String, Span> turns = new LinkedHashMap<>();

        /** By their ids, the events that the door has taken. */
        private final Set<String> told = new HashSet<>();

        private boolean isOfAgents;

        private void add(Span span) {
            spans.put(span.id(), span);
            if (!SpanWords.isAgent(span)) return;
            turns.remove(span.id());
            turns.put(span.id(), span);
            if (turns.size() > TURNS) turns.pollFirstEntry();
        }

        /** Within what it is: of a log record that does not say it, the turn that went on. */
        private Optional<Span> around(Span span) {
            return span.parent().equals(Optional.of(Span.IN_TURN))
                    ? turn(span)
                    : span.parent().map(spans::get);
        }

        private Optional<Span> turn(Span span) {
            return turns.values().stream()
                    .filter(turn -> !span.ended().isBefore(turn.began())
                            && !span.ended().isAfter(turn.ended())
                            && turn.attribute(SpanWords.THREAD).equals(span.attribute(SpanWords.THREAD)))
                    .max(Comparator.comparing(Span::began).thenComparing(Span::id));
        }
    }

    /** Where a span stands: which agent is next around it, and whether all that is around it is known. */
    private record Place(Optional<Span> agent, boolean isKnown) {}

    /** The events that follow from these spans, beside those that were taken before. */
    List<Event> next(List<Span> spans, Instant heard) {
        var touched = new LinkedHashSet<String>();
        for (var span : spans) {
            remember(span);
            touched.add(span.trace());
        }
        forget();
        return touched.stream().flatMap(id -> told(id, heard)).toList();
    }

    /** These were taken in for good. */
    void taken(Collection<Event> events) {
        for (var event : events) {
            var trace = Optional.ofNullable(agents.get(AgentTelling.traceOf(event.key())));
            trace.ifPresent(it -> it.told.add(event.key().id()));
        }
    }

    /** Of these spans those that may be needed still, for what is around them has not come. */
    List<Span> waiting(List<Span> spans) {
        return spans.stream().filter(span -> !isSettled(span)).toList();
    }

    /** All such spans. */
    List<Span> waiting() {
        return waiting(Stream.concat(agents.values().stream(), others.values().stream())
                .flatMap(trace -> trace.spans.values().stream())
                .toList());
    }

    /** How many calls and agents were forgotten before it came what they were within. */
    long forgotten() {
        return forgotten;
    }

    private void remember(Span span) {
        var trace = Optional.ofNullable(agents.remove(span.trace()))
                .or(() -> Optional.ofNullable(others.remove(span.trace())))
                .orElseGet(Trace::new);
        if (!trace.spans.containsKey(span.id())) remembered++;
        trace.add(span);
        if (SpanWords.meaning(span).isWork()) trace.isOfAgents = true;
        (trace.isOfAgents ? agents : others).put(span.trace(), trace);
    }

    private void forget() {
        while (remembered > SPANS) {
            var oldest = (others.isEmpty() ? agents : others).pollFirstEntry().getValue();
            remembered -= oldest.spans.size();
            forgotten += oldest.spans.values().stream()
                    .filter(span -> SpanWords.meaning(span).isWork()
                            && !place(span, oldest).isKnown())
                    .count();
        }
    }

    private boolean isSettled(Span span) {
        var trace = Optional.ofNullable(agents.get(span.trace()));
        return trace.or(() -> Optional.ofNullable(others.get(span.trace())))
                .map(it -> place(span, it).isKnown())
                .orElse(true);
    }

    private Stream<Event> told(String id, Instant heard) {
        var found = Optional.ofNullable(agents.get(id));
        if (found.isEmpty()) return Stream.empty();
        var trace = found.get();
        var within = new HashMap<String, List<Span>>();
        var outermost = new ArrayList<Span>();
        for (var span : trace.spans.values()) {
            var place = place(span, trace);
            if (!place.isKnown() || SpanWords.meaning(span) instanceof SpanMeaning.Other) continue;
            place.agent()
                    .ifPresent(it -> within.computeIfAbsent(it.id(), _ -> new ArrayList<>())
                            .add(span));
            if (place.agent().isEmpty() && SpanWords.isAgent(span)) outermost.add(span);
        }
        return outermost.stream()
                .sorted(Comparator.comparing(Span::ended))
                .flatMap(agent -> AgentTelling.of(agent, within, heard).stream())
                .filter(event -> !trace.told.contains(event.key().id()));
    }

    /** Whose work it is, and whether that is known: up to an agent, and on to where its program was called. */
    private static Place place(Span span, Trace trace) {
        var agent = Optional.<Span>empty();
        var at = span;
        for (var i = 0; i < CLIMB; i++) {
            if (at.isOutermost()) return new Place(agent, true);
            var up = trace.around(at);
            if (up.isEmpty()) return new Place(agent, false);
            at = up.get();
            if (agent.isEmpty() && SpanWords.isAgent(at)) agent = up;
        }
        return new Place(agent, false);
    }
}
