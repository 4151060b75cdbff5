package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static sitrep.web.Visit.overflow;

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
}
