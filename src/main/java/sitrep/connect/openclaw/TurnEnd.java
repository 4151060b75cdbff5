package sitrep.connect.openclaw;

import java.time.Instant;
import sitrep.core.vocabulary.Outcome;

/** What is seen of the end of a turn: how, with what words, and whether those were for whoever asked. */
record TurnEnd(Outcome outcome, String text, boolean visible, Instant at) {}
