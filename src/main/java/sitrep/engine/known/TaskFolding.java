package sitrep.engine.known;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.usual.Lasted;
import sitrep.store.EventLog;

/** One task while events are folded into it, whichever of its names they go by. What cannot be folded is left out. */
public final class TaskFolding {
    private static final Logger LOG = LoggerFactory.getLogger(TaskFolding.class);

    private Task task;
    private Stamina stamina;
    private long seq;

    /** From nothing. */
    public TaskFolding(TaskNames.Group names) {
        this.task = Task.unheard(names.id(), names.all());
        this.stamina = Stamina.NONE;
    }

    /** From what is known. */
    public TaskFolding(KnownTask before) {
        this.task = before.task();
        this.stamina = before.stamina();
        this.seq = before.seq();
    }

    void add(EventLog.Entry entry) {
        try {
            var event = entry.event().about(task.id());
            var next = stamina.with(task, event);
            task = Fold.apply(task, event);
            stamina = next;
        } catch (RuntimeException e) {
            LOG.error(
                    "Event {} is left out of its task: {}",
                    entry.seq(),
                    e.getClass().getName());
        }
        seq = entry.seq();
    }

    /** Answers what was over by these events. */
    public List<Lasted> addAll(List<EventLog.Entry> entries, Instant from) {
        var over = new ArrayList<Lasted>();
        for (var entry : entries) {
            over.addAll(Lasted.of(task, entry.event().about(task.id()), from));
            add(entry);
        }
        return over;
    }

    /** The same as it counts up to a place of the log, behind which nothing was said of it. */
    public Optional<KnownTask> known(long upTo) {
        return known().map(known -> new KnownTask(task, stamina, Math.max(known.seq(), upTo)));
    }

    /** The task as it stands, if any event was folded. */
    public Optional<KnownTask> known() {
        return seq == 0 ? Optional.empty() : Optional.of(new KnownTask(task, stamina, seq));
    }
}
