package sitrep.openclaw;

import static sitrep.openclaw.model.Script.script;
import static sitrep.openclaw.model.Turn.refuse;
import static sitrep.openclaw.model.Turn.say;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.openclaw.model.Script;

/**
 * A day at an office that has agents work for it: who asks for what and when, and what the model then says. The day
 * takes some minutes; the demo stretches it. Gates that nobody opens are what is left unfinished when it ends.
 */
final class Day {
    /** How long it is, in seconds. The demo tells the last minutes as they came, and has the rest behind it. */
    static final int LENGTH = 540;

    private Day() {}

    /**
     * Somebody says something in a session.
     *
     * @param at seconds after the day began
     */
    record Request(int at, String session, String words) {}

    /** Something that happens by itself, and when it is due. */
    record Schedule(String name, String words, List<Integer> at) {}

    static final List<Request> REQUESTS = List.of(
            new Request(0, "main:nora", "What is our refund policy for gift cards?"),
            new Request(4, "main:qa", "Fix the flaky checkout test"),
            new Request(12, "main:support", "Summarise what the support mailbox got over the weekend"),
            new Request(25, "main:tomas", "Update the on-call rota for December"),
            new Request(35, "careful:web", "Deploy the preview of the pricing page"),
            new Request(50, "main:slack:channel:board", "Draft the weekly report for the board"),
            new Request(70, "careful:infra", "Delete the staging buckets nobody used since August"),
            new Request(85, "main:security", "Audit the dependencies of the web shop"),
            new Request(100, "main:finance", "Prepare the invoice run for November"),
            new Request(125, "main:lena", "Collect quotes for 12 laptops from three vendors"),
            new Request(140, "main:flags", "Clean up the feature flags nobody uses"),
            new Request(150, "main:checkout", "Find out why checkout is slow since Tuesday"),
            new Request(160, "banker:billing", "Reconcile October's card payments with the bank"),
            new Request(180, "main:marco", "Book the offsite in Lisbon, 14 people, 12 to 15 March"),
            new Request(195, "main:search", "Reindex the product search with the new analyzer"),
            new Request(210, "careful:release", "Ship 2.4: write the notes, tag it and push the tag"),
            new Request(235, "main:ilya", "Compare vector databases for 40 million vectors"),
            new Request(250, "main:growth", "Translate the onboarding mails into Spanish and German"),
            new Request(285, "main:data", "Move the invoices table to the new schema"),
            new Request(330, "main:nora", "How many gift cards did we refund this year?"),
            new Request(360, "main:load", "Run the load test of the checkout"));

    static final List<Schedule> SCHEDULES = List.of(
            new Schedule("CRM sync", "Sync the CRM with the shop", List.of(60)),
            new Schedule("Backup check", "Check that last night has a backup", List.of(150)),
            new Schedule("Certificate check", "Check the certificates of all hosts", List.of(400)));

    /** The words of an approval or a question that are answered, with the answer: the others stay open. */
    static final Map<String, String> ANSWERS = Map.of(
            "vercel deploy", "allow-once",
            "gcloud storage rm", "deny",
            "Which month-end rate", "Rate of the 30th");

    /** As people call a session: those of one person by the name, the others like a channel. */
    static String label(String session) {
        var name = session.replaceFirst(".*:", "");
        return PEOPLE.contains(name) ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : "#" + name;
    }

    private static final Set<String> PEOPLE = Set.of("nora", "tomas", "lena", "marco", "ilya");

    /** Who changes their mind, and when. */
    static final Request CHANGE_OF_MIND = new Request(168, "main:flags", "");

    static List<Script> scripts() {
        return Stream.of(settled(), delegated(), shared(), cutShort(), open())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Script> settled() {
        return List.of(
                script("refund policy for gift cards", say("Gift cards are refunded within 30 days, as credit only.")),
                script(
                        "Fix the flaky checkout test",
                        say("Let me see which test it is.").exec("grep -rn flaky src/test | head"),
                        say("checkout.test.js waits for a fixed time.")
                                .read("src/test/checkout.test.js")
                                .after(1),
                        say("It should wait for the order instead.")
                                .write("src/test/checkout.test.js", "// waits for the order to be placed\n")
                                .after(2),
                        say("Running it fifty times.").exec("npm test -- checkout --repeat 50"),
                        say("The checkout test waits for the order now; it passed 50 of 50 times.")
                                .after(1)),
                script(
                        "the support mailbox",
                        say("Reading the mailbox.").exec("cat mail/weekend.txt"),
                        say("Sorting it by topic.")
                                .exec("grep -c refund mail/weekend.txt")
                                .after(2),
                        say("41 mails: 18 on refunds, 12 on delivery, 7 on sign-in, 4 praise. None is urgent.")
                                .after(3)),
                script(
                        "the on-call rota",
                        say("").read("rota.md").after(1),
                        say("").write("rota.md", "# Rota\nDecember: Tomas, Priya, Lena, Nora\n"),
                        say("December is in: Tomas, Priya, Lena, Nora, a week each.")),
                script(
                        "preview of the pricing page",
                        say("Reading the new prices.").read("pricing.md"),
                        say("").write("dist/pricing.html", "<h1>Pricing</h1>\n").after(2),
                        say("Now the deployment.")
                                .exec("vercel deploy --target preview")
                                .after(1),
                        say("The preview is up at pricing-preview.example.org.")),
                script(
                        "How many gift cards",
                        say("").exec("psql -f refunds.sql"),
                        say("212 gift cards were refunded this year, 31 of them in November.")),
                script(
                        "Sync the CRM",
                        say("").exec("curl -s https://crm.example.org/changes"),
                        say("").exec("python3 crm/sync.py"),
                        say("318 contacts are in step; 2 have no address and were left out.")));
    }

    private static List<Script> delegated() {
        return List.of(
                script(
                        "the weekly report for the board",
                        say("An editor gathers it.").spawn("editor", "Gather numbers and news into the weekly report"),
                        say("The editor is on it."),
                        say("The weekly report is drafted: revenue up 4 %, two hires, one outage of 11 minutes.")),
                script(
                        "Gather numbers and news",
                        say("First the numbers.").spawn("numbers", "Sum up the sales of the week by region"),
                        say("").yield("waiting for the numbers"),
                        say("").write("weekly.md", "# Weekly report\n"),
                        say("weekly.md is written.").after(2)),
                script(
                        "the sales of the week",
                        say("Querying the shop.").exec("psql -f sales-by-region.sql"),
                        say("North 412k, South 388k, West 120k.").after(2)),
                script(
                        "Audit the dependencies",
                        say("The scribe writes it up.").spawnAcp("scribe", "Write audit.md, taking 3 seconds a step"),
                        say("The scribe is writing audit.md."),
                        say("audit.md is there: two packages are behind, none is vulnerable.")));
    }

    private static List<Script> shared() {
        return List.of(
                script(
                        "Compare vector databases",
                        say("Two readers share it.")
                                .spawn("papers", "Read the papers on approximate search")
                                .spawn("benchmarks", "Gather published benchmarks of seven candidates"),
                        say("").yield("waiting for papers and benchmarks"),
                        say("For 40 million vectors on two machines a disk index does: recall 0.95 at half the cost.")),
                script(
                        "papers on approximate search",
                        say("").exec("curl -s https://papers.example.org/hnsw"),
                        say("14 sources matter.")
                                .exec("curl -s https://papers.example.org/diskann")
                                .after(25),
                        say("Read 9 of 14 sources.")
                                .exec("curl -s https://papers.example.org/scann")
                                .after(60),
                        say("Read 12 of 14 sources.")
                                .exec("curl -s https://papers.example.org/ivf")
                                .after(70),
                        say("14 sources read: graphs win on recall, disks on cost.")
                                .after(45)),
                script(
                        "published benchmarks",
                        say("").exec("curl -s https://papers.example.org/benchmarks"),
                        say("Recall at 10 for five of seven candidates.")
                                .exec("sort -k3 -n benchmarks.txt")
                                .after(80),
                        say("All seven are in: benchmarks.txt.").after(60)),
                script(
                        "Translate the onboarding mails",
                        say("One translator each.")
                                .spawn("spanish", "Translate the mails in mails/ into Spanish")
                                .spawn("german", "Translate the mails in mails/ into German"),
                        say("").yield("waiting for the translators"),
                        say("All ten mails are there in Spanish and German.")),
                script(
                        "into Spanish",
                        say("").read("mails/1.md").after(3),
                        say("").write("mails/es/1.md", "Hola\n").after(6),
                        say("All five mails are in Spanish.").after(8)),
                script(
                        "into German",
                        say("").read("mails/1.md").after(3),
                        say("Two of five are done.")
                                .write("mails/de/1.md", "Hallo\n")
                                .after(30),
                        say("Four of five are done.")
                                .write("mails/de/4.md", "Hallo\n")
                                .after(110),
                        say("All five mails are in German.").after(90)));
    }

    private static List<Script> cutShort() {
        return List.of(
                script(
                        "staging buckets nobody used",
                        say("Which are there?").read("buckets.txt"),
                        say("One is unused since August.")
                                .exec("gcloud storage rm --recursive gs://staging-old")
                                .after(1),
                        say("The removal was denied, so gs://staging-old is still there.")),
                script(
                        "quotes for 12 laptops",
                        say("One asks the vendors.").use("sessions_spawn", """
                                {'label':'buyer','runTimeoutSeconds':20,
                                'task':'Ask three vendors for the price of 12 laptops'}"""),
                        say("The buyer is asking."),
                        say("The buyer ran out of time; no vendor has answered.")),
                script("Ask three vendors", say("").behind("vendors")),
                script(
                        "feature flags nobody uses",
                        say("Looking for uses.").exec("grep -rn isEnabled src | wc -l"),
                        say("").behind("flags")),
                script("Reconcile October", refuse(401, "The bank's access token has expired, sign in again.")),
                script("why checkout is slow", say("").behind("checkout")),
                script(
                        "Move the invoices table",
                        say("").exec("psql -f migrate.sql").after(1),
                        say("Trying the queries on it.").exec("npm test -- invoices"),
                        say("The move failed its tests: three invoices lost their currency. All is as before.")
                                .after(1)),
                script(
                        "Check that last night",
                        say("").exec("ls backups/last-night"),
                        say("There is no backup of last night.")));
    }

    private static List<Script> open() {
        return List.of(
                script(
                        "invoice run for November",
                        say("").exec("cat invoices/november.csv").after(1),
                        say("One thing I cannot know.")
                                .use(
                                        "ask_user",
                                        question(
                                                "Rate", "Which month-end rate applies to the invoices in dollars?",
                                                "Rate of the 30th", "Average of November")),
                        say("Computing 214 invoices.").exec("python3 invoices/run.py --dry-run"),
                        say("214 invoices are prepared with the rate of the 30th, 1.2 M in all.")
                                .after(1)),
                script(
                        "Book the offsite",
                        say("Looking at hotels.").exec("curl -s https://hotels.example.org/lisbon"),
                        say("Three would do.")
                                .use(
                                        "ask_user",
                                        question(
                                                "Hotel",
                                                "Which hotel for the offsite in Lisbon, 12 to 15 March?",
                                                "Alfama, 2,940 in all",
                                                "Belém, 2,610 in all",
                                                "Chiado, 3,200 in all"))),
                script(
                        "Reindex the product search",
                        say("Starting the index in the background.").execInBackground("reindex --all"),
                        say("It is running; I will tell when it is through.")),
                script(
                        "Ship 2.4",
                        say("Reading what was merged since 2.3.").read("merged.txt"),
                        say("The plan: notes, version, push.").use("progress_card", """
                                {'markdown':'Shipping 2.4','plan':[{'step':'write the notes','status':'in_progress'},
                                {'step':'set the version','status':'pending'},{'step':'push','status':'pending'}]}"""),
                        say("").write("CHANGELOG.md", "## 2.4\n\n- Carts survive a restart.\n")
                                .after(2),
                        say("").write("version.txt", "2.4.0\n").after(3),
                        say("Now the push.").exec("git push origin v2.4.0").after(1)),
                script(
                        "the load test of the checkout",
                        say("A thousand carts a minute.").exec("k6 run checkout.js"),
                        say("Checkout holds 1,000 carts a minute with a median of 180 ms.")
                                .after(1)),
                script(
                        "Check the certificates",
                        say("").exec("openssl s_client -connect shop.example.org:443"),
                        say("All 12 certificates are good for 30 days or more.").after(20)));
    }

    private static String question(String header, String question, String... options) {
        var choices = new StringBuilder();
        for (var option : options) {
            choices.append(choices.isEmpty() ? "" : ",")
                    .append("{'label':'")
                    .append(option)
                    .append("'}");
        }
        return "{'questions':[{'header':'%s','id':'%s','question':'%s','options':[%s]}]}"
                .formatted(header, header.toLowerCase(Locale.ROOT), question, choices);
    }
}
