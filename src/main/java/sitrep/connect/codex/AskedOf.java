package sitrep.connect.codex;

import java.util.Optional;
import sitrep.connect.hooks.dialect.ToolCall;

/**
 * What somebody is asked.
 *
 * @param hold by which it goes
 * @param call the call that is over with the answer: one that does nothing but ask
 */
record AskedOf(String hold, Optional<ToolCall> call) {}
