package sitrep.connect.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.core.notice.NoticeReason;
import sitrep.core.notice.NoticeSetup;
import sitrep.tidy.Repository;

/** What a file of settings comes to, and how its mistakes are named. */
class NoticeSettingsTest {

    @Test
    void a_target_says_what_it_wants() {
        var setup = read("""
                {
                  // Nights are quiet.
                  quiet: { from: "22:00", until: "07:30", zone: "Europe/Berlin", except: ["needs_you"] },
                  targets: [
                    { name: "team", kind: "slack", url: { env: "SLACK" }, reasons: ["needs_you", "failed"],
                      after: "1m", budget: 6, followUp: false, escalate: { after: "15m", to: "phone" } },
                    { name: "phone", kind: "ntfy", url: "https://ntfy.example/x", reasons: [], disturb: true },
                  ],
                }""");
        assertEquals(List.of(), setup.mistakes());
        var team = setup.named("team").orElseThrow();
        assertEquals("https://hooks.example/…", team.where());
        assertEquals(
                Set.of(NoticeReason.NEEDS_YOU, NoticeReason.FAILED),
                team.rules().reasons());
        assertEquals(Duration.ofMinutes(1), team.rules().after());
        assertEquals(6, team.rules().budget());
        assertEquals(
                "22:00 to 07:30 Europe/Berlin",
                team.rules().quiet().orElseThrow().spoken());
        assertEquals("phone", team.rules().escalation().orElseThrow().to());
        var phone = setup.named("phone").orElseThrow();
        assertEquals(Set.of(), phone.rules().reasons());
        assertEquals(Optional.empty(), phone.rules().quiet());
    }

    @Test
    void a_mistake_is_named_by_field_and_line_and_costs_only_its_target() {
        var setup = read("""
                {
                  targets: [
                    { name: "good", kind: "plain", url: "https://example.org/x" },
                    { name: "bad",
                      kind: "pigeon" },
                    { name: "worse", kind: "webhook",
                      url: "ftp://example.org",
                      reasons: ["needs_me"], budgte: 3,
                      secret: "whsec_short" },
                    { name: "unset", kind: "slack", url: { env: "NOTHING" } },
                  ],
                }""");
        assertEquals(
                List.of("good"),
                setup.addressees().stream().map(NoticeSetup.Addressee::name).toList());
        assertEquals(
                List.of(
                        "line 5: targets[1].kind: found 'pigeon'; allowed: webhook slack ntfy telegram plain command",
                        "line 9: targets[2].secret: found something else; allowed: whsec_ and 24 to 64 bytes in base64",
                        "line 7: targets[2].url: found something else; allowed: an address that begins with http:// or"
                                + " https://, without a user",
                        "line 8: targets[2].reasons: found 'needs_me'; allowed: needs_you stuck failed unreported"
                                + " blind",
                        "line 8: targets[2].budgte: found an unknown name; allowed: after budget disturb escalate"
                                + " evenOnScreen followUp kind name only quiet reasons secret url",
                        "line 10: targets[3].url.env: found a variable that is not set; allowed: one that is"),
                setup.mistakes());
    }

    @Test
    void what_is_no_json_says_where() {
        var setup = read("{\n  targets: [\n    { name: \"x\" \n");
        assertEquals(List.of(), setup.addressees());
        assertTrue(
                setup.mistakes().getFirst().startsWith("it is not JSON5 at line"),
                setup.mistakes().getFirst());
    }

    @Test
    void who_passes_on_to_nobody_is_told() {
        var setup = read("""
                {targets: [{name: "a", kind: "command", run: ["true"], escalate: {after: "5m", to: "b"}},
                           {name: "a", kind: "command", run: ["true"]}]}""");
        assertEquals(1, setup.addressees().size());
        assertEquals(2, setup.mistakes().size());
    }

    @Test
    void the_example_in_the_docs_is_understood() {
        var docs = Repository.file("docs/notifications.md").text();
        var from = docs.indexOf("```json5\n") + 9;
        var setup = read(docs.substring(from, docs.indexOf("\n```", from)));
        assertEquals(List.of(), setup.mistakes());
        assertEquals(6, setup.addressees().size());
    }

    private static NoticeSetup read(String text) {
        var environment = Map.of("SLACK", "https://hooks.example/services/T0/B0/secret", "TELEGRAM_TOKEN", "1:a");
        var settings =
                new NoticeSettings(environment, _ -> Optional.of("tk_secret"), "http://localhost:7717", ZoneOffset.UTC);
        return settings.read("notify.json", text);
    }
}
