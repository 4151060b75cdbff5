package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.connect.openclaw.words.ToolMeaning;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * Commands as runs of their own: those in the background, and those in the foreground that take longer than a few
 * seconds. One that moves to the background stays the run that it was.
 */
final class CommandRuns {
    /** How long a command in the foreground must take to be shown as a run. */
    static final Duration WORTH_SHOWING = Duration.ofSeconds(5);

    /** Behind it stands the exit code, in brackets. */
    private static final String FAILED = "Command failed";

    private final GatewayMemory book;
    private final RunNews runs;
    private final TurnEnds ends;

    CommandRuns(GatewayMemory book, RunNews runs, TurnEnds ends) {
        this.book = book;
        this.runs = runs;
        this.ends = ends;
    }

    /** The run of a command by the name that the gateway gave it. */
    static String named(String slug) {
        return "exec:" + slug;
    }

    /** Shows the commands of a turn that have been going on for a few seconds. */
    void tick(Turn turn, Instant now) {
        if (turn.over || !turn.blocks.isEmpty()) return;
        for (var call : turn.calls.values()) {
            if (!ToolMeaning.isShell(call.tool())
                    || call.command().isBlank()
                    || book.turn(Turn.ofCommand(call.id())).isPresent()) continue;
            if (Duration.between(call.heard(), now).compareTo(WORTH_SHOWING) < 0) continue;
            open(Turn.ofCommand(call.id()), turn, call.command(), call.since(), call.id());
        }
    }

    private Turn open(String run, Turn turn, String command, Instant at, String worker) {
        var owner = book.session(turn.session, runs.now());
        var title = ForeignValue.line(command, TaskNaming.LONGEST).orElse("a command");
        var opening = new RunNews.Opening(
                ShellMeaning.phaseOf(command), at, title, "", Optional.of(runs.process(named(worker), title, owner)));
        var live = turn.isLive() ? Optional.of(turn) : Optional.<Turn>empty();
        return runs.open(run, owner, turn.errand, Turn.Kind.EXEC, live, opening);
    }

    /** Something was heard of a command that goes on: its name and its process. */
    void going(Turn turn, Turn.Call call, JsonNode details, Instant at) {
        book.turn(Turn.ofCommand(call.id())).filter(Turn::isLive).ifPresent(command -> {
            runs.heard(command, at);
            named(turn, command, details, at);
        });
    }

    private void named(Turn turn, Turn command, JsonNode details, Instant at) {
        var slug = ForeignValue.text(details, "sessionId");
        if (slug.isBlank() || command.textItem.equals(slug)) return;
        bind(slug, command);
        runs.worker(command, runs.process(named(command), spoken(slug, details), owner(turn)), at);
    }

    /** A name belongs to one command: a twin that was taken for it bears the name that this one gives up, or none. */
    void bind(String slug, Turn command) {
        var given = command.textItem;
        book.turn(named(slug)).filter(twin -> twin != command && twin.isLive()).ifPresent(twin -> {
            twin.textItem = given;
            if (!given.isBlank()) book.add(named(given), twin);
        });
        command.textItem = slug;
        book.add(named(slug), command);
    }

    /** Whether a call of a session may yet say by itself which command it runs. */
    boolean isAboutToSay(Session owner) {
        return owner.turn.filter(Turn::isWorking).stream()
                .flatMap(turn -> turn.calls.values().stream())
                .filter(call -> ToolMeaning.isShell(call.tool()))
                .anyMatch(call -> book.turn(Turn.ofCommand(call.id()))
                        .map(command -> command.textItem.isBlank())
                        .orElse(true));
    }

    /**
     * The command in the foreground of a session that has moved to the background, as far as its session, its words and
     * the time of its start tell: of those that look the same, the one that began closest to it.
     */
    Optional<Turn> moved(Turn owner, String title, Instant began) {
        var line = ForeignValue.line(title, TaskNaming.LONGEST).orElse("");
        return owner.errand.turns.values().stream()
                .filter(turn -> turn.isLive() && turn.isForeground() && turn.textItem.isBlank())
                .filter(turn -> turn.session.equals(owner.session) && turn.label.equals(line))
                .min(Comparator.comparing(
                        turn -> Duration.between(turn.opened, began).abs()));
    }

    /** How a command in the background ended. The gateway says of none which it was. */
    static String told(String command, String said) {
        return switch (said) {
            case "Command completed" -> "Ended: " + command;
            case "Command failed" -> "Failed: " + command;
            case "Command timed out" -> "Timed out: " + command;
            default -> said.startsWith(FAILED) ? "Failed: " + command + said.substring(FAILED.length()) : said;
        };
    }

    private String named(Turn command) {
        var id = command.id.text();
        return id.startsWith(Turn.FOREGROUND) ? named(id.substring(Turn.FOREGROUND.length())) : id;
    }

    private static String spoken(String slug, JsonNode details) {
        var pid = details.path("pid").asLong(0);
        return pid > 0 ? slug + " (pid " + pid + ")" : slug;
    }

    private Session owner(Turn turn) {
        return book.session(turn.session, runs.now());
    }

    /** A call of the tool has ended: the command with it, unless it goes on in the background. */
    void ended(Turn turn, Turn.Call call, JsonNode details, boolean isError, Instant at) {
        var slug = ForeignValue.text(details, "sessionId");
        if (ForeignValue.text(details, "status").equals("running") && !slug.isBlank()) {
            var command = book.turn(Turn.ofCommand(call.id()))
                    .orElseGet(() -> background(slug, turn, call.command(), call.since()));
            command.background = true;
            if (command.isLive()) named(turn, command, details, at);
            return;
        }
        book.turn(Turn.ofCommand(call.id())).filter(Turn::isLive).ifPresent(command -> {
            var exit = details.path("exitCode").asInt(isError ? 1 : 0);
            var text = exit == 0 ? "" : "Ended with exit status " + exit;
            var outcome = exit == 0 ? Outcome.SUCCEEDED : Outcome.FAILED;
            ends.over(command, new TurnEnd(outcome, text, false, at));
        });
    }

    /** A command in the background. Its name may be that of an earlier one, which is over. */
    Turn background(String slug, Turn owner, String title, Instant at) {
        var known = book.turn(named(slug)).filter(turn -> !isAfter(turn, at));
        return known.orElseGet(() -> {
            var run = book.turn(named(slug)).isEmpty() ? named(slug) : named(slug) + "@" + at.toEpochMilli();
            var command = open(run, owner, title, at, slug);
            book.add(named(slug), command);
            return command;
        });
    }

    /** Whether what began then began when this command was over. */
    static boolean isAfter(Turn command, Instant began) {
        return command.endedAt.filter(began::isAfter).isPresent();
    }
}
