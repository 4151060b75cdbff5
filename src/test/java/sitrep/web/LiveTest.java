package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.web.Visit.group;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class LiveTest {

    @Test
    void it_says_that_contact_is_lost_and_catches_up_after_a_restart(Visit visit) {
        visit.excuse("ERR_|status of 50");
        visit.served.report("{'task':'a','name':'Before','phase':'testing'}");
        var page = visit.open("/");
        visit.served.stop();
        assertThat(page.locator("#live:is([data-state=reconnecting], [data-state=offline])"))
                .isVisible();
        visit.served.start();
        visit.served.report("{'task':'b','name':'After','phase':'testing'}");
        visit.served.report("{'task':'a','phase':'waiting_user','text':'Still there?'}");
        assertThat(row(page, "b")).containsText("After");
        assertThat(group(page, "needs_you").locator("a.open")).hasText("Before");
        assertThat(page.locator("#live[data-state=live]")).isVisible();
    }

    @Test
    void who_comes_back_hears_how_much_was_missed(Visit visit) {
        visit.excuse("ERR_|status of 50");
        visit.served.report("{'task':'a','name':'Before','phase':'testing'}");
        var page = visit.open("/");
        page.route("**/api/v1/changes*", Route::abort);
        visit.served.stop();
        assertThat(page.locator("#live[data-state=live]")).hasCount(0);
        visit.served.start();
        visit.served.report("{'task':'b','name':'After','phase':'testing'}");
        visit.served.report("{'task':'a','phase':'editing'}");
        page.unroute("**/api/v1/changes*");
        assertThat(page.locator("#live[data-state=live]"))
                .containsText(Pattern.compile("caught up \\d events, \\d+s away"));
    }

    @Test
    void a_tab_that_was_offline_hears_how_much_was_missed(Visit visit) {
        visit.excuse("ERR_");
        visit.served.report("{'task':'a','name':'Before','phase':'testing'}");
        var page = visit.open("/");
        page.context().setOffline(true);
        assertThat(page.locator("#live[data-state=offline]")).isVisible();
        visit.served.report("{'task':'b','name':'After','phase':'testing'}");
        visit.served.report("{'task':'a','phase':'editing'}");
        page.context().setOffline(false);
        assertThat(page.locator("#live[data-state=live]"))
                .containsText(Pattern.compile("caught up \\d events, \\d+s away"));
        assertThat(row(page, "b")).containsText("After");
    }

    @Test
    void who_slept_hears_how_much_was_missed(Visit visit) {
        visit.served.report("{'task':'a','name':'Before','phase':'testing'}");
        var page = visit.open("/");
        page.clock().install();
        page.reload();
        assertThat(page.locator("#live[data-state=live]")).containsText("live · 1 source");
        page.clock().pauseAt((long) (double) page.evaluate("Date.now() + 1000.5"));
        for (int i = 0; i < 41; i++) visit.served.report("{'task':'b','name':'After','update':'" + i + "'}");
        page.clock().fastForward("26:00");
        page.clock().resume();
        assertThat(page.locator("#live[data-state=live]"))
                .containsText(Pattern.compile("caught up \\d\\d events, 26m away"));
        assertThat(row(page, "b")).containsText("After");
    }

    @Test
    void of_more_than_a_page_that_need_somebody_only_what_is_new_is_read_out(Visit visit) {
        visit.served.send(IntStream.range(0, 205)
                .mapToObj(i -> "{\"task\":\"t%03d\",\"name\":\"Task %d\",\"phase\":\"waiting_user\",\"text\":\"%d?\"}"
                        .formatted(i, i, i))
                .collect(Collectors.joining(",", "[", "]")));
        var page = visit.open("/history");
        assertThat(page).hasTitle("(205) History · Sitrep");
        page.evaluate("window.heard = []; new MutationObserver(() => heard.push(announce.textContent))"
                + ".observe(announce, { childList: true })");
        for (int i = 0; i < 10; i++) visit.served.report("{'task':'t00" + i + "','phase':'testing'}");
        assertThat(page).hasTitle("(195) History · Sitrep");
        for (int i = 0; i < 9; i++) visit.served.report("{'task':'t00" + i + "','phase':'waiting_user','text':'!'}");
        visit.served.report("{'task':'new','name':'New','phase':'waiting_user','text':'What?'}");
        assertThat(page).hasTitle("(205) History · Sitrep");
        page.waitForFunction("() => heard.length > 0");
        assertEquals("[10 tasks need you]", page.evaluate("heard").toString());
    }

    @Test
    void only_what_newly_needs_somebody_is_read_out(Visit visit) {
        visit.served.report("{'task':'old','name':'Old','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/");
        visit.served.report("{'task':'new','name':'New','phase':'testing'}");
        assertThat(row(page, "new")).isVisible();
        visit.served.report("{'task':'new','phase':'waiting_user','text':'What?'}");
        assertThat(page.locator("#announce")).hasText("New needs you");
    }

    @Test
    void two_who_look_see_the_same(Visit visit) {
        visit.served.report("{'task':'q3','name':'Themes','outcome':'succeeded'}");
        var one = visit.open("/");
        var other = visit.open("/tasks/q3");
        one.locator("[data-verb=reported]").click();
        assertThat(other.locator(".said")).containsText("Reported to operator.");
    }

    @Test
    void a_page_that_is_open_when_a_token_appears_asks_for_it_and_comes_back(Visit visit) {
        var page = visit.excuse("401|Failed to load|ERR_CONNECTION").open("/workers?kind=acp");
        visit.served.stop();
        visit.served.startAsking("correct-horse-battery-staple");
        assertThat(page.locator(".door h1")).hasText("This server asks for a token");
        assertThat(page.locator("#live")).hasText("token needed");
        assertThat(page.locator("#token")).isFocused();
        page.locator("#token").fill("not this one");
        page.keyboard().press("Enter");
        assertThat(page.locator(".door .said")).hasText("This is not the token of this server. Nothing was let in.");
        page.locator("#token").fill("correct-horse-battery-staple");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Nobody is at work.");
        assertThat(page).hasURL(Pattern.compile("/workers\\?kind=acp$"));
    }

    @Test
    void what_was_read_before_the_server_was_gone_stays(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.excuse("Failed to load|ERR_CONNECTION").open("/workers");
        assertThat(page.locator(".hand").first()).isVisible();
        var hands = page.locator(".hand").count();
        visit.served.stop();
        assertThat(page.locator(".notice").first())
                .containsText(Pattern.compile("What is shown is as of \\d\\d:\\d\\d"));
        assertThat(page.locator(".hand")).hasCount(hands);
        visit.served.start();
    }
}
