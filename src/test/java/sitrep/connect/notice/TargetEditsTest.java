package sitrep.connect.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.connect.notice.TargetEdits.Edit;
import sitrep.core.notice.NoticeDesk.Sheet;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.text.Invalid;
import sitrep.json.Json;

/** What a file that people write becomes when somebody changes a target on the page. */
class TargetEditsTest {
    private static final String WRITTEN = """
            {
              // Nights are quiet.
              quiet: { from: "22:00", until: "07:30" },
              targets: [
                // The whole team.
                { name: "team", kind: "slack", url: { env: "SLACK" }, after: "1m" }, // since 2024
                { name: 'phone', kind: 'ntfy', url: 'https://ntfy.example/x', token: "t0p", reasons: [] },
                /* A program, no more. */
                { name: "desk", kind: "command", run: ["notify-send", "--token", "s3cret"], timeout: "5s" }
              ],
              page: "https://sitrep.example", // as others reach it
            }
            """;

    private final NoticeSettings settings = new NoticeSettings(
            Map.of("SLACK", "https://hooks.example/services/T0"),
            _ -> Optional.empty(),
            "http://localhost:7717",
            ZoneOffset.UTC);

    private final TargetEdits edits = new TargetEdits(settings);

    private String put(String file, String name, String said) {
        var edit = edits.put(file, name, said.replace('\'', '"'));
        return edit instanceof Edit.Text(var text) ? text : edit.toString();
    }

    private String remove(String file, String name) {
        var edit = edits.remove(file, name);
        return edit instanceof Edit.Text(var text) ? text : edit.toString();
    }

    private Addressee named(String file, String name) {
        var setup = settings.read("notify.json", file);
        assertEquals(List.of(), setup.mistakes(), file);
        return setup.named(name).orElseThrow();
    }

    @Test
    void a_new_target_stands_behind_the_others_and_all_else_as_it_was_written() {
        var after = put(WRITTEN, "log", "{'kind':'plain','url':'http://127.0.0.1:9/x','reasons':['failed']}");
        var expected = WRITTEN.replace("timeout: \"5s\" }\n", """
                timeout: "5s" },
                    {
                      name: "log",
                      kind: "plain",
                      url: "http://127.0.0.1:9/x",
                      reasons: ["failed"],
                    },
                """);
        assertEquals(expected, after);
        assertEquals("plain", named(after, "log").kind());
    }

    @Test
    void a_target_that_is_set_anew_keeps_its_place_and_its_secrets() {
        var after = put(WRITTEN, "phone", "{'kind':'ntfy','reasons':['needs_you'],'only':{'label':['release:2.4']}}");
        var expected = WRITTEN.replace("""
                { name: 'phone', kind: 'ntfy', url: 'https://ntfy.example/x', token: "t0p", reasons: [] },
                """, """
                {
                      name: "phone",
                      kind: "ntfy",
                      url: "https://ntfy.example/x",
                      token: "t0p",
                      reasons: ["needs_you"],
                      only: { label: ["release:2.4"] },
                    },
                """);
        assertEquals(expected, after);
        assertEquals("label release:2.4", named(after, "phone").rules().only().spoken());
    }

    @Test
    void a_secret_that_stands_elsewhere_stays_there() {
        var after = put(WRITTEN, "team", "{'kind':'slack','budget':3}");
        assertTrue(after.contains("url: { env: \"SLACK\" },\n      budget: 3,\n    }, // since 2024"), after);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            team,  '    // The whole team.\\n     // since 2024\\n    { name: ''phone'''
            phone, 'since 2024\\n    /* A program'
            desk,  'no more. */\\n  ],'
            """)
    void what_is_taken_away_leaves_no_hole(String name, String expected) {
        var after = remove(WRITTEN, name);
        assertTrue(after.replaceAll(" +\n", "\n").contains(expected.replace("\\n", "\n")), after);
        assertEquals(2, settings.read("", after).addressees().size(), after);
    }

    @Test
    void a_file_that_is_not_there_is_begun() {
        var first = put("", "a", "{'kind':'plain','url':'http://a.example'}");
        var second = put(first, "b", "{'kind':'plain','url':'http://b.example','escalate':{'after':'5m','to':'a'}}");
        assertEquals("a", named(second, "b").rules().escalation().orElseThrow().to());
        assertTrue(remove(second, "a").contains("'b' passes on to it: have that one pass on to another first."));
        assertEquals(first, remove(second, "b"));
        assertEquals(TargetsText.EMPTY, remove(first, "a"));
        var other = put("{ page: \"https://x.example\" }", "a", "{'kind':'plain','url':'http://a.example'}");
        assertEquals("plain", named(other, "a").kind());
        assertTrue(other.endsWith(" page: \"https://x.example\" }"), other);
        assertEquals("NoTarget[]", remove(WRITTEN, "nobody"));
    }

    @Test
    void of_two_with_one_name_none_is_left() {
        var twice = "{targets: [{name: 'a', kind: 'plain', url: 'http://a.example'},"
                + " {name: 'a', kind: 'plain', url: 'http://b.example'}]}";
        assertEquals("{targets: [ ]}", remove(twice, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{targets: {}}", "{targets: ['a']}", "targets", "{targets: [}"})
    void a_file_that_is_not_understood_is_left_alone_and_that_is_said(String file) {
        for (var said : List.of(put(file, "a", "{'kind':'plain','url':'http://a.example'}"), remove(file, "a"))) {
            assertTrue(said.startsWith("Refused[why=Nothing is changed in the file: "), said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new   | {'kind':'pigeon','url':'http://a.example'}                      | kind
            new   | {'url':'http://a.example'}                                      | kind
            new   | {'kind':'plain'}                                                | url
            new   | {'kind':'plain','url':'ftp://a.example'}                        | url
            new   | {'kind':'plain','url':{'env':'SLACK'}}                          | url
            new   | {'kind':'plain','url':'http://a.example','token':{'file':'/etc/passwd'}} | token
            new   | {'kind':'plain','url':'http://a.example','budget':0}            | budget
            new   | {'kind':'plain','url':'http://a.example','after':'soon'}        | after
            new   | {'kind':'plain','url':'http://a.example','reasons':['bored']}   | reasons
            new   | {'kind':'plain','url':'http://a.example','only':{'label':['x']}} | only.label
            new   | {'kind':'plain','url':'http://a.example','only':{'host':'x'}}   | only.host
            new   | {'kind':'plain','url':'http://a.example','quiet':{'from':'22:00'}} | quiet.until
            new   | {'kind':'plain','url':'http://a.example','quiet':{'from':'22:00','until':'x'}} | quiet.until
            new   | {'kind':'plain','url':'http://a.example','escalate':{'after':'5m','to':'new'}} | escalate.to
            new   | {'kind':'plain','url':'http://a.example','escalate':{'after':'5m','to':'x'}} | escalate.to
            new   | {'kind':'plain','url':'http://a.example','colour':'red'}        | body
            new   | {'kind':'slack','url':'http://a.example','token':'x'}           | token
            new   | {'kind':'telegram','token':'1:a'}                               | chat
            new   | {'kind':'webhook','url':'http://a.example','secret':'short'}    | secret
            new   | {'kind':'command','run':['sh','-c','true']}                     | run
            new   | {'kind':'command'}                                              | kind
            team  | {'kind':'command'}                                              | kind
            desk  | {'kind':'command','run':['sh']}                                 | run
            desk  | {'kind':'plain','url':'http://a.example'}                       | kind
            phone | {'kind':'ntfy','url':'https://elsewhere.example/x'}             | token
            phone | {'kind':'ntfy','url':'https://ntfy.example/y'}                  | token
            phone | {'kind':'plain','url':''}                                       | url
            ..    | {'kind':'plain','url':'http://a.example'}                       | name
            """)
    void what_will_not_do_is_named_by_its_field(String name, String said, String field) {
        var refused = assertThrows(Invalid.class, () -> put(WRITTEN, name, said));
        assertEquals(field, refused.field(), refused.getMessage());
        assertFalse(refused.getMessage().contains("t0p"), refused.getMessage());
    }

    @Test
    void a_kept_secret_goes_nowhere_else_but_to_the_same_address() {
        var same = put(WRITTEN, "phone", "{'kind':'ntfy','url':'https://ntfy.example/x'}");
        assertTrue(same.contains("token: \"t0p\""), same);
        var without = put(WRITTEN, "phone", "{'kind':'ntfy','url':'https://other.example/x','token':''}");
        assertFalse(without.contains("t0p"), without);
        var other = put(WRITTEN, "phone", "{'kind':'plain','url':'https://other.example/x'}");
        assertFalse(other.contains("t0p"), other);
    }

    @Test
    void a_command_stays_what_it_is_and_all_else_of_it_can_be_set() {
        var after = put(WRITTEN, "desk", "{'kind':'command','reasons':['stuck'],'after':'30s'}");
        assertTrue(after.contains("run: [\"notify-send\", \"--token\", \"s3cret\"],\n      timeout: \"5s\""), after);
        assertEquals(30, named(after, "desk").rules().after().toSeconds());
    }

    @Test
    void what_is_shown_of_a_target_holds_no_secret() {
        assertEquals(
                Optional.of(new Sheet("{\"kind\":\"ntfy\",\"reasons\":[]}", List.of("url", "token"))),
                TargetEdits.sheet(WRITTEN, "phone"));
        assertEquals(
                Optional.of(new Sheet("{\"kind\":\"command\",\"timeout\":\"5s\"}", List.of())),
                TargetEdits.sheet(WRITTEN, "desk"));
        assertEquals(Optional.empty(), TargetEdits.sheet(WRITTEN, "nobody"));
        assertEquals(Optional.empty(), TargetEdits.sheet("{", "phone"));
    }

    @Test
    void there_are_no_more_than_there_may_be() {
        var file = "";
        for (var i = 0; i < NoticeSettings.TARGETS; i++) {
            file = put(file, "t" + i, "{'kind':'plain','url':'http://a.example/" + i + "'}");
        }
        var full = file;
        assertEquals(
                "name",
                assertThrows(Invalid.class, () -> put(full, "one", "{'kind':'plain','url':'http://a.example'}"))
                        .field());
        assertTrue(put(full, "t3", "{'kind':'plain','url':'http://b.example'}").contains("b.example"));
    }

    /** Whatever is sent, and however the file is spoilt: it is refused in words, or all else is what it was. */
    @Test
    void nothing_that_is_sent_harms_the_file() {
        var chance = new Random(11);
        var said = "{\"kind\":\"plain\",\"url\":\"http://a.example/x\",\"reasons\":[\"failed\"],\"after\":\"1m\","
                + "\"quiet\":{\"from\":\"22:00\",\"until\":\"07:00\"},"
                + "\"only\":{\"owner\":\"Dana\",\"label\":[\"a:b\"]}}";
        for (var i = 0; i < 4_000; i++) {
            var file = chance.nextBoolean() ? WRITTEN : spoilt(WRITTEN, chance);
            var wanted = chance.nextInt(4) == 0 ? said : spoilt(said, chance);
            var name =
                    List.of("team", "phone", "desk", "new", "a\nb", "\"}", "//").get(chance.nextInt(7));
            try {
                var edit = chance.nextInt(4) == 0 ? edits.remove(file, name) : edits.put(file, name, wanted);
                if (edit instanceof Edit.Text(var text)) assertEquals(others(file, name), others(text, name), text);
            } catch (Invalid | Json.Malformed e) {
                assertFalse(String.valueOf(e.getMessage()).contains("s3cret"), e.getMessage());
            }
        }
    }

    private List<String> others(String file, String name) {
        return new TargetsText(file)
                .items().stream()
                        .filter(each -> !each.path("name").asString("").strip().equals(name))
                        .map(Json::text)
                        .toList();
    }

    private static String spoilt(String text, Random chance) {
        var letters = new StringBuilder(text);
        IntStream.rangeClosed(0, chance.nextInt(3)).forEach(_ -> {
            var at = chance.nextInt(letters.length());
            var to = Math.min(letters.length(), at + chance.nextInt(12));
            switch (chance.nextInt(3)) {
                case 0 -> letters.delete(at, to);
                case 1 -> letters.insert(at, letters.substring(at, to));
                default -> letters.setCharAt(at, "{}[],:\"'/*\n\\a0".charAt(chance.nextInt(14)));
            }
        });
        return letters.toString();
    }
}
