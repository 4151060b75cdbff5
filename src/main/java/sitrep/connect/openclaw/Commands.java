package sitrep.connect.openclaw;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sitrep.core.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * Commands as runs of their own: those in the background, and those in the foreground that take longer than a few
 * seconds. One that moves to the background stays the run that it was.
 */
final class Commands {
    /** How long a command in the foreground must take to be shown as a run. */
    static final Duration WORTH_SHOWING = Duration.ofSeconds(5);

    private static final String FOREGROUND = "call:";

    private final Book book;
    private final Runs runs;
    private final Ends ends;

    Commands(Book book, Runs runs, Ends ends) {
        this.book = book;
        this.runs = runs;
        this.ends = ends;
    }

    /** The run of a command by the call of the tool that runs it. */
    static String run(String call) {
        return FOREGROUND + call;
    }

    /** The run of a command by the name that the gateway gave it. */
    static String named(String slug) {
        return "exec:" + slug;
    }

    static boolean isForeground(Turn turn) {
        return turn.kind == Turn.Kind.EXEC && turn.id.text().startsWith(FOREGROUND) && !turn.background;
    }

    /** Shows the commands of a turn that have been going on for a few seconds. */
    void tick(Turn turn, Instant now) {
        if (turn.over || !turn.blocks.isEmpty()) return;
        for (var call : turn.calls.values()) {
            if (!Tool.isShell(call.tool())
                    || call.command().isBlank()
                    || book.turn(run(call.id())).isPresent()) continue;
            if (Duration.between(call.heard(), now).compareTo(WORTH_SHOWING) < 0) continue;
            open(run(call.id()), turn, call.command(), call.since(), call.id());
        }
    }

    private Turn open(String run, Turn turn, String command, Instant at, String worker) {
        var owner = book.session(turn.session, runs.now());
        var title = Plain.line(command, Naming.LONGEST).orElse("a command");
        var opening = new Runs.Opening(
                Tool.phaseOf(command), at, title, "", Optional.of(runs.process(named(worker), title, owner)));
        var live = turn.isLive() ? Optional.of(turn) : Optional.<Turn>empty();
        return runs.open(run, owner, turn.errand, Turn.Kind.EXEC, live, opening);
    }

    /** Something was heard of a command that goes on: its name and its process. */
    void going(Turn turn, Turn.Call call, JsonNode details, Instant at) {
        book.turn(run(call.id())).filter(Turn::isLive).ifPresent(command -> {
            runs.heard(command, at);
            named(turn, command, details, at);
        });
    }

    private void named(Turn turn, Turn command, JsonNode details, Instant at) {
        var slug = Plain.text(details, "sessionId");
        if (slug.isBlank() || command.textItem.equals(slug)) return;
        command.textItem = slug;
        book.add(named(slug), command);
        runs.worker(command, runs.process(named(command), spoken(slug, details), owner(turn)), at);
    }

    private String named(Turn command) {
        var id = command.id.text();
        return id.startsWith(FOREGROUND) ? named(id.substring(FOREGROUND.length())) : id;
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
        var slug = Plain.text(details, "sessionId");
        if (Plain.text(details, "status").equals("running") && !slug.isBlank()) {
            var known = book.turn(run(call.id())).or(() -> book.turn(named(slug)));
            var command = known.orElseGet(() -> open(named(slug), turn, call.command(), call.since(), slug));
            command.background = true;
            if (command.isLive()) named(turn, command, details, at);
            return;
        }
        book.turn(run(call.id())).filter(Turn::isLive).ifPresent(command -> {
            var exit = details.path("exitCode").asInt(isError ? 1 : 0);
            var text = exit == 0 ? "" : "Ended with exit status " + exit;
            var outcome = exit == 0 ? Outcome.SUCCEEDED : Outcome.FAILED;
            ends.over(command, new Ends.End(outcome, text, false, at));
        });
    }

    /** The ledger knows of a command in the background. */
    Turn background(String slug, Turn owner, String title, Instant at) {
        return book.turn(named(slug)).orElseGet(() -> open(named(slug), owner, title, at, slug));
    }
}
