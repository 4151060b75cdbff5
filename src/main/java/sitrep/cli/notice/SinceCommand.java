package sitrep.cli.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.TypedDuration;
import sitrep.cli.command.RootCommand;
import sitrep.cli.screen.Ink;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.cli.screen.TaskSentence;

/** {@code sitrep since}: what happened while somebody was away. */
@Command(
        name = "since",
        description = "Says in one line what happened since a time, then what is new of what needs somebody, and what"
                + " failed.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep since 09:00", "  sitrep since 2h", "  sitrep since 2026-11-22T18:00:00Z --json"},
        sortOptions = false)
public final class SinceCommand implements Callable<Integer> {
    private static final String ALLOWED =
            "a time of day such as 09:00, how long ago such as 2h, a date, or a time such as 2026-11-22T10:42:10Z";

    @Parameters(
            paramLabel = "WHEN",
            description = "A time of day, the last one that was; how long ago, as in 2h or 3d; a date; or a time.")
    private String when = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;

    public SinceCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var from = from(when, talk.surroundings())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "WHEN: '" + when + "' is not understood; allowed: " + ALLOWED));
        var path = "/api/v1/since?from=" + ApiClient.encoded(from.toString());
        return talk.with(talk.client().get(path), answer -> {
            if (talk.json()) talk.document(answer);
            else show(talk, new ServerJson(answer));
            return ExitCode.OK;
        });
    }

    /** A time of day is the last one that was, be it yesterday's. */
    static Optional<Instant> from(String text, CommandLineSurroundings around) {
        var now = around.clock().instant();
        var ago = TypedDuration.parse(text).filter(span -> !span.isZero() && !text.matches("[0-9]+"));
        if (ago.isPresent()) return ago.map(now::minus);
        var here = now.atZone(around.zone());
        try {
            if (text.matches("[0-9]{1,2}:[0-9]{2}")) {
                var time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
                var today = here.with(time);
                return Optional.of(
                        (today.isBefore(here) ? today : here.minusDays(1).with(time)).toInstant());
            }
            if (text.length() == 10) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(around.zone()).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static void show(CommandTalk talk, ServerJson since) {
        var screen = talk.surroundings().screen();
        var from = since.time("from").map(screen::clock).orElse("");
        var partial = since.node().path("partial").asBoolean(false) ? " (more happened than was looked at)" : "";
        talk.say(screen.wrap("", Ink.STRONG, "Since " + from + ": " + since.text("sentence") + partial));
        for (var name : java.util.List.of("needs", "failed")) {
            since.list(name)
                    .forEach(task -> talk.say(StyledLine.of("  ")
                            .and(TaskSentence.of(task, screen))
                            .cut(screen.columns())));
        }
    }
}
