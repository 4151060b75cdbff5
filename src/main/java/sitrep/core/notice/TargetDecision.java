package sitrep.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import sitrep.core.notice.NoticeCase.Stage;
import sitrep.core.notice.NoticeDecision.Situation;

/** What follows for one target. */
final class TargetDecision {
    /** One in so many messages of a budget is for what needs somebody. */
    private static final int KEPT = 4;

    /** How long a task counts as seen after it went from the screen. */
    static final Duration SEEN = Duration.ofSeconds(90);

    private final NoticeTarget target;
    private final Situation situation;
    private final NoticeDecision.Taking taking;
    private final boolean isNew;
    private final Map<String, NoticeCase> cases;
    private final List<Instant> spent;
    private int over;

    TargetDecision(
            NoticeTarget target,
            Optional<NoticeState.OfTarget> before,
            Situation situation,
            NoticeDecision.Taking taking) {
        this.target = target;
        this.situation = situation;
        this.taking = taking;
        this.isNew = before.isEmpty();
        this.cases = new TreeMap<>(before.map(NoticeState.OfTarget::cases).orElseGet(TreeMap::new));
        this.over = before.map(NoticeState.OfTarget::over).orElse(0);
        this.spent = before.map(NoticeState.OfTarget::spent).orElse(List.of()).stream()
                .filter(at -> at.plus(NoticeState.HOUR).isAfter(situation.now()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    NoticeState.OfTarget decide() {
        var standing = standing();
        List.copyOf(cases.keySet()).stream()
                .filter(cause -> !standing.containsKey(cause))
                .forEach(this::end);
        standing.forEach(this::stands);
        if (isNew) holdAll(standing.values().stream().flatMap(List::stream).toList());
        cases.replaceAll((_, each) -> judged(each));
        release();
        cases.replaceAll(this::passedOn);
        if (cases.values().stream().noneMatch(each -> each.stage() instanceof Stage.Held)) over = 0;
        return new NoticeState.OfTarget(new TreeMap<>(cases), spent, over);
    }

    /** What this target asks for, or was passed on to it, by cause; the oldest first. */
    private Map<String, List<Matter>> standing() {
        return situation.matters().stream()
                .filter(matter -> isAskedFor(matter) || isKnown(matter))
                .sorted(Comparator.comparing(Matter::since).thenComparing(Matter::key))
                .collect(Collectors.groupingBy(Matter::cause, LinkedHashMap::new, Collectors.toList()));
    }

    private boolean isAskedFor(Matter matter) {
        return target.reasons().contains(matter.reason())
                && target.only().takes(situation.traits().apply(matter));
    }

    /** What was passed on to it is followed whole, and what it was told of is, whatever it asks for now. */
    private boolean isKnown(Matter matter) {
        return Optional.ofNullable(cases.get(matter.cause()))
                .filter(each -> each.from().isPresent()
                        || each.open().stream().anyMatch(open -> open.key().equals(matter.key())))
                .isPresent();
    }

    private void stands(String cause, List<Matter> matters) {
        var known = Optional.ofNullable(cases.get(cause));
        cases.put(
                cause,
                known.map(each -> joined(each, matters))
                        .orElseGet(
                                () -> new NoticeCase(matters, situation.now(), Optional.empty(), new Stage.Waiting())));
    }

    /** What stood before the target was known comes together; so does the decision to wait with it. */
    private void holdAll(List<Matter> matters) {
        if (matters.isEmpty()) return;
        var held = hold(matters, NoticeRule.STOOD_BEFORE, Map.of("standing", String.valueOf(matters.size())));
        cases.replaceAll((_, each) -> each.at(held));
    }

    /** More of a cause that was told of are no news. */
    private NoticeCase joined(NoticeCase known, List<Matter> matters) {
        var before = known.open().stream().map(Matter::key).toList();
        var more = matters.stream().filter(each -> !before.contains(each.key())).toList();
        if (!more.isEmpty() && known.stage() instanceof Stage.Told(var number, var at, var _, var _)) {
            note(
                    Notice.What.JOINED,
                    NoticeRule.SAME_CAUSE,
                    more,
                    notice -> notice.about(number)
                            .with(Map.of("told", at.toString(), "waiting", String.valueOf(matters.size()))));
        }
        return known.with(matters);
    }

    private void end(String cause) {
        var known = Optional.ofNullable(cases.remove(cause)).orElseThrow();
        var fate = situation.fates().apply(known.open().getFirst());
        switch (known.stage()) {
            case Stage.Waiting _ ->
                note(
                        Notice.What.WITHDRAWN,
                        NoticeRule.OVER,
                        known.open(),
                        notice -> notice.with(fated(fate, Map.of("waits", NoticeWords.spoken(target.after())))));
            case Stage.Held(var rule, var number) -> {
                over += known.open().size();
                note(
                        Notice.What.WITHDRAWN,
                        NoticeRule.OVER,
                        known.open(),
                        notice -> notice.about(number).with(fated(fate, Map.of("heldBy", rule.word()))));
            }
            case Stage.Told told -> followUp(known, fate, told);
        }
    }

    private static Map<String, String> fated(Fate fate, Map<String, String> more) {
        var all = new TreeMap<>(more);
        all.put("became", fate.text().replaceFirst("^: ", ""));
        return all;
    }

    private void followUp(NoticeCase known, Fate fate, Stage.Told told) {
        var numbers = fated(fate, Map.of("told", told.at().toString()));
        var quiet = quiet(known.open().getFirst().reason());
        if (target.followsUp() && quiet.isEmpty() && told.isAlone()) {
            note(
                    Notice.What.SENT,
                    NoticeRule.FOLLOW_UP,
                    known.open(),
                    notice ->
                            notice.about(told.number()).with(numbers).saying(NoticeWords.followUp(known.open(), fate)));
        } else {
            quiet.ifPresent(until -> numbers.put("quietUntil", until.toString()));
            note(
                    Notice.What.HELD,
                    NoticeRule.NO_FOLLOW_UP,
                    known.open(),
                    notice -> notice.about(told.number()).with(numbers));
        }
    }

    private Optional<Instant> quiet(NoticeReason reason) {
        return target.quiet().flatMap(quiet -> quiet.over(reason, situation.now()));
    }

    /** A part of the budget is kept for what needs somebody, so that nothing else can hold that back. */
    private boolean hasRoom(NoticeReason reason) {
        var kept = reason == NoticeReason.NEEDS_YOU ? 0 : target.budget() / KEPT;
        return spent.size() < target.budget() - kept;
    }

    /** Whether it is told now, or why it is not. */
    private NoticeCase judged(NoticeCase each) {
        return switch (each.stage()) {
            case Stage.Waiting _ -> each.begun().plus(target.after()).isAfter(situation.now()) ? each : told(each);
            case Stage.Held(var rule, var _) -> rule == NoticeRule.ON_SCREEN && !isSeen(each) ? told(each) : each;
            case Stage.Told _ -> each;
        };
    }

    private NoticeCase told(NoticeCase each) {
        var quiet = quiet(each.open().getFirst().reason());
        if (isSeen(each)) return each.at(hold(each.open(), NoticeRule.ON_SCREEN, Map.of()));
        if (quiet.isPresent()) {
            var until = Map.of("until", quiet.get().toString());
            return each.at(hold(each.open(), NoticeRule.QUIET, until));
        }
        if (!hasRoom(each.open().getFirst().reason())) return each.at(hold(each.open(), NoticeRule.BUDGET, budget()));
        var message = each.from()
                .map(from -> NoticeWords.escalation(each.open(), from))
                .orElseGet(() -> NoticeWords.news(each.open()));
        var rule = each.from().isPresent() ? NoticeRule.NOT_TAKEN_UP : NoticeRule.ASKED_FOR;
        var numbers = new TreeMap<>(budget());
        each.from().ifPresent(from -> numbers.put("passedOnBy", from));
        if (each.from().isEmpty()) numbers.put("waits", NoticeWords.spoken(target.after()));
        spent.add(situation.now());
        var number = note(
                Notice.What.SENT,
                rule,
                each.open(),
                notice -> notice.with(numbers).saying(message));
        return each.at(new Stage.Told(number, situation.now(), true, false));
    }

    private Map<String, String> budget() {
        return Map.of("withinTheHour", String.valueOf(spent.size()), "budget", String.valueOf(target.budget()));
    }

    private boolean isSeen(NoticeCase each) {
        return !target.evenOnScreen() && each.open().stream().allMatch(this::isSeen);
    }

    private boolean isSeen(Matter matter) {
        return Optional.ofNullable(situation.screens().get(matter.subject()))
                .filter(until -> matter.isOfTask() && until.isAfter(matter.since()))
                .filter(until -> until.plus(SEEN).isAfter(situation.now()))
                .isPresent();
    }

    /** What was held back comes in one message, once it is not quiet and there is room. */
    private void release() {
        var free = cases.entrySet().stream()
                .filter(each ->
                        each.getValue().stage() instanceof Stage.Held(var rule, var _) && rule != NoticeRule.ON_SCREEN)
                .filter(each ->
                        quiet(each.getValue().open().getFirst().reason()).isEmpty())
                .sorted(Comparator.comparing(
                        each -> each.getValue().open().getFirst().reason()))
                .map(Map.Entry::getKey)
                .toList();
        var causes = free.stream().flatMap(cause -> open(cause).stream()).toList();
        if (causes.isEmpty() || !hasRoom(causes.getFirst().getFirst().reason())) return;
        var matters = causes.stream().flatMap(List::stream).toList();
        spent.add(situation.now());
        var number = note(
                Notice.What.SENT,
                NoticeRule.DIGEST,
                matters,
                notice -> notice.with(budget())
                        .with(Map.of("held", String.valueOf(matters.size()), "over", String.valueOf(over)))
                        .saying(NoticeWords.digest(causes, over)));
        over = 0;
        var told = new Stage.Told(number, situation.now(), causes.size() == 1, false);
        free.forEach(cause -> cases.computeIfPresent(cause, (_, each) -> each.at(told)));
    }

    private Optional<List<Matter>> open(String cause) {
        return Optional.ofNullable(cases.get(cause)).map(NoticeCase::open);
    }

    private NoticeCase passedOn(String cause, NoticeCase each) {
        if (!(each.stage() instanceof Stage.Told told) || told.isPassedOn()) return each;
        var due =
                target.escalation().filter(next -> !told.at().plus(next.after()).isAfter(situation.now()));
        if (due.isEmpty()) return each;
        taking.passOn(new NoticeDecision.PassedOn(due.get().to(), target.name(), cause, each.open()));
        return each.at(new Stage.Told(told.number(), told.at(), told.isAlone(), true));
    }

    private Stage hold(List<Matter> matters, NoticeRule rule, Map<String, String> numbers) {
        return new Stage.Held(rule, note(Notice.What.HELD, rule, matters, notice -> notice.with(numbers)));
    }

    private long note(Notice.What what, NoticeRule rule, List<Matter> matters, UnaryOperator<Notice> more) {
        return taking.take(
                number -> more.apply(Notice.of(number, situation.now(), target.name(), what, rule, matters)));
    }
}
