package sitrep.core.act;

import java.util.Optional;
import sitrep.core.event.ActId;
import sitrep.core.vocabulary.Verb;

/**
 * What is to be done.
 *
 * @param text the words that go with it, as they were typed
 */
public record Act(ActId id, Verb verb, Target target, Optional<String> text) {}
