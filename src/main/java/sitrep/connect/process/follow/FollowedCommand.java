package sitrep.connect.process.follow;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.outbox.Outbox;
import sitrep.connect.process.command.CommandEnding;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.KeeperTrack;
import sitrep.connect.process.command.NotStarted;
import sitrep.connect.process.command.RunFlag;
import sitrep.connect.process.command.RunReport;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.observe.CommandObservation;
import sitrep.connect.process.orders.OrderLine;
import sitrep.connect.process.orders.OrderLines;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;

/** One command, told of by its track. */
final class FollowedCommand {
    private final KeeperTrack track;
    private final KeptCommand command;
    private final RunId run;
    private final RunReport report;
    private final CommandObservation observation;
    private final TaskAssignment assignment;
    private final OrderLines lines;

    FollowedCommand(KeeperTrack track, Outbox outbox, OrderLines lines, InstantSource clock) {
        this.track = track;
        this.lines = lines;
        this.command = new KeptCommand(track);
        this.run = new RunId(track.first("run").orElseThrow());
        var surroundings = CommandSurroundings.of(track);
        var what = what();
        this.assignment = TaskAssignment.of(what, surroundings.environment(), run, new SecureRandom());
        this.report = new RunReport(assignment, surroundings.host(), clock, outbox);
        this.observation = new CommandObservation(what, surroundings, assignment, report);
    }

    void follow() throws InterruptedException {
        command.awaitBegin();
        var failed = command.error();
        if (failed.isPresent()) {
            var status = failed.get() == 2 ? NotStarted.NOT_FOUND : NotStarted.NOT_EXECUTABLE;
            var why = NotStarted.words(track.all("word").getFirst(), failed.get());
            observation.notStarted(command.pid(), command.began(), CommandEnding.notStarted(run, status, why));
            return;
        }
        Fact.RunEnded ended;
        try (var _ = orders()) {
            ended = observation.follow(command, command.began());
        }
        var at = command.ended();
        observation.end(at.isPresent() ? ended : CommandEnding.unseen(run), at.orElseGet(report::now));
    }

    private OrderLines.Open orders() {
        var of = new OrderLine.Of(assignment.task().text(), run.text(), report.source());
        return lines.open(server(track), token(track), of, new KeptOrders(track));
    }

    /** Where its server is; empty for the usual one. */
    static String server(KeeperTrack track) {
        return track.environment().getOrDefault("SITREP_URL", "");
    }

    static Optional<String> token(KeeperTrack track) {
        return Optional.ofNullable(track.environment().get("SITREP_TOKEN"));
    }

    private WrappedCommand what() {
        var said = new HashMap<String, String>();
        var labels = new HashMap<String, String>();
        var flags = EnumSet.noneOf(RunFlag.class);
        var words = track.all("option");
        for (var i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            var flag = RunFlag.of(words.get(i));
            flag.ifPresent(flags::add);
            if (flag.isPresent()) continue;
            var equals = words.get(i).indexOf('=');
            var name = equals < 0 ? words.get(i) : words.get(i).substring(0, equals);
            var value = equals < 0 ? words.get(++i) : words.get(i).substring(equals + 1);
            if (name.equals("--label")) label(value, labels);
            else said.put(name, value);
        }
        return new WrappedCommand(
                track.all("word"),
                Optional.ofNullable(said.get("--task")).map(TaskId::new),
                Optional.ofNullable(said.get("--name")),
                Optional.ofNullable(said.get("--owner")).map(who -> new Owner(who, Optional.empty())),
                labels,
                flags);
    }

    private static void label(String word, Map<String, String> labels) {
        var parts = List.of(word.split("=", 2));
        labels.put(parts.getFirst(), parts.getLast());
    }
}
