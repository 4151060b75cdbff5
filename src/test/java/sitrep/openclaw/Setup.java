package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import sitrep.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a gateway is set up with, before a laboratory's own part: its agents, its models, and nothing over the net. */
enum Setup {
    /** As OpenClaw's onboarding leaves it: tools are searched for, a command of over 10 s goes on in the background. */
    STOCK {
        @Override
        ObjectNode settings(Site site) {
            return Onboarded.once(site).settings(site);
        }
    },

    /** As {@link #STOCK}, except that an approval is waited for for a minute and a half instead of half an hour. */
    IMPATIENT {
        @Override
        ObjectNode settings(Site site) {
            return STOCK.settings(site);
        }

        @Override
        Map<String, String> environment() {
            var sooner = Path.of("src", "test", "resources", "openclaw", "sooner.mjs");
            return Map.of("NODE_OPTIONS", "--import " + sooner.toUri());
        }
    },

    /** As somebody sets it who wants every tool named to the model, and every command waited for. */
    BY_HAND {
        @Override
        ObjectNode settings(Site site) {
            return object("""
                    {
                      "gateway": {"mode": "local", "bind": "loopback", "port": %d,
                        "auth": {"mode": "token", "token": "%s"}, "controlUi": {"enabled": true}},
                      "models": {"mode": "replace"},
                      "agents": {
                        "defaults": {"skipBootstrap": true, "maxConcurrent": 24, "heartbeat": {"every": "6h"},
                          "subagents": {"maxSpawnDepth": 2, "allowAgents": ["*"], "maxConcurrent": 16}},
                        "ownership": "explicit"},
                      "tools": {"exec": {"mode": "full", "backgroundMs": 120000}, "toolSearch": false}
                    }
                    """.formatted(site.port(), Gateway.TOKEN));
        }
    };

    /** What is there without the laboratory's part. */
    abstract ObjectNode settings(Site site);

    /** What its process finds in its environment beside what all do. */
    Map<String, String> environment() {
        return Map.of();
    }

    /**
     * Where a gateway is.
     *
     * @param home what it takes for the user's home
     * @param model the address of its model
     */
    record Site(Install install, Path home, int port, String model) {
        Path settings() {
            return home.resolve(".openclaw").resolve("openclaw.json");
        }

        Path workspace() {
            return home.resolve("workspace");
        }
    }

    /** Writes the settings, those of the laboratory on top. */
    void write(Site site) {
        try {
            Files.createDirectories(Objects.requireNonNull(site.settings().getParent()));
            Files.createDirectories(site.workspace());
            Files.writeString(site.workspace().resolve("notes.md"), "# Notes\n\nline one\n");
            var settings = settings(site);
            merge(settings, laboratory(site));
            Files.writeString(site.settings(), settings.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each provider of a model is asked by one agent: one that refuses is not asked again for a while. */
    private static ObjectNode laboratory(Site site) {
        var provider = provider(site.model());
        return object("""
                {
                  "update": {"checkOnStart": false, "auto": {"enabled": false}},
                  "telemetry": {"enabled": false},
                  "discovery": {"mdns": {"mode": "off"}},
                  "models": {"catalogRefresh": {"enabled": false},
                    "providers": {"lab": %s, "vault": %s, "till": %s}},
                  "agents": {
                    "defaults": {"model": {"primary": "lab/scripted"}, "workspace": "%s"},
                    "entries": {"main": {}, "careful": {"tools": {"exec": {"mode": "ask"}}},
                      "banker": {"model": {"primary": "vault/scripted"}},
                      "cashier": {"model": {"primary": "till/scripted"}}, "scribe": {}, "clerk": {}}},
                  "tools": {"exec": {"pathPrepend": ["%s/bin"]}},
                  "plugins": {"load": {"paths": ["%s"]}, "entries": {"sitrep-scribe": {"enabled": true}}},
                  "acp": {"enabled": true, "backend": "scribe", "defaultAgent": "scribe",
                    "allowedAgents": ["scribe", "clerk"]}
                }
                """.formatted(provider, provider, provider, site.workspace(), site.home(), plugin()));
    }

    private static String provider(String model) {
        return """
                {"baseUrl": "%s", "apiKey": "no-key", "api": "openai-completions", "models": [{"id": "scripted",
                 "name": "Scripted", "reasoning": false, "input": ["text"], "contextWindow": 200000, "maxTokens": 8192,
                 "cost": {"input": 0, "output": 0, "cacheRead": 0, "cacheWrite": 0}}]}""".formatted(model);
    }

    private static String plugin() {
        return Path.of("src", "test", "resources", "openclaw", "acp")
                .toAbsolutePath()
                .toString();
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode more && into.get(field.getKey()) instanceof ObjectNode known) {
                merge(known, more);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.read(text);
    }
}
