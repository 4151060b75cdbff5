package sitrep.connect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Spool;
import sitrep.connect.outbox.TestServer;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** What a server was told, by what is asked about it. */
public record Said(List<Event> events) {

    public static Said of(TestServer server, Path outbox) {
        try {
            Spool.deliverLeftovers(outbox, new HttpDelivery(server.uri(), Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Said(server.events().stream().distinct().toList());
    }

    /** Of all this, what is about one task. */
    public Said of(TaskId task) {
        return new Said(events.stream()
                .filter(event -> event.task().equals(Optional.of(task)))
                .toList());
    }

    public <T> Stream<T> facts(Class<T> type) {
        return events.stream().map(Event::fact).filter(type::isInstance).map(type::cast);
    }

    public List<String> outcomes() {
        return facts(Fact.RunEnded.class)
                .map(Fact.RunEnded::outcome)
                .map(Outcome::word)
                .toList();
    }

    public List<String> summaries() {
        return facts(Fact.RunEnded.class)
                .flatMap(fact -> fact.summary().stream())
                .toList();
    }

    public List<String> names() {
        return facts(Fact.TaskOpened.class)
                .flatMap(fact -> fact.name().stream())
                .toList();
    }

    public List<String> reportedTo() {
        return facts(Fact.TaskReported.class)
                .map(said -> said.report() instanceof sitrep.core.event.Report.Delivered to ? to.to() : "")
                .toList();
    }

    public List<String> updates() {
        return facts(Fact.RunAdvanced.class)
                .flatMap(fact -> fact.update().stream())
                .toList();
    }

    /** The phases in their order, from the first. */
    public List<String> phases() {
        return events.stream()
                .map(Event::fact)
                .flatMap(fact -> switch (fact) {
                    case Fact.RunOpened opened -> opened.phase().stream();
                    case Fact.RunAdvanced advanced -> advanced.phase().stream();
                    default -> Stream.<Phase>empty();
                })
                .map(Phase::word)
                .toList();
    }

    long heartbeats() {
        return facts(Fact.RunAdvanced.class)
                .filter(Fact.RunAdvanced::isHeartbeat)
                .count();
    }
}
