package sitrep.engine.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.ListedRun;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.silence.Inventory;
import sitrep.engine.board.Board;
import sitrep.engine.contact.Pulse;

/** A source's list of all the runs that it has, held against what is known of them. */
final class RollCall {
    private final Board board;
    private final Pulse pulse;
    private final Event said;
    private final Map<TaskId, Set<RunId>> listed;

    RollCall(Board board, Pulse pulse, Event said, Fact.SourceListed list) {
        this.board = board;
        this.pulse = pulse;
        this.said = said;
        this.listed = list.runs().stream()
                .collect(Collectors.groupingBy(
                        one -> board.idOf(one.task()), Collectors.mapping(ListedRun::run, Collectors.toSet())));
    }

    /** Notes the signs of life that it gives. Answers the tasks they are of. */
    List<TaskId> beat() {
        var beating = new ArrayList<TaskId>();
        for (var id : listed.keySet()) {
            var owing = board.known(id)
                    .map(known -> inventory(id).owing(known.task()))
                    .orElse(List.of());
            owing.forEach(run -> pulse.beat(id, run, said.heard()));
            if (!owing.isEmpty()) beating.add(id);
        }
        return beating;
    }

    /** That each is lost which it leaves out, as events of ours. */
    List<Event> missing(Supplier<String> ids) {
        var missing = new ArrayList<Event>();
        new OpenTasks(board)
                .each(
                        said.key().source(),
                        id -> board.known(id).ifPresent(known -> {
                            var task = known.task();
                            for (var fact : inventory(task.id()).missing(task, pulse.of(task))) {
                                var key = new Event.Key(Event.OURS, ids.get());
                                missing.add(new Event(key, Optional.of(task.id()), said.heard(), said.heard(), fact));
                            }
                        }));
        return missing;
    }

    private Inventory inventory(TaskId task) {
        return new Inventory(said.key().source(), made(), listed.getOrDefault(task, Set.of()));
    }

    /** A clock that is ahead of ours makes nothing newer. */
    private Instant made() {
        return said.at().isAfter(said.heard()) ? said.heard() : said.at();
    }
}
