package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.connect.notice.Receiver;

/** Being told: on the desktop, by the server as the page shows it, and by the page to whoever comes back. */
@ExtendWith(InChromium.class)
class NotificationsTest {
    /** The browser's own notifications, with a list of those that stand. One without windows never allows any. */
    private static final String LIST = """
            window.standing = [];
            window.Notification = class extends Notification {
              static permission = 'granted';
              static requestPermission = async () => 'granted';
              constructor(title, options) {
                super(title, options);
                standing.push(this);
              }
              close() {
                super.close();
                window.standing = standing.filter((one) => one !== this);
              }
            };
            document.hasFocus = () => false;""";

    private static void assertStanding(Page page, String expected) {
        page.waitForFunction(
                "(expected) => standing.map(({ title, body }) => `${title}: ${body}`).join('; ') === expected",
                expected);
    }

    @Test
    void they_come_for_the_chosen_reasons_and_go_when_nobody_is_waited_for(Visit visit) {
        visit.served.report("{'task':'a','name':'Old','phase':'waiting_user','text':'Before?'}");
        var page = visit.allowing("notifications").open("/");
        choose(page, "needs_you");
        visit.served.report("{'task':'b','name':'Offsite','phase':'waiting_user','text':'River or old town?'}");
        visit.served.report("{'task':'c','name':'Build','phase':'done','update':'912 tests'}");
        assertThat(page.locator("h1")).containsText("2 tasks need you");
        assertStanding(page, "Offsite: River or old town?");
        visit.served.report("{'task':'b','phase':'editing'}");
        assertStanding(page, "");
    }

    /** From now on the desktop is told of these reasons. */
    private static void choose(Page page, String... reasons) {
        page.evaluate(LIST);
        page.keyboard().press(",");
        for (var reason : reasons) page.locator("dialog [name=" + reason + "]").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close"))
                .click();
    }

    @Test
    void they_come_for_the_same_reasons_as_the_servers(Visit visit) {
        visit.served.report("{'task':'old','name':'Old','phase':'failed','update':'exit 2'}");
        visit.served.report("{'source':'lab','task':'x','phase':'testing'}");
        var page = visit.allowing("notifications").open("/");
        page.waitForResponse(answer -> answer.url().contains("attention=unreported"), () -> {
            choose(page, "stuck", "failed", "blind");
            visit.served.report("{'source':'lab','task':'x','phase':'editing'}");
        });
        visit.served.report("{'task':'b','name':'Build','phase':'failed','update':'exit 1'}");
        assertStanding(page, "Build failed: exit 1");
        visit.served.report("{'task':'c','name':'Release','phase':'done','update':'v2.4'}");
        visit.served.report("{'task':'p','name':'Port','phase':'stalled','text':'No output for minutes'}");
        assertStanding(page, "Build failed: exit 1; Port looks stuck: No output for minutes");
        page.evaluate("fetch('/api/v1/tasks/b/reported', { method: 'POST', body: '{}' })");
        visit.served.send("""
                {"specversion":"1.0","id":"lost","source":"lab","type":"sitrep.source.lost",
                 "data":{"why":"no route"}}""");
        assertStanding(page, "Port looks stuck: No output for minutes; lab is out of contact: no route");
        page.keyboard().press(",");
        page.locator("dialog [name=stuck]").uncheck();
        assertStanding(page, "lab is out of contact: no route");
    }

    @Test
    void who_chose_a_way_of_being_needed_before_is_told_of_all_of_them(Visit visit) {
        var page = visit.allowing("notifications").open("/");
        page.evaluate("localStorage.setItem('sitrep', JSON.stringify({ notify: ['approval', 'auth'] }))");
        page.reload();
        page.keyboard().press(",");
        assertThat(page.locator("dialog [name=needs_you]")).isChecked();
        assertThat(page.locator("dialog [name=failed]")).not().isChecked();
    }

    private static void tell(Visit visit, String target) throws IOException {
        Files.writeString(visit.served.data().resolve("notify.json"), "{targets: [" + target + "]}");
    }

    @Test
    void whoever_comes_back_sees_what_happened(Visit visit) {
        visit.served.report(Duration.ofMinutes(90), "{'task':'a','name':'Build','phase':'done'}");
        visit.served.report(
                Duration.ofMinutes(80), "{'task':'b','name':'Release','phase':'waiting_approval','text':'git push'}");
        var page = visit.sized(390, 800).open("/");
        var line = page.locator("#since");
        assertThat(line).isHidden();
        page.evaluate("localStorage.setItem('sitrep-seen', Date.now() - 7215000)");
        assertThat(line).containsText("1 finished · 1 new needs you · 2 began");
        assertThat(line).containsText("(2h 00m)");
        assertThat(line.getByText("Release")).isVisible();
        assertEquals(0, Visit.overflow(page));
        line.getByRole(AriaRole.BUTTON).click();
        assertThat(line).isHidden();
        page.reload();
        assertThat(page.locator("h1")).containsText("1 task needs you");
        assertThat(line).isHidden();
    }

    @Test
    void settings_show_who_is_told_and_whether_it_works(Visit visit) throws IOException {
        try (var receiver = new Receiver()) {
            tell(
                    visit,
                    "{name: 'team', kind: 'plain', url: '" + receiver.url("/secret") + "'},\n{name: 'bad', kind: 'x'}");
            var page = visit.open("/");
            page.keyboard().press(",");
            var told = page.getByLabel("Told by the server");
            assertThat(told).containsText("team plain http://127.0.0.1");
            assertThat(told).not().containsText("secret");
            assertThat(told).containsText("line 2: targets[1].kind: found 'x'");
            button(page, "Test team").click();
            assertThat(page.locator("#toast")).containsText("It arrived: answered 204");
            assertTrue(receiver.next().body().startsWith("A test message from Sitrep"));
            assertThat(told).containsText("last: delivered");
            receiver.answer(500, "no room");
            button(page, "Test team").click();
            assertThat(page.locator("#toast")).containsText("It did not arrive: answered 500: no room");
        }
    }

    @Test
    void what_was_given_up_can_be_sent_again(Visit visit) throws IOException {
        try (var receiver = new Receiver()) {
            receiver.answer(410, "");
            tell(visit, "{name: 'team', kind: 'plain', after: '0s', url: '" + receiver.url("/x") + "'}");
            visit.served.report("{'task':'b','name':'Release','phase':'waiting_approval','text':'git push'}");
            assertTrue(receiver.next().body().startsWith("Release needs an approval"));
            var page = visit.open("/");
            page.keyboard().press(",");
            assertThat(button(page, "Send again")).isVisible();
            receiver.answer(204, "");
            button(page, "Send again").click();
            assertThat(page.getByLabel("Told by the server")).containsText("last: delivered");
            assertThat(button(page, "Send again")).hasCount(0);
        }
    }

    @Test
    void what_is_on_the_screen_is_told_to_nobody_else(Visit visit) throws IOException {
        try (var receiver = new Receiver()) {
            tell(visit, "{name: 'team', kind: 'plain', after: '10s', url: '" + receiver.url("/x") + "'}");
            visit.served.report("{'task':'b','name':'Release','phase':'testing'}");
            var page = visit.open("/tasks/b");
            var looked = page.waitForRequest(request -> request.url().endsWith("/api/v1/looking"), () -> {});
            assertTrue(looked.postData().contains("\"tasks\":[\"b\"]"), looked.postData());
            visit.served.report("{'task':'b','name':'Release','phase':'waiting_approval','text':'git push'}");
            page.waitForCondition(() -> rule(page).equals("on-screen"));
            assertTrue(receiver.isQuiet());
        }
    }

    private static String rule(Page page) {
        return (String) page.evaluate(
                "fetch('/api/v1/notifications').then((it) => it.json()).then((it) => it.items[0]?.rule ?? '')");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
