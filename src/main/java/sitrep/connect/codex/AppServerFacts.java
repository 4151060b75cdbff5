package sitrep.connect.codex;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.tee.Onlooker;
import sitrep.connect.tee.PairEnd;
import sitrep.connect.tee.Side;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Voice;
import tools.jackson.databind.JsonNode;

/**
 * What follows from what an app-server of Codex and its client say to one another. A thread has the id that the hooks
 * of its session have, a turn and a call likewise: so both say the same of the same, and count once.
 */
public final class AppServerFacts implements Onlooker {
    /** The least time between two words of what nobody saw. */
    private static final Duration LOST_AGAIN = Duration.ofSeconds(10);

    private static final CodexDialect AGENT = new CodexDialect();

    private final String source;
    private final Around around;
    private final HookFacts facts;
    private final AppServerFrames frames;
    private Instant lostTold = Instant.EPOCH;
    private long lost;

    /**
     * @param host the machine that it runs on
     * @param user who uses it, where a thread does not say so
     * @param around what whoever started it said of the task that it serves
     */
    public AppServerFacts(String host, Optional<String> user, Around around) {
        this.source = AGENT.agent() + "@" + host;
        this.around = around;
        this.facts = new HookFacts(AGENT, source, Recollection.NONE);
        this.frames = new AppServerFrames(user);
    }

    /** A message that the model does not take costs no more than itself. */
    @Override
    public List<Event> heard(Side from, JsonNode said, Instant at) {
        return events(frames.heard(from, said, at), at);
    }

    private List<Event> events(List<AppServerFrames.Told> all, Instant at) {
        var events = new ArrayList<Event>();
        try {
            for (var told : all) {
                var time = facts.timeOf(told.message(), told.at());
                events.addAll(facts.next(told.message(), Optional.of(around), time, at));
            }
        } catch (Invalid _) {
            // A value out of bounds: what was told of the message until then is true.
        }
        return events;
    }

    @Override
    public List<Event> missed(long bytes, Instant at) {
        lost += bytes;
        var busy = frames.missed();
        if (Duration.between(lostTold, at).compareTo(LOST_AGAIN) < 0) return List.of();
        lostTold = at;
        var text = "Sitrep lost sight of " + lost + " bytes of what the two said";
        return busy.stream()
                .filter(thread -> thread.turn.isPresent())
                .map(thread -> event(thread, text, at))
                .toList();
    }

    /** What went past did so before whatever is heard now. */
    private Event event(KnownThread thread, String text, Instant at) {
        var key = new Event.Key(source, thread.id + "/lost/" + at.toEpochMilli());
        var fact = new Fact.RunAdvanced(
                new RunId(thread.turn.orElseThrow()), Optional.empty(), Optional.of(text), Optional.empty());
        var task = new TaskId(AGENT.agent() + "-" + thread.id);
        return new Event(key, Optional.of(task), at.minusMillis(1), at, fact.in(Voice.OUTPUT));
    }

    @Override
    public List<Event> ended(PairEnd end, Instant at) {
        var isWanted = end.told().isPresent() || end.left();
        var why = "The app-server ended before it had answered: exit " + end.status();
        var over = new PairOver(isWanted, Optional.of(why).filter(_ -> end.status() != 0));
        return events(frames.ended(facts.busy(), at, over), at);
    }
}
