package sitrep.connect.otlp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/**
 * What is told of one agent that nobody else of its program called, and of those that it called. The id of an event is
 * made of the ids of its span, so that the same span gives the same events however often it comes.
 */
final class AgentTelling {
    /** Most calls that are told of one run: the first. */
    private static final int STEPS = 200;

    /**
     * By so much a call may seem to begin after its agent's end: the SDK for JavaScript begins each span at a whole
     * millisecond and measures from there.
     */
    private static final Duration CLOCK = Duration.ofMillis(1);

    private final Span root;
    private final Map<String, List<Span>> within;
    private final Instant heard;
    private final TaskId task;
    private final List<Event> events = new ArrayList<>();

    private AgentTelling(Span root, Map<String, List<Span>> within, Instant heard) {
        this.root = root;
        this.within = within;
        this.heard = heard;
        this.task = SpanWords.task(root);
    }

    /**
     * All that is told of it.
     *
     * @param within what each agent did, by the id of its span: its calls, and the agents that it called
     */
    static List<Event> of(Span root, Map<String, List<Span>> within, Instant heard) {
        var telling = new AgentTelling(root, within, heard);
        telling.all();
        return telling.events;
    }

    /** Whose word it is. */
    static String sourceOf(Span span) {
        return Event.HINDSIGHT + SpanWords.service(span);
    }

    /** The trace that an event is told of. */
    static String traceOf(Event.Key key) {
        return key.id().substring(0, Math.max(0, key.id().indexOf('/')));
    }

    private void all() {
        var owner = SpanWords.session(root).isPresent()
                ? Optional.<Owner>empty()
                : Optional.of(new Owner(SpanWords.program(root), root.resource(SpanWords.HOST)));
        var name = Optional.of(SpanWords.taskName(root));
        SpanWords.otherName(root).ifPresent(other -> say(root, root.began(), "joins", new Fact.TaskAlias(other)));
        say(
                root,
                root.began(),
                "task",
                new Fact.TaskOpened(name, owner, Optional.empty(), Optional.empty(), Map.of(), List.of()));
        run(root, Optional.empty());
        var how = root.failure().isPresent() ? "its error was returned to the caller" : "returned to the caller";
        say(root, root.ended(), "reported", new Fact.TaskReported(SpanWords.program(root), Optional.of(how)));
    }

    private void run(Span agent, Optional<Span> caller) {
        say(agent, agent.began(), "begun", opened(agent, caller));
        var did = within.getOrDefault(agent.id(), List.of());
        var tools = new HashMap<String, Span>();
        did.forEach(span -> tools.put(span.id(), span));
        did.stream()
                .filter(span -> !span.began().minus(CLOCK).isAfter(agent.ended()))
                .sorted(Comparator.comparing(Span::began).thenComparing(Span::id))
                .limit(STEPS)
                .forEach(span -> step(span, agent, tools));
        did.stream().filter(SpanWords::isAgent).forEach(called -> run(called, Optional.of(agent)));
        var outcome = agent.failure().isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED;
        say(agent, agent.ended(), "ended", new Fact.RunEnded(id(agent), outcome, agent.failure()));
    }

    /** A call of a tool is a phase by what it does; that one failed is news, of a model as well. */
    private void step(Span span, Span agent, Map<String, Span> others) {
        switch (SpanWords.meaning(span)) {
            case SpanMeaning.Tool tool -> {
                SpanWords.phase(tool).ifPresent(phase -> did(span, agent, phase));
                failed(span, agent, called(tool));
            }
            case SpanMeaning.Model _ -> failed(span, agent, "The model");
            case SpanMeaning.Part _ -> {
                var of = span.parent()
                        .map(others::get)
                        .filter(call -> call.failure().isEmpty());
                if (of.isPresent() && SpanWords.meaning(of.get()) instanceof SpanMeaning.Tool tool) {
                    failed(span, agent, called(tool));
                }
            }
            case SpanMeaning.Failure(var what) -> failed(span, agent, what);
            case SpanMeaning.Prompt _ -> SpanWords.asked(span).ifPresent(asked -> named(span, asked));
            case SpanMeaning.Agent _, SpanMeaning.Other _ -> {}
        }
    }

    private void named(Span span, String asked) {
        var name = Optional.of(asked);
        say(
                span,
                span.began(),
                "named",
                new Fact.TaskOpened(name, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of()));
    }

    private static String called(SpanMeaning.Tool tool) {
        return tool.name() + tool.program().map(program -> " " + program).orElse("");
    }

    private void did(Span span, Span agent, Phase phase) {
        var fact = new Fact.RunAdvanced(id(agent), Optional.of(phase), Optional.empty(), Optional.empty());
        say(span, within(agent, span.began()), "did", fact.in(Voice.ACT));
    }

    private void failed(Span span, Span agent, String what) {
        var news = span.failure().flatMap(why -> ForeignValue.line(what + ": " + why, ForeignValue.NEWS));
        if (news.isEmpty()) return;
        var fact = new Fact.RunAdvanced(id(agent), Optional.empty(), news, Optional.empty());
        say(span, within(agent, span.ended()), "failed", fact.in(Voice.ACT));
    }

    /** What an agent did is told before its end. */
    private static Instant within(Span agent, Instant at) {
        return at.isAfter(agent.ended()) ? agent.ended() : at;
    }

    private Fact.RunOpened opened(Span agent, Optional<Span> caller) {
        var name = Optional.of(SpanWords.name(agent));
        var worker = new WorkerSeen(
                worker(agent),
                Optional.of(caller.isPresent() ? WorkerKind.SUBAGENT : WorkerKind.MAIN),
                name,
                agent.resource(SpanWords.HOST),
                caller.map(this::worker));
        return new Fact.RunOpened(
                id(agent),
                Optional.empty(),
                OptionalInt.empty(),
                caller.map(AgentTelling::id),
                Optional.of(worker),
                name,
                Optional.of(Phase.PLANNING),
                Optional.empty());
    }

    private WorkerId worker(Span agent) {
        return new WorkerId("otel-" + ForeignValue.digest(task.text(), SpanWords.name(agent)));
    }

    private static RunId id(Span agent) {
        return new RunId("otel-" + agent.id());
    }

    private void say(Span span, Instant at, String what, Fact.OfTask fact) {
        var source = sourceOf(root);
        var key = new Event.Key(source, span.trace() + "/" + span.id() + "/" + what);
        events.add(new Event(key, Optional.of(task), at, heard, fact));
    }
}
