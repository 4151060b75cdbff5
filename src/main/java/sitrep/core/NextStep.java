package sitrep.core;

import java.util.Optional;

/** The next step that somebody can take for a task: the one its source named, or the usual one. */
final class NextStep {
    private NextStep() {}

    static Optional<Shown<Action>> of(Task.Id task, Standing standing, Attention attention, Optional<Owner> owner) {
        return switch (attention) {
            case NEEDS_YOU, STUCK ->
                standing.obstacle()
                        .map(obstacle -> obstacle.action()
                                .map(action -> new Shown<>(action, Because.of(Rule.NEXT_FROM_SOURCE, obstacle.stamp())))
                                .orElseGet(() -> usual(usual(task, obstacle, owner), standing)));
            case UNREPORTED ->
                unresolved(standing).or(() -> Optional.of(usual(report(task, standing, owner), standing)));
            case SETTLED -> unresolved(standing);
            case WORKING, QUEUED -> Optional.empty();
        };
    }

    /** What a run was blocked by when it ended in vain still has to be cleared by somebody. */
    private static Optional<Shown<Action>> unresolved(Standing standing) {
        if (standing.phase() != Phase.FAILED) return Optional.empty();
        return standing.run().stream()
                .flatMap(Run::holds)
                .filter(Hold::isOpen)
                .sorted(Hold.MOST_PRESSING)
                .map(Obstacle::of)
                .flatMap(obstacle -> obstacle.action().stream()
                        .map(action -> new Shown<>(action, Because.of(Rule.NEXT_FROM_SOURCE, obstacle.stamp()))))
                .findFirst();
    }

    private static Shown<Action> usual(Action action, Standing standing) {
        return new Shown<>(
                action, new Because(Rule.NEXT_FROM_TABLE, standing.because().evidence(), java.util.Map.of()));
    }

    private static Action usual(Task.Id task, Obstacle obstacle, Optional<Owner> owner) {
        var who = obstacle.waitingOn().or(() -> owner.map(Owner::name));
        return switch (obstacle.reason()) {
            case USER_INPUT -> new Action("Answer the question", who, Optional.empty(), Optional.empty());
            case CONFIRMATION -> new Action("Confirm or decline", who, Optional.empty(), Optional.empty());
            case APPROVAL -> new Action("Approve or deny", who, Optional.empty(), Optional.empty());
            case AUTH -> new Action("Sign in", who, Optional.empty(), Optional.empty());
            case SUBAGENT -> new Action("See what became of the child", Optional.empty(), show(task), Optional.empty());
            case EXTERNAL_API -> new Action("See what it waits for", Optional.empty(), show(task), Optional.empty());
            case SUSPECTED_STALL ->
                new Action(
                        "Look at its last output, then nudge or cancel it",
                        Optional.empty(),
                        show(task),
                        Optional.empty());
        };
    }

    private static Action report(Task.Id task, Standing standing, Optional<Owner> owner) {
        var whom = owner.map(Owner::name).orElse("whoever asked");
        var text = standing.phase() == Phase.DONE ? "Tell " + whom + " the result" : "Tell " + whom + " how it ended";
        var command = "sitrep report --task " + quoted(task.text()) + " --reported "
                + owner.map(Owner::name).map(NextStep::quoted).orElse("NAME");
        return new Action(text, Optional.empty(), Optional.of(command), Optional.empty());
    }

    private static Optional<String> show(Task.Id task) {
        return Optional.of("sitrep show " + quoted(task.text()));
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._:/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
