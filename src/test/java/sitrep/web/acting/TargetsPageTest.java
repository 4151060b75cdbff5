package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.connect.notice.Receiver;
import sitrep.web.InChromium;
import sitrep.web.Visit;

/** Who is told by the server, as it is set in the settings of the page. */
@ExtendWith(InChromium.class)
class TargetsPageTest {

    private static Locator settings(Page page) {
        page.keyboard().press(",");
        return page.getByLabel("Told by the server");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Path file(Visit visit) {
        return visit.served.data().resolve("notify.json");
    }

    private static Locator field(Page page, String name) {
        return page.locator(".told form [name=\"" + name + "\"]");
    }

    @Test
    void a_target_is_added_tested_changed_and_removed(Visit visit) throws IOException {
        try (var receiver = new Receiver()) {
            var page = visit.open("/");
            var told = settings(page);
            assertThat(told).containsText("Nobody.");
            button(page, "Add a target").click();
            assertThat(field(page, "name")).isFocused();
            field(page, "name").fill("log");
            field(page, "kind").selectOption("plain");
            field(page, "url").fill(receiver.url("/one"));
            field(page, "token").fill("t0p");
            field(page, "unreported").check();
            field(page, "only.owner").fill("Dana");
            field(page, "only.label").fill("team:web, release:2.4");
            field(page, "quiet").selectOption("own");
            field(page, "quiet.from").fill("22:00");
            field(page, "quiet.until").fill("07:30");
            field(page, "quiet.except").check();
            button(page, "Save").click();
            assertThat(told).containsText("log plain http://127.0.0.1");
            assertThat(told).containsText("of owner Dana, label release:2.4, label team:web");
            assertThat(told).containsText("quiet from 22:00 to 07:30");
            assertThat(told).not().containsText("t0p");

            button(page, "Test log").click();
            assertThat(page.locator("#toast")).containsText("It arrived");
            assertEquals("Bearer t0p", receiver.next().headers().get("authorization"));

            button(page, "Change log").click();
            assertThat(field(page, "url")).hasAttribute("placeholder", "stays as it is");
            assertThat(field(page, "only.label")).hasValue("team:web, release:2.4");
            assertThat(field(page, "quiet.except")).isChecked();
            field(page, "budget").fill("3");
            button(page, "Save").click();
            assertThat(told).containsText("0 of 3 within the hour");
            button(page, "Test log").click();
            assertEquals("/one", receiver.next().path());

            button(page, "Remove log").click();
            assertThat(button(page, "Remove log")).isFocused();
            button(page, "Keep it").click();
            button(page, "Remove log").click();
            page.keyboard().press("Enter");
            assertThat(told).containsText("Nobody.");
            assertFalse(Files.readString(file(visit)).contains("log"));
        }
    }

    @Test
    void what_will_not_do_is_said_at_its_field_and_nothing_that_was_typed_is_lost(Visit visit) {
        var page = visit.excuse("422").sized(390, 844).open("/");
        var told = settings(page);
        button(page, "Add a target").click();
        field(page, "name").fill("team");
        field(page, "url").fill("hooks.example.org");
        page.keyboard().press("Enter");
        assertThat(told.getByRole(AriaRole.ALERT)).containsText("url: found something else");
        assertThat(field(page, "url")).isFocused();
        assertThat(field(page, "url")).hasAttribute("aria-invalid", "true");
        field(page, "url").fill("http://127.0.0.1:9/x");
        field(page, "after").fill("soon");
        button(page, "Save").click();
        assertThat(told.getByRole(AriaRole.ALERT)).containsText("after: found 'soon'");
        assertThat(field(page, "url")).not().hasAttribute("aria-invalid", "true");
        assertEquals(0, Visit.overflow(page));
        assertEquals(true, page.locator("dialog").evaluate("one => one.scrollWidth <= one.clientWidth"));
        field(page, "after").fill("1m");
        button(page, "Save").click();
        assertThat(told).containsText("team slack http://127.0.0.1");
    }

    @Test
    void a_file_that_is_not_to_be_changed_offers_nothing_and_says_why(Visit visit) throws IOException {
        Files.writeString(file(visit), "{targets: [{name: 'desk', kind: 'command', run: ['true', 's3cret']}]}");
        Files.setPosixFilePermissions(file(visit), PosixFilePermissions.fromString("r--r--r--"));
        var page = visit.open("/");
        var told = settings(page);
        assertThat(told).containsText("notify.json cannot be changed: it is read-only.");
        assertThat(button(page, "Test desk")).isVisible();
        for (var name : List.of("Change desk", "Remove desk", "Add a target")) {
            assertThat(button(page, name)).hasCount(0);
        }
        Files.setPosixFilePermissions(file(visit), PosixFilePermissions.fromString("rw-------"));
        page.keyboard().press("Escape");
        settings(page);
        button(page, "Change desk").click();
        assertThat(page.locator(".told form")).not().containsText("s3cret");
        assertThat(field(page, "url")).hasCount(0);
        field(page, "after").fill("30s");
        button(page, "Save").click();
        assertThat(button(page, "Change desk")).isVisible();
        var text = Files.readString(file(visit));
        assertTrue(text.contains("run: [\"true\", \"s3cret\"]") && text.contains("after: \"30s\""), text);
    }
}
