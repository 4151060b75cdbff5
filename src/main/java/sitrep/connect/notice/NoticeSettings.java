package sitrep.connect.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sitrep.core.notice.NoticeFilter;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.notice.NoticeTarget;
import sitrep.core.notice.Quiet;
import sitrep.json.Json;
import sitrep.json.LocatedJson;

/**
 * Who is to be told, as it stands in a file. A target with a mistake is left out and the others count; what the mistake
 * is, is said with its line.
 */
public final class NoticeSettings {
    /** Most targets. */
    static final int TARGETS = 20;

    private final HttpClient client = HttpCourier.client();
    private final Map<String, String> environment;
    private final Function<String, Optional<String>> files;
    private final String page;
    private final ZoneId zone;

    /**
     * @param environment where secrets may stand
     * @param files what a file holds in which a secret stands; nothing if it cannot be read
     * @param page the address of the page, where the file does not say another
     * @param zone of quiet hours, where the file does not say another
     */
    public NoticeSettings(
            Map<String, String> environment, Function<String, Optional<String>> files, String page, ZoneId zone) {
        this.environment = Map.copyOf(environment);
        this.files = files;
        this.page = page;
        this.zone = zone;
    }

    /** @param file its name, to be shown */
    public NoticeSetup read(String file, String text) {
        try {
            return new Reading(file).of(LocatedJson.read(text));
        } catch (Json.Malformed e) {
            return new NoticeSetup(file, List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }

    /** What a text comes to, and what is wrong with it, value by value. */
    record Read(NoticeSetup setup, SettingsMistakes mistakes) {}

    Read reading(String text) {
        var reading = new Reading("");
        return new Read(reading.of(LocatedJson.read(text)), reading.mistakes);
    }

    /** One file, as it is read. */
    private final class Reading {
        private final String file;
        private final SettingsMistakes mistakes = new SettingsMistakes();

        Reading(String file) {
            this.file = file;
        }

        NoticeSetup of(LocatedJson document) {
            var settings = SettingsNode.of(document, mistakes);
            if (!document.node().isObject()) return new NoticeSetup(file, List.of(), mistakes.texts());
            var text = new MessageText(
                    settings.meaning("page", NoticeSettings::address, "an address that begins with http:// or https://")
                            .map(URI::toString)
                            .orElse(page));
            var quiet = settings.object("quiet").flatMap(this::quiet);
            var targets = settings.objects("targets");
            settings.noOthers();
            if (targets.size() > TARGETS) settings.wrong("targets", targets.size() + " targets", "at most " + TARGETS);
            var ways = new TargetWays(client, text, environment, files);
            var read = targets.stream()
                    .limit(TARGETS)
                    .flatMap(each -> target(each, ways, quiet).stream())
                    .toList();
            var addressees = connected(distinct(read));
            return new NoticeSetup(file, addressees, mistakes.texts());
        }

        private Optional<Quiet> quiet(SettingsNode node) {
            var from = node.time("from");
            var until = node.time("until");
            var zoned = node.meaning("zone", NoticeSettings::zone, "a time zone such as Europe/Berlin");
            var except = node.reasons("except").orElse(Set.of());
            node.noOthers();
            if (from.isEmpty() && !node.has("from")) node.wrong("from", "nothing", "a time of day such as 22:00");
            if (until.isEmpty() && !node.has("until")) node.wrong("until", "nothing", "a time of day such as 07:30");
            if (from.isEmpty() || until.isEmpty()) return Optional.empty();
            if (from.equals(until)) return node.wrong("until", "the same time as 'from'", "another time");
            return Optional.of(new Quiet(from.get(), until.get(), zoned.orElse(zone), except));
        }

        private Optional<Addressee> target(SettingsNode node, TargetWays ways, Optional<Quiet> usual) {
            var before = mistakes.size();
            var name = node.text("name");
            if (!node.has("name")) node.wrong("name", "nothing", "a name for the target");
            var way = ways.read(node);
            var quiet = node.flag("disturb").orElse(false)
                    ? Optional.<Quiet>empty()
                    : node.object("quiet").flatMap(this::quiet).or(() -> usual);
            var rules = new NoticeTarget(
                    name.orElse("?"),
                    node.reasons("reasons").orElse(NoticeTarget.USUAL),
                    node.object("only").map(this::only).orElse(NoticeFilter.ALL),
                    node.span("after").orElse(NoticeTarget.AFTER),
                    node.number("budget", 1, 1_000).orElse(NoticeTarget.BUDGET),
                    node.flag("followUp").orElse(true),
                    node.flag("evenOnScreen").orElse(false),
                    quiet,
                    node.object("escalate").flatMap(this::escalation));
            node.noOthers();
            if (mistakes.size() > before || way.isEmpty()) return Optional.empty();
            return Optional.of(new Addressee(
                    rules, way.get().kind(), way.get().where(), way.get().courier()));
        }

        private NoticeFilter only(SettingsNode node) {
            var labels = node.textOrTexts("label");
            labels.stream()
                    .filter(label -> label.indexOf(':') < 1)
                    .forEach(label -> node.wrong("label", "'" + label + "'", "key:value"));
            var filter = new NoticeFilter(node.text("owner"), node.text("source"), Set.copyOf(labels));
            node.noOthers();
            return filter;
        }

        private Optional<NoticeTarget.Escalation> escalation(SettingsNode node) {
            var after = node.span("after");
            var to = node.text("to");
            node.noOthers();
            if (!node.has("after")) node.wrong("after", "nothing", "a time span such as 10m");
            if (!node.has("to")) node.wrong("to", "nothing", "the name of another target");
            if (after.isEmpty() || to.isEmpty()) return Optional.empty();
            return Optional.of(new NoticeTarget.Escalation(after.get(), to.get()));
        }

        private List<Addressee> distinct(List<Addressee> all) {
            var names = new HashSet<String>();
            return all.stream()
                    .filter(each -> {
                        var isNew = names.add(each.name());
                        if (!isNew) mistakes.say("two targets are named '" + each.name() + "': the first counts");
                        return isNew;
                    })
                    .toList();
        }

        /** Nobody is left waiting for somebody to be told who cannot be. */
        private List<Addressee> connected(List<Addressee> all) {
            var names = all.stream().map(Addressee::name).toList();
            all.forEach(each -> each.rules()
                    .escalation()
                    .filter(next -> !names.contains(next.to()) || next.to().equals(each.name()))
                    .ifPresent(next -> mistakes.say("'" + each.name() + "' passes on to '" + next.to()
                            + "', which is no other target: nobody is told after it")));
            return all;
        }
    }

    static Optional<URI> address(String text) {
        try {
            var uri = URI.create(text);
            var scheme = String.valueOf(uri.getScheme());
            var isWeb = scheme.equals("http") || scheme.equals("https");
            return Optional.of(uri).filter(it -> isWeb && it.getHost() != null && it.getUserInfo() == null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
