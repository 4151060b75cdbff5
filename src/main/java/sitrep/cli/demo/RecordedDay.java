package sitrep.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;

/**
 * A day at an office that has agents work for it, as a real OpenClaw told it (CONTRIBUTING.md says how it is recorded),
 * and as our connector understands it.
 *
 * @param ends when the recording ends, by its own clock
 */
public record RecordedDay(List<Event> events, Instant ends) {

    /** What of it is told as it came: all before is over when the telling begins. */
    static final Duration LIVE = Duration.ofMinutes(5);

    private static final String SHIPPED = "/demo/day.jsonl.gz";
    private static final String OVER =
            "the recorded day is told to its end; stop the demo and start it again to watch it once more";

    private static final Duration TICK = Duration.ofMillis(250);

    /** The one that is shipped. */
    public static RecordedDay shipped() {
        try (var in = RecordedDay.class.getResourceAsStream(SHIPPED)) {
            if (in == null) throw new IllegalStateException("there is no " + SHIPPED);
            var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
            return of(GatewayRecording.read(lines.lines().toList(), Set.of()).signals());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Event end() {
        var source = events.getLast().key().source();
        var key = new Event.Key(source, "end-of-the-recording");
        return new Event(key, Optional.empty(), ends, ends, new Fact.SourceLost(Optional.of(OVER)));
    }

    private static RecordedDay of(List<Signal> signals) {
        var facts = new GatewayFacts(new Gateway("office", Optional.empty()));
        var events = new ArrayList<Event>();
        var now = signals.getFirst().at();
        for (var signal : signals) {
            for (var tick = now.plus(TICK); tick.isBefore(signal.at()); tick = tick.plus(TICK)) {
                events.addAll(facts.next(new Signal.Tick(tick)).events());
                now = tick;
            }
            events.addAll(facts.next(signal).events());
        }
        return new RecordedDay(List.copyOf(events), signals.getLast().at());
    }

    /**
     * The events as they are told to whoever begins to listen at this time, in the order of the telling. The last one
     * says that nothing more will come, so that nobody takes what is left undone for work that got stuck.
     */
    List<Event> told(Instant begins) {
        var retelling = new Retelling(ends.minus(LIVE), begins);
        var ofTasks = events.stream().collect(Collectors.groupingBy(Event::task));
        var told = ofTasks.entrySet().stream()
                .flatMap(of -> of
                        .getKey()
                        .map(task -> retelling.told(task, of.getValue()))
                        .orElseGet(() -> retelling.told(of.getValue()))
                        .stream())
                .sorted(Comparator.comparing(Event::at));
        return Stream.concat(told, retelling.told(List.of(end())).stream()).toList();
    }
}
