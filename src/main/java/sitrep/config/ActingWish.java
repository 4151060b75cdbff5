package sitrep.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import sitrep.core.source.Acting;

/**
 * What was said of acting at a gateway when the server was started.
 *
 * @param isLocked whether that is how it stays for as long as the server runs
 */
public record ActingWish(Acting.Level level, boolean isLocked) {

    /** Nothing was said: Sitrep only looks until somebody asks for more. */
    public static final ActingWish UNSAID = new ActingWish(Acting.Level.OFF, false);

    /** Sitrep only looks, whoever asks for more. */
    public static final ActingWish NEVER = new ActingWish(Acting.Level.OFF, true);

    /** The variables with the names of gateways, as in {@code office,local}; or {@code all}, or {@code none}. */
    public static final String VARIABLE = "SITREP_OPENCLAW_ACT";

    public static final String ADMIN_VARIABLE = "SITREP_OPENCLAW_ACT_ADMIN";

    /** What stands for every gateway. */
    public static final String ALL = "all";

    private static final String NONE = "none";

    /**
     * The gateways with what is said of each.
     *
     * @param act names of gateways, {@code all} or {@code none}; else what the variable says
     * @param admin the same for what only administrators may do
     * @throws IllegalArgumentException with what is wrong, for people
     */
    public static List<GatewaySettings> said(
            List<GatewaySettings> gateways, List<String> act, List<String> admin, Map<String, String> environment) {
        var acting = names("--openclaw-act", act, environment.getOrDefault(VARIABLE, ""), gateways);
        var admins = names("--openclaw-act-admin", admin, environment.getOrDefault(ADMIN_VARIABLE, ""), gateways);
        if (acting.contains(NONE) && !admins.isEmpty()) {
            throw new IllegalArgumentException("--openclaw-act=none and --openclaw-act-admin do not go together");
        }
        return gateways.stream()
                .map(gateway -> gateway.with(of(gateway.name(), acting, admins)))
                .toList();
    }

    private static ActingWish of(String gateway, List<String> acting, List<String> admins) {
        if (acting.contains(NONE)) return NEVER;
        if (admins.contains(ALL) || admins.contains(gateway)) return new ActingWish(Acting.Level.ADMIN, false);
        var acts = acting.contains(ALL) || acting.contains(gateway);
        return acts ? new ActingWish(Acting.Level.OPERATOR, false) : UNSAID;
    }

    private static List<String> names(
            String option, List<String> given, String variable, List<GatewaySettings> gateways) {
        var said = given.isEmpty() ? List.of(variable) : given;
        var names = new ArrayList<String>();
        said.forEach(text -> names.addAll(Arrays.asList(text.split("[,\\s]+", -1))));
        names.removeIf(String::isEmpty);
        var known = gateways.stream().map(GatewaySettings::name).toList();
        for (var name : names) {
            if (name.equals(ALL) || name.equals(NONE) || known.contains(name)) continue;
            throw new IllegalArgumentException(option + " names '" + (name.length() > 40 ? name.substring(0, 40) : name)
                    + "', but no gateway has that name; there is: " + String.join(", ", known) + ", all, none");
        }
        return names;
    }
}
