package sitrep.openclaw;

import static sitrep.openclaw.model.Script.script;
import static sitrep.openclaw.model.Turn.say;

import java.util.ArrayList;
import java.util.List;
import sitrep.openclaw.model.Script;
import sitrep.openclaw.model.Turn;

/** What the model says where an operator acts from Sitrep. */
final class ActWork {
    static final String ONCE = "Push the first tag";
    static final String NEVER = "Push the second tag";
    static final String LATE = "Push the third tag";
    static final String COLOUR = "Pick the colour of the door";
    static final String NAME = "Pick the name of the boat";
    static final String CELLAR = "Clear out the cellar";
    static final String ATTIC = "Clear out the attic";
    static final String GARAGE = "Clear out the garage";
    static final String BOOK = "Have the book written";
    static final String CHAPTER = "Compose the chapter";
    static final String SERVER = "Start the server";
    static final String STAIRS = "Climb the stairs";

    /** How many approvals one after the other the stairs take. */
    static final int STEPS = Integer.getInteger("sitrep.presses", 4);

    static final String WINE = "Wine check";
    static final String WINE_PROMPT = "Check the wine in the cellar";

    private ActWork() {}

    static List<Script> scripts(Gates gates) {
        return List.of(
                script(ONCE, pushes("one"), say("The first tag is pushed.").behind("one")),
                script(NEVER, pushes("two"), say("It was not allowed.").behind("two")),
                script(LATE, pushes("three"), say("Nobody allowed it.")),
                script(
                        COLOUR,
                        asks("colour", "Which colour for the door?", "blue", "green"),
                        say("It is painted.").behind("colour")),
                script(
                        NAME,
                        asks("name", "Which name for the boat?", "Anna", "Bea"),
                        say("It is named.").behind("name")),
                stairs(),
                script(
                        CELLAR,
                        waits("Looking.", "cellar"),
                        say("The cellar is clear.").behind("cellar")),
                script(
                        ATTIC,
                        waits("Looking.", "attic"),
                        say("The attic is clear.").behind("attic")),
                script(
                        GARAGE,
                        waits("Looking.", "garage"),
                        waits("Looking once more.", "garage"),
                        say("Clear.").behind("garage")),
                script(BOOK, say("A writer does it.").spawn("writer", CHAPTER), say("").yield("waits"), say("Told.")),
                script(
                        CHAPTER,
                        waits("Writing.", "chapter"),
                        say("It is written.").behind("chapter")),
                script(
                        SERVER,
                        say("Starting it.").execInBackground("npm run server"),
                        say("The server runs."),
                        say("The server is gone.")),
                script(WINE_PROMPT, say("All of it is there."), say("It is all there still.")));
    }

    /** What follows waits until the page was looked at: it soon takes the place of what the row says of the act. */
    private static Turn pushes(String tag) {
        return say("It is prepared.").exec("git push origin " + tag);
    }

    /** Step after step, each once the one before was looked at. */
    private static Script stairs() {
        var turns = new ArrayList<>(List.of(pushes("step-1")));
        for (var step = 2; step <= STEPS; step++)
            turns.add(pushes("step-" + step).behind("step-" + (step - 1)));
        turns.add(say("It is high up here.").behind("step-" + STEPS));
        return script(STAIRS, turns.toArray(Turn[]::new));
    }

    private static Turn asks(String id, String question, String one, String other) {
        return say("It is a matter of taste.").use("ask_user", """
                {'questions':[{'header':'Taste','id':'%s','question':'%s',
                'options':[{'label':'%s'},{'label':'%s'}]}]}""".formatted(id, question, one, other));
    }

    private static Turn waits(String words, String gate) {
        return say(words).execWaitedFor("curl -s https://house.example.org/" + gate);
    }
}
