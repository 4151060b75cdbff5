package sitrep.core.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What follows for all targets from what stands now, what was decided before, and the time. The same again at the same
 * time decides nothing more.
 */
public final class NoticeDecision {

    /**
     * How things are.
     *
     * @param matters all that stand
     * @param fates what became of one that does not any more
     * @param traits what one can be picked out by
     * @param screens until when tasks were, or are, on somebody's screen
     */
    public record Situation(
            Instant now,
            Collection<Matter> matters,
            Function<Matter, Fate> fates,
            Function<Matter, NoticeFilter.Traits> traits,
            Map<String, Instant> screens) {}

    /** What is to be remembered, and what was decided. */
    public record Decided(NoticeState state, List<Notice> notices) {}

    /** A case that goes on to another target. */
    record PassedOn(String to, String from, String cause, List<Matter> matters) {}

    private final Situation situation;
    private final NoticeState before;
    private final List<Notice> notices = new ArrayList<>();
    private final List<PassedOn> passedOn = new ArrayList<>();

    private NoticeDecision(NoticeState before, Situation situation) {
        this.before = before;
        this.situation = situation;
    }

    /** Targets that are no more are forgotten, with all they were told. */
    public static Decided decide(List<NoticeTarget> targets, NoticeState before, Situation situation) {
        return new NoticeDecision(before, situation).decide(targets);
    }

    private Decided decide(List<NoticeTarget> targets) {
        var after = new TreeMap<String, NoticeState.OfTarget>();
        var taking = taking();
        for (var target : targets) {
            var known = Optional.ofNullable(before.targets().get(target.name()));
            after.put(target.name(), new TargetDecision(target, known, situation, taking).decide());
        }
        passedOn.forEach(each -> Optional.ofNullable(after.get(each.to()))
                .ifPresent(target -> after.put(each.to(), received(target, each))));
        return new Decided(new NoticeState(before.last() + notices.size(), after), List.copyOf(notices));
    }

    /** What one target's decisions are handed to. */
    interface Taking {
        /** Answers the decision's number. */
        long take(Function<Long, Notice> notice);

        void passOn(PassedOn passed);
    }

    private Taking taking() {
        return new Taking() {
            @Override
            public long take(Function<Long, Notice> notice) {
                var number = before.last() + notices.size() + 1;
                notices.add(notice.apply(number));
                return number;
            }

            @Override
            public void passOn(PassedOn passed) {
                passedOn.add(passed);
            }
        };
    }

    /** One that knows of it already is not told again; else it is told at the next look, by its own rules. */
    private NoticeState.OfTarget received(NoticeState.OfTarget target, PassedOn passed) {
        if (target.cases().containsKey(passed.cause())) return target;
        var cases = new TreeMap<>(target.cases());
        var waiting = new NoticeCase.Stage.Waiting();
        cases.put(passed.cause(), new NoticeCase(passed.matters(), Instant.EPOCH, Optional.of(passed.from()), waiting));
        return new NoticeState.OfTarget(cases, target.spent(), target.over());
    }
}
