package sitrep.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Eight weeks of work that ended, the same each time: for history and insights. */
final class Archive {
    private Archive() {}

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
        var reports = new ArrayList<Served.Reported>();
        for (int i = 0; i < TASKS; i++) {
            var hoursAgo = 5 + (TASKS - i) * 9.4 + random.nextInt(4);
            report(reports, random, i, (long) (hoursAgo * 3600));
        }
        served.report(reports);
    }

    private static void report(List<Served.Reported> reports, Random random, int number, long ago) {
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
    }

    private static Served.Reported line(long ago, String task, String rest) {
        return new Served.Reported(Duration.ofSeconds(Math.max(0, ago)), "{'task':'" + task + "'," + rest + "}");
    }
}
