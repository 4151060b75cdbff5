package sitrep.core.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sitrep.core.task.Task;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;

/**
 * A task's {@link TaskLife} as one line, for a glance: which phase it was in, from when on, to how it stands now. Past
 * {@link Limits#RIBBON} the shortest parts go to their neighbours: nobody could see them. What a line cannot show, the
 * timelines of the runs do.
 */
public record Ribbon(List<Part> parts) {

    /** From when on the task was in a phase; until the next part, or still. */
    public record Part(Phase phase, Instant from) {}

    public static Ribbon of(Task task) {
        var lineage = Lineage.of(task);
        var standing = Standing.of(task, lineage);
        return of(task, lineage, standing.phase(), standing.since());
    }

    /**
     * The same of one of which is known how it stands.
     *
     * @param since when its phase began
     */
    public static Ribbon of(Task task, Phase phase, Instant since) {
        return of(task, Lineage.of(task), phase, since);
    }

    private static Ribbon of(Task task, Lineage lineage, Phase phase, Instant since) {
        if (task.signs().isEmpty()) return new Ribbon(List.of());
        var parts = new ArrayList<Part>();
        TaskLife.lived(task, lineage).forEach(one -> add(parts, one.phase(), one.from()));
        var last = parts.getLast().from();
        add(parts, phase, since.isAfter(last) ? since : last);
        return new Ribbon(List.copyOf(condensed(parts)));
    }

    /** What lasted no time leaves no part, and neighbours alike are one. */
    private static void add(List<Part> parts, Phase phase, Instant from) {
        var start = from;
        while (!parts.isEmpty() && !parts.getLast().from.isBefore(start)) {
            start = parts.removeLast().from;
        }
        if (parts.isEmpty() || parts.getLast().phase != phase) parts.add(new Part(phase, start));
    }

    private static List<Part> condensed(List<Part> parts) {
        var left = parts;
        while (left.size() > Limits.RIBBON) {
            left = withoutShortest(left);
        }
        return left;
    }

    /** Without the shortest parts, as many as are too many, or fewer; how the task stands now always stays. */
    private static List<Part> withoutShortest(List<Part> parts) {
        var lengths = IntStream.range(0, parts.size() - 1)
                .mapToObj(index -> Duration.between(parts.get(index).from, parts.get(index + 1).from))
                .toList();
        var limit = lengths.stream().sorted().toList().get(parts.size() - Limits.RIBBON - 1);
        var kept = new ArrayList<Part>();
        var tooMany = parts.size() - Limits.RIBBON;
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            var goes =
                    index < lengths.size() && tooMany > 0 && lengths.get(index).compareTo(limit) <= 0;
            if (goes) tooMany--;
            else add(kept, part.phase, kept.isEmpty() ? parts.getFirst().from : part.from);
        }
        return kept;
    }
}
