package sitrep.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.event.OpenCall;

/** Acts that share a limit when limits are chosen: on each alone there is too little to choose by. */
enum LimitFamily {
    MODEL,
    COMPACTION,
    QUICK,
    NET,
    CALLS,
    WATCHING;

    /** All acts for which a limit is chosen. */
    static final List<OpenCall.Kind> KINDS = Arrays.stream(OpenCall.Kind.values())
            .filter(kind -> of(kind).isPresent())
            .toList();

    /** Of waits for a child or a person no silence is too long, and nothing is chosen. */
    static Optional<LimitFamily> of(OpenCall.Kind kind) {
        return switch (kind) {
            case MODEL -> Optional.of(MODEL);
            case COMPACTION -> Optional.of(COMPACTION);
            case READ, EDIT, PLAN -> Optional.of(QUICK);
            case WEB, MCP -> Optional.of(NET);
            case SHELL_READ, SHELL_GIT, SHELL_NET, SHELL_OTHER -> Optional.of(CALLS);
            case SHELL_TEST, SHELL_BUILD, SHELL_INSTALL, OTHER -> Optional.of(CALLS);
            case SHELL_SLEEP, SHELL_POLL -> Optional.of(WATCHING);
            case SUBAGENT, ASK -> Optional.empty();
        };
    }

    /** Which one a silence is judged with. */
    static Optional<LimitFamily> of(Silence silence) {
        return of(silence.judgedBy());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
