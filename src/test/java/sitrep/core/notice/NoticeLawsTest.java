package sitrep.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import sitrep.core.notice.Notice.What;
import sitrep.core.notice.NoticeCase.Stage;

/** What holds of who is told of what, whatever happens. */
class NoticeLawsTest {
    private static final Quiet NIGHT =
            new Quiet(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC, Set.of(NoticeReason.BLIND));
    private static final NoticeFilter LAB = new NoticeFilter(Optional.empty(), Optional.of("lab"), Set.of());

    private static final NoticeFilter.Traits OF_LAB = NoticeFilter.Traits.ofSource("lab");

    private static final List<NoticeTarget> TARGETS = List.of(
            target("team", NoticeTarget.USUAL, 3, Optional.of(NIGHT), Optional.of("phone")),
            target("phone", Set.of(), 2, Optional.empty(), Optional.empty()),
            target("log", Set.of(NoticeReason.values()), 1, Optional.empty(), Optional.of("team")));

    private static NoticeFilter.Traits traits(Matter matter) {
        return matter.key().endsWith("1") ? NoticeFilter.Traits.NONE : OF_LAB;
    }

    private static NoticeTarget target(
            String name, Set<NoticeReason> reasons, int budget, Optional<Quiet> quiet, Optional<String> next) {
        var escalation = next.map(to -> new NoticeTarget.Escalation(Duration.ofMinutes(15), to));
        var only = name.equals("log") ? LAB : NoticeFilter.ALL;
        return new NoticeTarget(name, reasons, only, NoticeTarget.AFTER, budget, true, false, quiet, escalation);
    }

    /** Some hours in which matters come, go and are looked at. */
    private static final class World {
        private final Random chance;
        private final Map<String, Matter> standing = new TreeMap<>();
        private final Map<String, Instant> screens = new HashMap<>();
        private final List<Notice> all = new ArrayList<>();
        private NoticeState state = NoticeState.NONE;
        private Instant now = Instant.parse("2026-11-22T15:00:00Z");
        private int made;

        World(long seed) {
            chance = new Random(seed);
        }

        World live() {
            for (var step = 0; step < 150; step++) {
                change();
                now = now.plusSeconds(chance.nextBoolean() ? chance.nextInt(20) : chance.nextInt(1_500));
                look();
            }
            return this;
        }

        private void change() {
            switch (chance.nextInt(6)) {
                case 0, 1 -> add();
                case 2 -> {
                    for (var i = 0; i < 5; i++) add();
                }
                case 3 ->
                    standing.keySet().stream()
                            .skip(chance.nextInt(standing.size() + 1))
                            .findFirst()
                            .ifPresent(standing::remove);
                case 4 ->
                    standing.values().stream()
                            .filter(_ -> chance.nextBoolean())
                            .forEach(each -> screens.put(each.subject(), now.plusSeconds(chance.nextInt(60))));
                default -> {
                    if (chance.nextInt(8) == 0) standing.clear();
                }
            }
        }

        private void add() {
            var reason = NoticeReason.values()[chance.nextInt(NoticeReason.values().length)];
            var key = "k" + made++;
            var isShared = chance.nextInt(3) == 0;
            var cause = isShared ? "shared " + reason : key;
            var shared = Optional.of("sign-in").filter(_ -> isShared);
            standing.put(key, new Matter(key, reason, cause, shared, key, key, "is so", "?", Optional.empty(), now));
        }

        List<Notice> look() {
            var situation = new NoticeDecision.Situation(
                    now, standing.values(), _ -> new Fate("is over"), NoticeLawsTest::traits, Map.copyOf(screens));
            var decided = NoticeDecision.decide(TARGETS, state, situation);
            state = decided.state();
            all.addAll(decided.notices());
            return decided.notices();
        }

        List<Notice> news(String target) {
            return all.stream()
                    .filter(each -> each.target().equals(target) && each.what() == What.SENT)
                    .filter(each -> each.rule() != NoticeRule.FOLLOW_UP)
                    .toList();
        }
    }

    @Property(tries = 100)
    void noHourHasMoreMessagesThanItsBudget(@ForAll long seed) {
        var world = new World(seed).live();
        for (var target : TARGETS) {
            var news = world.news(target.name());
            for (var i = target.budget(); i < news.size(); i++) {
                var apart = Duration.between(
                        news.get(i - target.budget()).at(), news.get(i).at());
                assertTrue(apart.compareTo(Duration.ofHours(1)) >= 0, target.name() + " " + apart);
            }
        }
    }

    @Property(tries = 100)
    void nothingIsSentInQuietTimeSaveWhatIsExempt(@ForAll long seed) {
        new World(seed)
                .live().all.stream()
                        .filter(each -> each.target().equals("team") && each.what() == What.SENT)
                        .filter(each -> NIGHT.over(each.at()).isPresent())
                        .forEach(each -> assertEquals(NoticeReason.BLIND, each.reason()));
    }

    @Property(tries = 100)
    void nobodyIsToldTwiceOfTheSameNorOfItsEndWithoutBeingToldOfIt(@ForAll long seed) {
        var world = new World(seed).live();
        var told = new HashSet<String>();
        var ended = new HashSet<Long>();
        for (var notice : world.all) {
            if (notice.what() != What.SENT) continue;
            if (notice.rule() == NoticeRule.FOLLOW_UP) {
                assertTrue(ended.add(notice.about().orElseThrow()), "followed up twice");
                var about = world.all.get((int) (notice.about().orElseThrow() - 1));
                assertEquals(What.SENT, about.what());
                assertEquals(notice.target(), about.target());
            } else {
                notice.message()
                        .orElseThrow()
                        .matters()
                        .forEach(each ->
                                assertTrue(told.add(notice.target() + each.key()), "told twice of " + each.key()));
            }
        }
    }

    @Property(tries = 100)
    void whatStandsIsToldInTheEnd(@ForAll long seed) {
        var world = new World(seed).live();
        for (var i = 0; i < 60; i++) {
            world.now = world.now.plus(Duration.ofMinutes(30));
            world.look();
        }
        for (var target : TARGETS) {
            var cases = world.state.targets().get(target.name()).cases();
            cases.values().forEach(each -> assertTrue(each.stage() instanceof Stage.Told, each.toString()));
            world.standing.values().stream()
                    .filter(each -> target.reasons().contains(each.reason()))
                    .filter(each -> target.only().takes(traits(each)))
                    .forEach(each -> assertTrue(cases.containsKey(each.cause()), each.key()));
        }
    }

    @Property(tries = 100)
    void noTargetIsToldOfWhatItsFilterLeavesOut(@ForAll long seed) {
        var log = TARGETS.getLast();
        new World(seed)
                .live().all.stream()
                        .filter(notice -> notice.target().equals(log.name()))
                        .flatMap(notice -> notice.message().stream())
                        .flatMap(message -> message.matters().stream())
                        .forEach(each -> assertTrue(log.only().takes(traits(each)), each.key()));
    }

    @Property(tries = 100)
    void theSameAgainDecidesNothingMore(@ForAll long seed) {
        var world = new World(seed).live();
        world.look();
        var passedOn = world.look();
        assertTrue(
                passedOn.stream().allMatch(each -> each.rule() == NoticeRule.NOT_TAKEN_UP || each.what() == What.HELD),
                passedOn.toString());
        assertEquals(List.of(), world.look());
    }
}
