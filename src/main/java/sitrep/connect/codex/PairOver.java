package sitrep.connect.codex;

import java.util.Optional;

/**
 * How it ended that an app-server and its client talked.
 *
 * @param byPerson whether somebody wanted that
 * @param failure why not, where it is no good end
 */
record PairOver(boolean byPerson, Optional<String> failure) {}
