package sitrep.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be remembered from one decision to the next.
 *
 * @param last the number of the newest decision
 * @param targets by their names
 */
public record NoticeState(long last, SortedMap<String, OfTarget> targets) {
    public static final NoticeState NONE = new NoticeState(0, new TreeMap<>());

    /** The time that a budget is for. */
    static final Duration HOUR = Duration.ofHours(1);

    /**
     * Of one target.
     *
     * @param cases by their causes
     * @param spent when it had messages that count for its budget, within the last hour
     * @param over how many matters were held back and are over since the last message
     */
    public record OfTarget(SortedMap<String, NoticeCase> cases, List<Instant> spent, int over) {
        public OfTarget {
            cases = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(cases));
            spent = spent.stream().sorted(Comparator.naturalOrder()).toList();
        }
    }

    public NoticeState {
        targets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /** How many messages a target had within the last hour that count for its budget. */
    public int spent(String target, Instant now) {
        return Optional.ofNullable(targets.get(target)).map(OfTarget::spent).orElse(List.of()).stream()
                .filter(at -> at.plus(HOUR).isAfter(now))
                .mapToInt(_ -> 1)
                .sum();
    }

    /** Whether time alone can bring a decision, though all stands as it did. */
    public boolean awaitsTime(List<NoticeTarget> known) {
        return known.stream()
                .anyMatch(target -> Optional.ofNullable(targets.get(target.name()))
                        .map(each -> each.cases().values().stream().anyMatch(one -> awaitsTime(one, target)))
                        .orElse(true));
    }

    private static boolean awaitsTime(NoticeCase each, NoticeTarget target) {
        return !(each.stage() instanceof NoticeCase.Stage.Told told)
                || (target.escalation().isPresent() && !told.isPassedOn());
    }
}
