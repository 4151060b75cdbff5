package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.web.Visit.overflow;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What agents and users write is shown and does nothing: no script, no dialog, no request, no broken line. */
@ExtendWith(InChromium.class)
class HostileTextTest {
    private static final String SCRIPT =
            "<img src=x onerror=alert(1)><script>document.title='pwned'</script><svg onload=alert(2)>";
    private static final String REVERSED = "\\u202Egnp.exe\\u2066\\u200B\\u0007\\u001b[31m";
    private static final String LONG = "W".repeat(299);

    private static void report(Visit visit) {
        visit.served.send("""
                {"task":"../<b>x</b> y%2f?#","name":"NAME","goal":"GOAL","owner":{"name":"OWNER","where":"WHERE"},
                 "worker":{"id":"w","kind":"process","name":"WORKER"},"run":"r<i>","label":"LABEL",
                 "labels":{"<u>k":"LABEL"},"update":"</bdi></li><script>alert(3)</script>",
                 "block":{"reason":"approval","text":"TEXT",
                          "next":{"text":"<b>click</b>","command":"rm -rf 'COMMAND'"}}}
                """.replace("NAME", SCRIPT + REVERSED)
                .replace("GOAL", "G".repeat(7_999))
                .replace("OWNER", "\\\"><svg onload=alert(4)>")
                .replaceAll("WHERE|WORKER|LABEL", LONG)
                .replace("TEXT", "T".repeat(1_999))
                .replace("COMMAND", "z".repeat(1_500)));
    }

    @Test
    void it_is_inert_on_the_board(Visit visit) {
        report(visit);
        var page = visit.open("/");
        assertThat(page.locator(".row a.open")).containsText("<img src=x onerror=alert(1)>");
        assertInert(page);
    }

    @Test
    void it_is_inert_on_the_page_of_the_task_and_in_every_reason(Visit visit) {
        report(visit);
        var page = visit.open("/");
        page.locator(".row a.open").click();
        assertThat(page.locator("h1")).containsText("<img src=x onerror=alert(1)>");
        for (var why : page.locator(".why").all()) why.click();
        page.getByText("Raw events").click();
        page.locator(".events summary").first().click();
        assertThat(page.locator(".events pre").first()).containsText("specversion");
        assertInert(page);
        page.reload();
        assertThat(page.locator("h1")).containsText("<img src=x onerror=alert(1)>");
    }

    @Test
    void it_breaks_no_line_on_a_phone(Visit visit) {
        report(visit);
        var page = visit.sized(390, 844).open("/");
        assertThat(page.locator(".row")).hasCount(1);
        assertInert(page);
        page.locator(".row a.open").click(new Locator.ClickOptions().setPosition(40, 8));
        assertThat(page.locator(".facts")).isVisible();
        assertInert(page);
    }

    @Test
    void it_breaks_no_other_page_on_a_phone(Visit visit) {
        report(visit);
        visit.served.send("""
                {"task":"ended","name":"NAME","owner":"OWNER","outcome":"failed","reported":"OWNER",
                 "worker":{"id":"WORKER","kind":"other","name":"WORKER"},"text":"TEXT"}
                """.replace("NAME", SCRIPT + REVERSED + LONG.substring(150))
                .replace("TEXT", SCRIPT + "T".repeat(1_500))
                .replaceAll("OWNER|WORKER", LONG.substring(100)));
        var page = visit.sized(390, 844).open("/history");
        assertThat(page.locator(".was")).containsText("<img src=x onerror=alert(1)>");
        assertInert(page);
        for (var room : List.of("/workers", "/sources")) {
            page.navigate(visit.served.url().resolve(room).toString());
            assertThat(page.locator("main li").first()).isVisible();
            assertInert(page);
        }
        page.navigate(visit.served.url().resolve("/tasks/ended").toString());
        page.getByText("Raw events").click();
        page.locator(".events summary").first().click();
        assertThat(page.locator(".events pre").first()).containsText("specversion");
        assertThat(page).hasTitle(Pattern.compile("<img src=x onerror=alert\\(1\\)>"));
        assertInert(page);
    }

    @Test
    void a_link_is_followed_only_to_the_web(Visit visit) {
        visit.served.send("""
                {"task":"t","phase":"waiting_user","text":"?","links":[{"rel":"fine","href":"https://example.org/a"}],
                 "next":{"text":"Answer","link":"https://example.org/b"}}""");
        var page = visit.open("/tasks/t");
        assertThat(page.locator(".facts a")).hasAttribute("href", "https://example.org/a");
        assertThat(page.locator(".facts a")).hasAttribute("rel", Pattern.compile("noopener noreferrer"));
        assertEquals(false, page.evaluate("""
                async () => {
                  const { h, isSafe } = await import('/assets/shared/browser/dom.js');
                  const hrefs = ['javascript:alert(1)', ' java\\nscript:alert(1)', 'data:text/html,x', 'file:///etc',
                    '//evil.example', '/\\\\evil.example'];
                  return hrefs.some((href) => isSafe(href) || h('a', { href }).hasAttribute('href'));
                }"""));
    }

    @Test
    void the_page_does_not_rely_on_the_server_to_strip_controls(Visit visit) {
        assertEquals(List.of("gnp.exe[31m two", "a\n b"), visit.open("/").evaluate("""
                async () => {
                  const { clean, cleanLines } = await import('/assets/shared/browser/dom.js');
                  const line = '\\u202Egnp.exe\\u2066\\u200B\\u0007\\u001b[31m\\n\\t two\\u2029';
                  return [clean(line), cleanLines('a\\r\\n\\u202E b')];
                }"""));
    }

    private static void assertInert(Page page) {
        assertEquals(
                0, page.locator("main :is(img, script, b svg, i svg, iframe)").count());
        assertEquals(0, overflow(page), "pixels over the edge");
        var text = (String) page.evaluate("document.body.innerText + document.title");
        assertFalse(Pattern.compile("[\\u0000-\\u0008\\u001b\\u200b\\u202a-\\u202e\\u2066-\\u2069]")
                .matcher(text)
                .find());
        assertFalse(page.title().startsWith("pwned"));
    }

    private static final String END = "&& rm -rf /srv/backups/2026-11";
    private static final String COMMAND =
            "rsync -a build/ /srv/www/; ".repeat(80).substring(0, 1_961 - END.length()) + END;

    private static void asks(Served served, String task, String reason, String text) {
        served.send("""
                {"task":"TASK","name":"Deploy TASK","block":{"reason":"REASON","text":"TEXT",
                 "next":{"text":"Approve or deny","command":"openclaw approvals allow a2"}}}
                """.replace("TASK", task).replace("REASON", reason).replace("TEXT", text));
    }

    private static Locator approve(Page page, String task) {
        return row(page, task).locator("> .next .btn.command");
    }

    @Test
    void a_command_is_approved_only_after_all_of_it_was_shown(Visit visit) {
        asks(visit.served, "long", "approval", COMMAND);
        asks(visit.served, "short", "approval", "git push origin v2.4.0");
        var page = visit.open("/");
        assertThat(approve(page, "short")).hasText("openclaw approvals allow a2copy");
        var update = row(page, "long").locator(".update");
        assertThat(update).containsText("Wants to run rsync -a build/ /srv/www/;");
        assertThat(update).containsText(Pattern.compile("\\+1,\\d{3} characters… .*" + END + "$"));
        assertEquals(false, update.evaluate("one => one.scrollHeight > one.clientHeight + 1"));
        assertThat(approve(page, "long")).hasCount(0);
        row(page, "long").getByText("Show all 1,961 characters first").click();
        assertThat(page.locator(".peek code.whole")).hasText(COMMAND);
        assertThat(page).hasURL(Pattern.compile("\\?peek=long$"));
        assertThat(approve(page, "long")).hasText("openclaw approvals allow a2copy");
    }

    @Test
    void its_ends_open_and_so_does_its_page(Visit visit) {
        asks(visit.served, "ask", "user_input", "The river or the old town? ".repeat(60) + "Which one?");
        var page = visit.sized(390, 844).open("/");
        row(page, "ask").locator(".update .cut").click();
        assertThat(page.locator(".peek q.whole")).containsText(Pattern.compile("^The river .* Which one\\?$"));
        page.navigate(visit.served.url().resolve("/tasks/ask").toString());
        assertThat(page.locator(".verdict q.whole")).containsText("Which one?");
        assertThat(page.locator(".verdict .btn.command")).isVisible();
    }

    @Test
    void nothing_pushes_the_end_out_of_sight(Visit visit) {
        asks(visit.served, "blanks", "approval", "echo fine" + " \\u2800\\u3164\\u200b".repeat(400) + END);
        asks(visit.served, "lines", "approval", "echo # fine" + "\\n".repeat(400) + END);
        asks(visit.served, "heap", "approval", "echo fi" + "\\u0301".repeat(1_500) + "ne " + END);
        var page = visit.open("/");
        for (var task : new String[] {"blanks", "lines", "heap"}) {
            var update = row(page, task).locator(".update");
            assertThat(update).containsText(END);
            assertTrue(update.boundingBox().height < 70, task);
        }
        assertThat(row(page, "lines").locator(".update")).containsText("echo # fine ⏎ " + END);
        row(page, "lines").hover();
        row(page, "lines").locator(".below").click();
        assertThat(page.locator(".peek .whole")).containsText("[399 empty lines]");
        row(page, "blanks").hover();
        row(page, "blanks").locator(".below").click();
        assertThat(page.locator(".peek .whole")).containsText(Pattern.compile("\\[1,2\\d\\d blanks]"));
    }

    @Test
    void what_came_without_its_end_cannot_be_approved_here(Visit visit) {
        asks(visit.served, "cut", "approval", "x".repeat(1_999) + "…");
        asks(visit.served, "middle", "approval", "make… [1035 characters left out] …; rm -rf /");
        var page = visit.open("/tasks/cut");
        assertThat(page.locator(".verdict")).containsText("It was cut before it came here");
        assertThat(page.locator(".verdict .btn.command")).hasCount(0);
        page.locator(".brand").click();
        assertThat(row(page, "middle")).containsText("Read the whole where it was asked");
        assertThat(approve(page, "middle")).hasCount(0);
    }

    @Test
    void long_news_opens_where_it_stands_and_names_of_many_unfold(Visit visit) {
        visit.served.report("{'task':'t','name':'Talk','phase':'testing','update':'" + "word ".repeat(300) + "end'}");
        for (int i = 1; i <= 9; i++) {
            visit.served.report("{'task':'gh-" + i + "','name':'Mirror a repository " + i + "',"
                    + "'block':{'reason':'auth','text':'GitHub sign-in expired'}}");
        }
        var page = visit.open("/?peek=t");
        var news = page.locator(".peek .news");
        assertThat(news).containsText("characters… ");
        news.locator(".cut").click();
        assertThat(news.locator(".whole")).hasText(("word ".repeat(300) + "end"));
        visit.served.report("{'task':'t','phase':'editing'}");
        assertThat(row(page, "t").locator(".phase")).hasText("editing");
        assertThat(news.locator(".whole")).isVisible();
        news.getByText("show less").click();
        assertThat(news.locator(".whole")).hasCount(0);
        page.locator(".cause .cut").click();
        assertThat(page.locator(".row.nested")).hasCount(9);
    }
}
