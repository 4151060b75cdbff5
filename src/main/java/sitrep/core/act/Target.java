package sitrep.core.act;

import java.util.Optional;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.BlockReason;

/**
 * What something can be asked of.
 *
 * @param run absent for the task as a whole
 * @param source who tells of it: the run's own source or, of a block, whoever told of that
 * @param block what holds the run up, if that is what it is about
 * @param reason why that does
 * @param isLive whether the run, or the task, has not ended
 */
public record Target(
        TaskId task,
        Optional<RunId> run,
        String source,
        Optional<BlockId> block,
        Optional<BlockReason> reason,
        boolean isLive) {}
