package sitrep.connect.process.command;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sitrep.connect.outbox.Outbox;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;

/** Puts facts into envelopes: numbered within the run, in order, and never earlier than the one before. */
public final class RunReport {
    private final TaskAssignment assignment;
    private final String source;
    private final InstantSource clock;
    private final Outbox outbox;
    private Instant last = Instant.MIN;
    private int count;

    public RunReport(TaskAssignment assignment, String host, InstantSource clock, Outbox outbox) {
        this.assignment = assignment;
        this.source = "run@" + host;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Who tells of it. */
    public String source() {
        return source;
    }

    public Instant now() {
        var now = clock.instant();
        return now.isAfter(last) ? now : last;
    }

    public void say(List<? extends Fact.OfTask> facts) {
        say(facts, clock.instant());
    }

    /** @param at when it was so; what was said before is never later */
    public void say(List<? extends Fact.OfTask> facts, Instant at) {
        if (facts.isEmpty()) return;
        if (at.isAfter(last)) last = at;
        outbox.put(facts.stream().map(this::event).toList());
    }

    /** Numbers of six digits, for at the same time the order of ids decides. */
    private Event event(Fact.OfTask fact) {
        var id = "%s/%06d".formatted(assignment.run().text(), ++count);
        return new Event(new Event.Key(source, id), Optional.of(assignment.task()), last, last, fact);
    }
}
