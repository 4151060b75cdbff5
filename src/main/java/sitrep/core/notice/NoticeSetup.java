package sitrep.core.notice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is to be told, as it was set up.
 *
 * @param file where that is read from
 * @param mistakes what of it could not be understood and is left out, each with its place
 */
public record NoticeSetup(String file, List<Addressee> addressees, List<String> mistakes) {

    /**
     * A target and the way to it.
     *
     * @param kind as in {@code slack}
     * @param where what may be shown of its address: no part of it that lets anybody in
     */
    public record Addressee(NoticeTarget rules, String kind, String where, Courier courier) {
        public String name() {
            return rules.name();
        }
    }

    public NoticeSetup {
        addressees = List.copyOf(addressees);
        mistakes = List.copyOf(mistakes);
    }

    /** Nobody is told anything. */
    public static NoticeSetup none(String file) {
        return new NoticeSetup(file, List.of(), List.of());
    }

    public List<NoticeTarget> targets() {
        return addressees.stream().map(Addressee::rules).toList();
    }

    /** All that any of them wants to be told of. */
    public Set<NoticeReason> wanted() {
        return addressees.stream()
                .flatMap(each -> each.rules().reasons().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The one of this name. */
    public Optional<Addressee> named(String name) {
        return addressees.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
