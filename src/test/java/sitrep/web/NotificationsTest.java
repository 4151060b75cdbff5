package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is shown on the desktop, for those who asked for it. */
@ExtendWith(InChromium.class)
class NotificationsTest {
    /** The browser's own notifications, with a list of those that stand. */
    private static final String LIST = """
            window.standing = [];
            window.Notification = class extends Notification {
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
        page.evaluate(LIST);
        page.keyboard().press(",");
        page.getByLabel("Your answer").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close"))
                .click();
        visit.served.report("{'task':'b','name':'Offsite','phase':'waiting_user','text':'River or old town?'}");
        visit.served.report("{'task':'c','name':'Release','phase':'waiting_approval','text':'git push'}");
        assertThat(page.locator("h1")).hasText("3 tasks need you.");
        assertStanding(page, "Offsite: River or old town?");
        visit.served.report("{'task':'b','phase':'editing'}");
        assertStanding(page, "");
    }
}
