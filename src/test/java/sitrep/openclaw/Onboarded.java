package sitrep.openclaw;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sitrep.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenClaw's own onboarding wrote, with no choice made that it does not ask for. It takes as long as a gateway's
 * start, so it is done once, and what it wrote of one place is told of another.
 */
record Onboarded(Setup.Site first, String written) {
    private static final int LONGEST_S = 600;
    private static Optional<Onboarded> done = Optional.empty();

    /** Onboards the first who comes; all others find it done. */
    static synchronized Onboarded once(Setup.Site site) {
        if (done.isEmpty()) done = Optional.of(onboard(site));
        return done.get();
    }

    private static Onboarded onboard(Setup.Site site) {
        var command = List.of(("onboard --non-interactive --accept-risk --mode local --skip-health --no-install-daemon"
                        + " --workspace " + site.workspace()
                        + " --gateway-auth token --auth-choice custom-api-key --custom-provider-id lab"
                        + " --custom-model-id scripted --custom-compatibility openai --custom-api-key no-key"
                        + " --gateway-token " + Gateway.TOKEN + " --gateway-port " + site.port()
                        + " --custom-base-url " + site.model())
                .split(" "));
        try {
            var log = site.home().resolve("onboarding.log");
            var onboarding = Gateway.openclaw(site, command, log).start();
            if (!onboarding.waitFor(LONGEST_S, TimeUnit.SECONDS) || onboarding.exitValue() != 0) {
                onboarding.destroyForcibly();
                throw new AssertionError("onboarding failed:\n" + Files.readString(log));
            }
            return new Onboarded(site, Files.readString(site.settings()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The settings as onboarding would have written them there. */
    ObjectNode settings(Setup.Site site) {
        return (ObjectNode)
                Json.read(written.replace(first.home().toString(), site.home().toString())
                        .replace(first.model(), site.model())
                        .replace("\"port\": " + first.port(), "\"port\": " + site.port()));
    }
}
