package sitrep.cli.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.screen.FrontierText;
import sitrep.cli.screen.JudgeText;
import sitrep.core.text.Invalid;
import sitrep.judge.Findings;
import sitrep.judge.Frontier;
import sitrep.judge.Judge;

/** {@code sitrep judge}: how good the verdicts are on recorded timelines. Needs no server. */
@Command(
        name = "judge",
        description = "Replays recorded timelines and says how often a verdict was wrong and how long it took, beside"
                + " fixed limits.",
        footerHeading = "%nExample:%n",
        footer = "  sitrep judge traces --json",
        sortOptions = false)
public final class JudgeCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "A folder with timelines.csv and, if there is one, sessions.csv.")
    private String folder = "";

    @Option(names = "--by-source", description = "Shows the figures of each group of sources alone, and of all but it.")
    private boolean bySource;

    @Option(
            names = "--leave-out",
            description = "Chooses limits again, at several prices of a false stall, and shows them judged on what they"
                    + " were chosen by beside each owner of sources judged by a choice without it. Takes minutes.")
    private boolean leaveOut;

    private final RootCommand root;

    public JudgeCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var file = Path.of(folder).resolve("timelines.csv");
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return talk.wrong(ExitCode.USAGE, "No timelines", "There is no file " + file + " that can be read.");
        }
        try {
            if (leaveOut) say(talk, Frontier.of(Path.of(folder)));
            else say(talk, Judge.of(Path.of(folder)));
            return ExitCode.OK;
        } catch (CharacterCodingException _) {
            return talk.wrong(
                    ExitCode.REFUSED,
                    "Not timelines",
                    "A file in " + folder + " is not UTF-8 text. Convert it to that.");
        } catch (Invalid | IOException e) {
            return talk.wrong(ExitCode.REFUSED, "Not timelines", String.valueOf(e.getMessage()));
        }
    }

    private void say(CommandTalk talk, Findings findings) {
        if (talk.json()) talk.document(JudgeText.json(findings));
        else talk.say(bySource ? JudgeText.groups(findings) : JudgeText.lines(findings));
    }

    private static void say(CommandTalk talk, Frontier frontier) {
        if (talk.json()) talk.document(FrontierText.json(frontier));
        else talk.say(FrontierText.lines(frontier));
    }
}
