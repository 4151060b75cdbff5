package sitrep.openclaw;

import static sitrep.openclaw.model.Script.script;
import static sitrep.openclaw.model.Turn.refuse;
import static sitrep.openclaw.model.Turn.say;

import java.util.List;
import java.util.stream.Stream;
import sitrep.openclaw.model.Script;

/**
 * What the model says in the scenarios of the live test. A gate holds each where the test wants to look, a command and
 * what comes behind it alike: the gateway goes on without a command after two minutes.
 */
final class LiveWork {
    static final String ANSWER = "What is the answer to everything?";
    static final String TESTS = "Run the tests of the cart";
    static final String BUILD = "Build the catalogue in the background";
    static final String DESK = "Keep the desk busy";
    static final String ARCHIVE = "Index the archive in the background";
    static final String SALE = "Plan the summer sale";
    static final String PRESS = "Write the press kit";
    static final String MINUTES = "Take the minutes of the meeting";
    static final String PUSH = "Push the tag to the shop";
    static final String WIPE = "Wipe the logs of last year";
    static final String BANNER = "Pick the colour of the banner";
    static final String BANK = "Reconcile the bank";
    static final String QUERY = "Find the slow query";
    static final String NOVEL = "Write the novel";
    static final String ATTIC = "Clear out the attic";
    static final String STOCK = "Stock check";
    static final String STOCK_PROMPT = "Check the stock of the shop";
    static final String LUNCH = "What is for lunch?";
    static final String HARBOUR = "Count the containers in the harbour";
    static final String WAREHOUSE = "Count the warehouse";

    private LiveWork() {}

    static List<Script> scripts(Gates gates) {
        return Stream.of(alone(), delegated(gates), asking(), amiss())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Script> alone() {
        return List.of(
                script(ANSWER, say("The answer is 42.").behind("answer")),
                script(LUNCH, say("There is soup.")),
                script(
                        TESTS,
                        say("Running the tests.").execWaitedFor("mvn verify"),
                        say("All 12 tests of the cart pass.").behind("verify")),
                script(
                        BUILD,
                        say("Starting it.").execInBackground("npm run build"),
                        say("The build runs; I will tell when it is through."),
                        say("The catalogue is built.")),
                script(DESK, say("The desk was busy.").behind("desk")),
                script(
                        ARCHIVE,
                        say("Starting it.").execInBackground("npm run index"),
                        say("It is being indexed; I will tell when it is."),
                        say("The archive is indexed.")),
                script(
                        STOCK_PROMPT,
                        say("Looking.").execWaitedFor("curl -s https://stock.example.org/all"),
                        say("All is in stock.").behind("all")));
    }

    private static List<Script> delegated(Gates gates) {
        return List.of(
                script(
                        SALE,
                        say("A planner leads it.").spawn("planner", "Lead the plan of the sale"),
                        say("The planner is on it."),
                        say("The sale is planned with 41 pairs of shoes.")),
                script(
                        "Lead the plan of the sale",
                        say("A clerk counts.").spawn("clerk", "Count the shoes in stock"),
                        say("").yield("waiting for the clerk"),
                        say("Planned with 41 pairs.")),
                script(
                        "Count the shoes in stock",
                        say("Counting the shoes.").execWaitedFor("curl -s https://stock.example.org/shoes"),
                        say("41 pairs.").behind("shoes")),
                script(
                        PRESS,
                        say("A writer does it.").spawn("writer", "Compose the text for the press"),
                        say("").yield("waiting for the writer"),
                        say("The press kit is ready.").behind("kit")),
                script(
                        "Compose the text for the press",
                        say("Writing the text.").write("press.md", "# News\n"),
                        say("press.md is written.").behind("writer")),
                script(
                        MINUTES,
                        say("The scribe writes them.")
                                .spawnAcp("clerk", "scribe", "Write minutes.md once " + gates.file("minutes")),
                        say("The scribe is at it.").behind("handed-over"),
                        say("The minutes are in minutes.md.")));
    }

    private static List<Script> asking() {
        return List.of(
                script(PUSH, say("The tag is set.").exec("git push origin v1"), say("The tag v1 is pushed.")),
                script(WIPE, say("There are some.").exec("shred old.log"), say("They stay: it was denied.")),
                script(BANNER, say("It is a matter of taste.").use("ask_user", """
                        {'questions':[{'header':'Colour','id':'colour','question':'Which colour for the banner?',
                        'options':[{'label':'blue'},{'label':'green'}]}]}"""), say("The banner is blue.")));
    }

    private static List<Script> amiss() {
        return List.of(
                script(BANK, refuse(401, "The access token has expired, sign in again.")),
                script(QUERY, say("It lacks an index.").behind("query")),
                script(NOVEL, say("Chapter one is written.").stuckBefore("chapter-two")),
                script(
                        ATTIC,
                        say("Looking around.").execWaitedFor("curl -s https://attic.example.org/boxes"),
                        say("Cleared.").behind("boxes")),
                script(
                        HARBOUR,
                        say("Counting.").exec("curl -s https://stock.example.org/harbour"),
                        say("There are 7 containers.")),
                script(
                        WAREHOUSE,
                        say("A walker counts.").spawn("walker", "Walk through the warehouse"),
                        say("The walker is on the way."),
                        say("The walker was interrupted, nothing is counted.")),
                script(
                        "Walk through the warehouse",
                        say("Walking.").exec("curl -s https://stock.example.org/warehouse"),
                        say("Counted.")));
    }
}
