package sitrep.web;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Eight weeks of work that ended, the same each time: for history and insights. */
final class Archive {
    private Archive() {}

    /** How long to wait for it to be on the page: insights come with the index, at the latest a second later. */
    static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    /** Tasks there are. */
    static final int TASKS = 140;

    private static final List<String> NAMES = List.of(
            "Rotate staging certificates",
            "Translate release notes",
            "Triage new issues",
            "Clean up stale branches",
            "Nightly dependency audit",
            "Weekly ops report",
            "Fix flaky checkout test",
            "Summarise support themes",
            "Compare vector databases",
            "Sync CRM contacts",
            "Port the parser",
            "Add CSV export");
    private static final List<String> OWNERS = List.of("Dana", "Lin", "Mo", "Ilya", "cron");
    private static final List<String> ASKS = List.of("approval", "user_input", "external_api", "auth", "confirmation");

    /** Reports all of it to a server, the longest ago first. */
    static void reportTo(Served served) {
        var random = new Random(7);
        for (int i = 0; i < TASKS; i++) {
            var hoursAgo = 5 + (TASKS - i) * 9.4 + random.nextInt(4);
            report(served, random, i, (long) (hoursAgo * 3600));
        }
    }

    private static void report(Served served, Random random, int number, long ago) {
        var reports = new ArrayList<String>();
        var task = "past-" + number;
        var at = ago;
        reports.add(line(
                at,
                task,
                "'name':'%s','owner':'%s','phase':'reading_context','labels':{'release':'2.%d'},"
                                .formatted(
                                        NAMES.get(random.nextInt(NAMES.size())),
                                        OWNERS.get(random.nextInt(OWNERS.size())),
                                        number / 40)
                        + "'worker':{'id':'w-%d','kind':'%s','name':'ops'}"
                                .formatted(
                                        number % 9,
                                        List.of("main", "acp", "process").get(number % 3))));
        for (var phase : List.of("researching", "planning", "editing", "testing")) {
            if (random.nextInt(3) == 0) continue;
            at -= 60 + random.nextInt(700);
            reports.add(line(at, task, "'phase':'" + phase + "'"));
        }
        if (random.nextInt(2) == 0) {
            at -= 60 + random.nextInt(300);
            var reason = ASKS.get((int) (Math.abs(random.nextGaussian()) * 1.6) % ASKS.size());
            reports.add(line(at, task, "'block':{'reason':'" + reason + "','text':'May I go on?'}"));
            at -= 60 + random.nextInt(5_000);
            reports.add(line(at, task, "'phase':'summarizing'"));
        }
        at -= 60 + random.nextInt(600);
        var outcome = random.nextInt(8) > 0
                ? "succeeded"
                : List.of("failed", "cancelled", "timed_out").get(random.nextInt(3));
        reports.add(line(
                at, task, "'update':'All done, nothing left to do','outcome':'" + outcome + "','reported':'Dana'"));
        reports.forEach(report -> {
            var parts = report.split(" ", 2);
            served.report(Duration.ofSeconds(Long.parseLong(parts[0])), parts[1]);
        });
    }

    private static String line(long ago, String task, String rest) {
        return String.format(Locale.ROOT, "%d {'task':'%s',%s}", Math.max(0, ago), task, rest);
    }
}
