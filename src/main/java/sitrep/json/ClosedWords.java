package sitrep.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.RemarkKind;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verb;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/** A closed vocabulary as it is read: an unknown word is refused with the list of those there are. */
public final class ClosedWords<E extends Enum<E>> {
    public static final ClosedWords<Phase> PHASES = new ClosedWords<>(Phase.values(), Phase::word);
    public static final ClosedWords<BlockReason> REASONS = new ClosedWords<>(BlockReason.values(), BlockReason::word);
    public static final ClosedWords<Outcome> OUTCOMES = new ClosedWords<>(Outcome.values(), Outcome::word);
    public static final ClosedWords<Attention> ATTENTIONS = new ClosedWords<>(Attention.values(), Attention::word);
    public static final ClosedWords<RemarkKind> REMARKS = new ClosedWords<>(RemarkKind.values(), RemarkKind::word);
    public static final ClosedWords<WorkerKind> KINDS = new ClosedWords<>(WorkerKind.values(), WorkerKind::word);

    public static final ClosedWords<Verdict> VERDICTS = new ClosedWords<>(Verdict.values(), Verdict::word);
    public static final ClosedWords<OpenCall.Kind> ACTS =
            new ClosedWords<>(OpenCall.Kind.values(), OpenCall.Kind::word);
    public static final ClosedWords<Condition.Kind> CONDITIONS =
            new ClosedWords<>(Condition.Kind.values(), Condition.Kind::word);

    public static final ClosedWords<Certainty> CERTAINTIES = new ClosedWords<>(Certainty.values(), Certainty::word);

    public static final ClosedWords<Voice> VOICES = new ClosedWords<>(Voice.values(), Voice::word);

    public static final ClosedWords<Verb> VERBS = new ClosedWords<>(Verb.values(), Verb::word);
    public static final ClosedWords<ActStage> STAGES = new ClosedWords<>(ActStage.values(), ActStage::word);
    public static final ClosedWords<Channel> CHANNELS = new ClosedWords<>(Channel.values(), Channel::word);

    private final Map<String, E> byWord = new LinkedHashMap<>();

    private ClosedWords(E[] values, Function<E, String> word) {
        for (var value : values) {
            byWord.put(word.apply(value), value);
        }
    }

    /** What the word stands for; the field is named in the refusal. */
    public E of(String field, String word) {
        var value = byWord.get(word);
        if (value == null) throw new Invalid(field, Fields.excerpt(word), String.join(" ", byWord.keySet()));
        return value;
    }
}
