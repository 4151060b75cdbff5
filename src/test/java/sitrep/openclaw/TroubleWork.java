package sitrep.openclaw;

import static sitrep.openclaw.model.Script.script;
import static sitrep.openclaw.model.Turn.refuse;
import static sitrep.openclaw.model.Turn.refuseUntil;
import static sitrep.openclaw.model.Turn.say;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sitrep.openclaw.model.Script;
import sitrep.openclaw.model.Turn;

/**
 * What the model says where work is interrupted, refused, stopped, or simply too much. What comes behind a command that
 * a test holds is held with it: the gateway goes on without a command after two minutes.
 */
final class TroubleWork {
    static final String PARCELS = "Weigh the parcels of today";
    static final String COURIER = "Book the courier for noon";
    static final String APP = "Build the app for the phones";
    static final String HALL = "Set up the hall";
    static final String LOGS = "Read the loud log";
    static final String FAIR = "Test all stands of the fair";
    static final String TILL = "Close the till";
    static final String ARCHIVE = "Read the whole archive";
    static final String LEDGER = "Ledger check";
    static final String LEDGER_PROMPT = "Check the ledger of the shop";
    static final String PRICES = "Price check";
    static final String PRICES_PROMPT = "Check the prices of the shop";
    static final String SHELF = "Tidy the shelf";
    static final String FLOOR = "Sweep the floor";
    static final String DOOR = "Oil the door";
    static final String ROOF = "Mend the roof";
    static final String WALL = "Paint the wall";
    static final String FENCE = "Paint the fence";
    static final String SOFA = "Order the sofa";
    static final String BARN = "Count the barn";
    static final String MILL = "Grind the corn";
    static final String FIRMWARE = "Push the firmware";

    /** The parts of the archive, of 40 kB each. */
    static final int PARTS = 6;

    /** How many lead, and how many each of them leads: as many sub-agents as a session may have. */
    static final int LEADS = 5;

    private TroubleWork() {}

    static List<Script> scripts(Gates gates) {
        return Stream.of(together(), many(), refused(), byClock(), stopped(), restarted())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Script> together() {
        return List.of(
                script(PARCELS, say("They weigh 12 kg.").behind("parcels")),
                script(COURIER, say("The courier comes at noon.").behind("courier")),
                script(
                        APP,
                        say("A builder does it.").spawn("builder", "Compile the app for both phones"),
                        say("").yield("waiting for the builder"),
                        say("The app is being compiled.")),
                script(
                        "Compile the app for both phones",
                        say("Compiling.").execInBackground("npm run compile"),
                        say("The compilation runs.")),
                script(
                        HALL,
                        say("A helper carries the chairs.").spawn("helper", "Carry the chairs in"),
                        say("I check the lights.").execWaitedFor("mvn lights"),
                        say("The hall is set up.").behind("lights")),
                script("Carry the chairs in", say("All 80 chairs are in.").behind("chairs")),
                script(
                        LOGS,
                        say("Reading it.").execWaitedFor("journalctl loud"),
                        say("\u001b[1;32mAll 4 hosts\u001b[0m are fine: \u202eهادئ\u202c and \u0007quiet.")
                                .behind("loud")));
    }

    private static List<Script> many() {
        var lead = say("Testing the hall.");
        for (var each = 1; each <= LEADS; each++) lead = lead.spawn("tester-" + each, "Try the stand number " + each);
        var all = say("A lead for each hall.");
        for (var each = 1; each <= LEADS; each++) all = all.spawn("lead-" + each, "Lead the tests of hall " + each);
        return List.of(
                script(FAIR, all, say("").yield("waiting for the leads"), say("All 25 stands work.")),
                script(
                        "Lead the tests of hall",
                        lead,
                        say("").yield("waiting for the testers"),
                        say("The hall works.")),
                script("Try the stand number", say("Trying it.").exec("npm test"), say("It works.")));
    }

    private static List<Script> refused() {
        return List.of(
                script(
                        TILL,
                        refuseUntil("no-more-429", 429, "Rate limit reached, try again in 20s"),
                        refuse(401, "The access token has expired, sign in again.")),
                new Script(ARCHIVE, archive()),
                script("Create a structured context checkpoint", summary()),
                script("This is the PREFIX of a turn that was too large", summary()));
    }

    /** Reads more than is kept of a conversation that is made shorter, and is then told that it is too long. */
    private static List<Turn> archive() {
        var reads = IntStream.rangeClosed(1, PARTS)
                .mapToObj(part -> say(part == 1 ? "Reading." : "").read("archive-" + part + ".txt"));
        var rest = Stream.of(
                refuseUntil(
                        "compacting",
                        400,
                        "This model's maximum context length is 200000 tokens. However, your messages resulted in"
                                + " 210000 tokens. Please reduce the length of the messages."),
                say("It holds 40 years."));
        return Stream.concat(reads, rest).toList();
    }

    private static Turn summary() {
        return say("## Goal\n" + ARCHIVE + " | session=agent:main:archive | all is read")
                .behind("summed-up");
    }

    private static List<Script> byClock() {
        return List.of(
                script(
                        LEDGER_PROMPT,
                        say("Adding up.").execWaitedFor("curl -s https://shop.example.org/ledger"),
                        say("It adds up.").behind("ledger")),
                script(
                        PRICES_PROMPT,
                        say("Comparing.").execWaitedFor("curl -s https://shop.example.org/prices"),
                        say("They are right.").behind("prices")));
    }

    private static List<Script> stopped() {
        return Stream.concat(
                        Stream.of(
                                script(
                                        SHELF,
                                        say("Tidying.").execWaitedFor("curl -s https://home.example.org/shelf"),
                                        say("Tidy.").behind("shelf")),
                                script(
                                        DOOR,
                                        say("Oiling.").execWaitedFor("curl -s https://home.example.org/door"),
                                        say("Oiled.").behind("door")),
                                script(
                                        WALL,
                                        say("Painting.").execWaitedFor("curl -s https://home.example.org/wall"),
                                        say("White.").behind("wall")),
                                script(
                                        FENCE,
                                        say("Painting.").execWaitedFor("curl -s https://home.example.org/fence"),
                                        say("Green.").behind("fence"))),
                        Stream.of(FLOOR, ROOF)
                                .flatMap(work -> Stream.of(
                                        script(
                                                work,
                                                say("A hand does it.")
                                                        .spawn(
                                                                "hand",
                                                                "Lend a hand: "
                                                                        + work.toLowerCase(java.util.Locale.ROOT)),
                                                say("A hand is at it."),
                                                say("It is done.")),
                                        script(
                                                "Lend a hand: " + work.toLowerCase(java.util.Locale.ROOT),
                                                say("On it.").execWaitedFor("curl -s https://home.example.org/hand"),
                                                say("Done.").behind("hand")))))
                .toList();
    }

    private static List<Script> restarted() {
        var colour = """
                {'questions':[{'header':'Colour','id':'colour','question':'Which colour for the sofa?',
                'options':[{'label':'blue'},{'label':'green'}]}]}""";
        return List.of(
                script(
                        SOFA,
                        say("It is a matter of taste.").use("ask_user", colour),
                        say("I ask again.").use("ask_user", colour),
                        say("Nobody could be asked again, so it is green.")),
                script(
                        BARN,
                        say("A walker counts.").spawn("walker", "Walk through the barn"),
                        say("The walker is on the way."),
                        say("The walker was interrupted, nothing is counted.")),
                script("Walk through the barn", say("Counted.").behind("barn")),
                script(MILL, say("It is ground.").behind("mill"), say("It is ground, after all.")),
                script(
                        FIRMWARE,
                        say("It is signed.").exec("git push origin firmware"),
                        say("Nobody allowed it, so nothing was pushed.")));
    }
}
