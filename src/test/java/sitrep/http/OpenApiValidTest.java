package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the API is one that others understand: two judges who know nothing of each other find nothing in
 * it, and show that they look by what they find where something is wrong.
 */
class OpenApiValidTest {
    private static final Path DESCRIPTION = Path.of("src/main/resources/openapi.yaml");
    private static final Path RULES = Path.of("tools/openapi/redocly.yaml");

    @TempDir
    Path folder;

    @Test
    void the_parser_of_swagger_finds_nothing_in_it() throws IOException {
        assertEquals(List.of(), messages(Files.readString(DESCRIPTION)));
    }

    @Test
    void the_parser_of_swagger_looks() throws IOException {
        for (var wrong : wrong()) assertFalse(messages(wrong).isEmpty(), wrong.substring(0, 200));
    }

    @Test
    void redocly_finds_nothing_in_it() throws Exception {
        var verdict = lint(DESCRIPTION);
        assertEquals(0, verdict.exit(), verdict.said());
        assertTrue(verdict.said().contains("Your API description is valid"), verdict.said());
        assertFalse(verdict.said().contains("warning"), verdict.said());
    }

    @Test
    void redocly_looks() throws Exception {
        for (var wrong : wrong()) {
            var file = Files.writeString(folder.resolve("wrong.yaml"), wrong);
            assertEquals(1, lint(file).exit(), wrong.substring(0, 200));
        }
    }

    /** The description with something in it that is not allowed, and with something missing. */
    private static List<String> wrong() throws IOException {
        var text = Files.readString(DESCRIPTION);
        return List.of(
                text.replaceFirst("( +)application/json:\n", "$0$1  description: Not allowed here.\n"),
                text.replaceFirst("(?s)\n  title: Sitrep\n", "\n"));
    }

    private static List<String> messages(String description) {
        var options = new ParseOptions();
        options.setResolve(true);
        return Optional.ofNullable(new OpenAPIV3Parser()
                        .readContents(description, null, options)
                        .getMessages())
                .orElse(List.of());
    }

    private record Verdict(int exit, String said) {}

    /** What Redocly's linter says. The launcher installs it; without it there is no verdict, which is a failure. */
    private static Verdict lint(Path file) throws IOException, InterruptedException {
        var installed = Optional.ofNullable(System.getenv("SITREP_OPENAPI_INSTALL"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .orElseThrow(() -> new AssertionError("there is no linter: "
                        + Optional.ofNullable(System.getenv("SITREP_NO_OPENAPI"))
                                .orElse("./sitrep test installs it and sets SITREP_OPENAPI_INSTALL to its folder")));
        var program = installed.resolve("node_modules/@redocly/cli/bin/cli.js");
        var builder = new ProcessBuilder(
                        Optional.ofNullable(System.getenv("SITREP_NODE")).orElse("node"),
                        program.toString(),
                        "lint",
                        file.toString(),
                        "--config=" + RULES)
                .redirectErrorStream(true);
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), said);
    }
}
