package sitrep.cli.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import sitrep.cli.screen.Colours;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.ProblemText;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.config.Config;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One command's talk with the server on one side and with the person, or a script, on the other.
 *
 * @param json whether documents are wanted instead of text for people
 */
public record CommandTalk(CommandLineSurroundings surroundings, ApiClient client, boolean json) {

    /** Goes on with what the server gave; if it gave nothing, says so and answers what to end with. */
    public int with(ServerAnswer answer, ToIntFunction<JsonNode> then) {
        return switch (answer) {
            case ServerAnswer.Given(var given) -> then.applyAsInt(given);
            case ServerAnswer.Failure failure -> failed(failure);
        };
    }

    /** Shows why it did not work, and answers what to end with. */
    int failed(ServerAnswer.Failure failure) {
        return switch (failure) {
            case ServerAnswer.Refused(var status, var problem) -> {
                problem(problem, refusal(status, new ServerJson(problem)));
                yield code(status);
            }
            case ServerAnswer.Unreachable(var url, var why) -> {
                var text = ProblemText.unreachable(InertText.line(url), why);
                problem(made("No server answers", text), List.of(StyledLine.of("sitrep: " + text)));
                yield ExitCode.UNREACHABLE;
            }
        };
    }

    private List<StyledLine> refusal(int status, ServerJson problem) {
        var lines = new ArrayList<>(ProblemText.lines(problem, surroundings.screen()));
        var isSaid = problem.text("detail").contains(Config.TOKEN);
        if (status == 401 && !isSaid)
            lines.add(StyledLine.of("  Set " + Config.TOKEN + " to the token of that server."));
        return lines;
    }

    /** Says on standard error what is wrong, and answers the given code. */
    public int wrong(int code, String title, String detail) {
        problem(made(title, detail), List.of(StyledLine.of("sitrep: " + detail)));
        return code;
    }

    /** The same about a moment of the past. */
    public CommandTalk asOf(Instant moment) {
        return new CommandTalk(surroundings.asOf(moment), client, json);
    }

    public void say(StyledLine line) {
        surroundings.out().println(line.painted(surroundings.colours()));
    }

    public void say(List<StyledLine> lines) {
        lines.forEach(this::say);
    }

    /** One document; on several lines where a person reads it. */
    public void document(JsonNode node) {
        var text = surroundings.terminal() ? Json.pretty(node) : Json.text(node);
        surroundings.out().println(InertText.json(text));
    }

    private void problem(JsonNode document, List<StyledLine> lines) {
        if (json) {
            surroundings.err().println(InertText.json(Json.text(document)));
        } else {
            lines.forEach(line -> surroundings.err().println(line.painted(Colours.NONE)));
        }
    }

    private static JsonNode made(String title, String detail) {
        var problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("detail", detail);
        return problem;
    }

    private static int code(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NO_ACCESS;
            case 404 -> ExitCode.UNKNOWN;
            default -> ExitCode.REFUSED;
        };
    }
}
