package sitrep.connect.opencode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.Agent;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import tools.jackson.databind.JsonNode;

/** What follows from what one server of OpenCode tells. */
public final class OpenCodeFacts {
    /** What was heard this shortly before the server was asked may be newer than its answer. */
    private static final Duration JUST = Duration.ofSeconds(2);

    private static final Agent AGENT = new Agent() {
        @Override
        public String agent() {
            return "opencode";
        }

        @Override
        public String spoken() {
            return "OpenCode";
        }

        @Override
        public String program() {
            return "opencode";
        }

        @Override
        public boolean queues() {
            return true;
        }
    };

    private final String name;
    private final OpenCodeFrames frames = new OpenCodeFrames();
    private final HookFacts facts;
    private Optional<Around> around = Optional.empty();

    /** @param name what operators call the server */
    public OpenCodeFacts(String name, Recollection recollection) {
        this.name = name;
        this.facts = new HookFacts(AGENT, source(name), recollection);
    }

    /** Whose word the events are. */
    public static String source(String name) {
        return AGENT.agent() + "@" + name;
    }

    /** Its sessions are parts of this work. */
    public void within(Around work) {
        around = Optional.of(work);
    }

    /** How the tasks of its sessions begin. */
    public static String task(String session) {
        return AGENT.agent() + "-" + session;
    }

    /** The events that follow from a frame. */
    public List<Event> next(JsonNode frame, Instant now) {
        return events(frames.next(frame, now), now);
    }

    /** The events that follow from what the server was asked for, in the form of a frame. */
    List<Event> read(JsonNode frame, Instant now) {
        return events(frames.read(frame, now), now);
    }

    private List<Event> events(List<OpenCodeFrames.Told> all, Instant now) {
        var events = new ArrayList<Event>();
        for (var told : all) {
            events.addAll(facts.next(told.message(), around, facts.timeOf(told.message(), told.at()), now));
        }
        return events;
    }

    /** There is contact. */
    List<Event> met(Instant now) {
        return List.of(ofSource("seen", now, new Fact.SourceSeen(Optional.of("OpenCode " + name))));
    }

    /** There is none any more. */
    List<Event> lost(Instant now, String why) {
        return List.of(ofSource("lost", now, new Fact.SourceLost(ForeignValue.line(why, ForeignValue.NEWS))));
    }

    /** All that goes on: what else was told to go on is lost. */
    List<Event> listed(Instant now) {
        return List.of(ofSource("listed", now, new Fact.SourceListed(facts.live())));
    }

    private Event ofSource(String what, Instant now, Fact.OfSource fact) {
        var key = new Event.Key(source(name), what + "/" + now.toEpochMilli());
        return new Event(key, Optional.empty(), now, now, fact);
    }

    /** The sessions in which anything goes on, as far as was heard. */
    Set<String> busy() {
        return facts.busy();
    }

    /** Sessions of which something was heard, and not whose they are, and for which nobody asked. */
    Set<String> unknown() {
        return frames.unknown();
    }

    /** Somebody asks whose session it is. */
    void sought(String session) {
        frames.sought(session);
    }

    /** The folders in which sessions work. */
    Set<String> directories() {
        return frames.directories();
    }

    Optional<String> directory(String session) {
        return frames.directory(session);
    }

    /** Whether nothing was heard of a session since shortly before that time. */
    boolean isQuiet(String session, Instant since) {
        return frames.heard(session)
                .map(heard -> heard.isBefore(since.minus(JUST)))
                .orElse(true);
    }

    /** The server has no other request open than these. */
    List<Event> open(Set<String> requests, Instant now) {
        return events(frames.open(requests, now), now);
    }

    /** A session does not go on, and its server does not tell how it ended. */
    List<Event> gone(String session, Instant now) {
        var about = new HookMessage.Session(session, Optional.empty(), Optional.empty(), Optional.empty());
        var gone = new Signal.Gone("its server was away, and does not tell how it ended");
        var mark = ForeignValue.digest(session, "gone", now.toString());
        var message = new HookMessage("gone", about, Optional.empty(), Optional.empty(), mark, true, List.of(gone));
        return events(List.of(new OpenCodeFrames.Told(message, now)), now);
    }
}
