package sitrep.connect.openclaw.memory;

import java.time.Instant;
import sitrep.core.vocabulary.Outcome;

/** What is seen of the end of a turn: how, with what words, and whether those were for whoever asked. */
public record TurnEnd(Outcome outcome, String text, boolean visible, Instant at) {}
