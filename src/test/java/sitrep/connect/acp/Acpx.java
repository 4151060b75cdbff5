package sitrep.connect.acp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import sitrep.connect.tee.Teed;
import sitrep.openclaw.Install;

/**
 * The real acpx, which has an agent do one thing.
 *
 * @param folder in which its work is done
 * @param teed what is around it
 */
public record Acpx(Path folder, Teed teed) {

    /** What it printed, and how it ended. */
    public record Printed(int status, String text) {}

    /**
     * Runs it to its end.
     *
     * @param options its own, as in {@code --approve-all}
     */
    public Printed exec(List<String> agent, String prompt, String... options) throws IOException, InterruptedException {
        var install = Install.required();
        var words =
                new ArrayList<>(List.of(install.node(), install.acpxCommand().toString()));
        words.addAll(List.of("--format", "json", "--cwd", folder.toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("--agent", quoted(agent), "exec", prompt));
        var out = Files.createTempFile(folder, "acpx", ".out");
        var process = teed.builder(words)
                .redirectOutput(out.toFile())
                .redirectError(Files.createTempFile(folder, "acpx", ".err").toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
            process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("acpx has not ended: " + Files.readString(out));
        }
        return new Printed(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "\"" + word.replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(" "));
    }
}
