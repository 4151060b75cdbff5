package sitrep.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.sitrep.Attention;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/** A closed vocabulary as it is read: an unknown word is refused with the list of those there are. */
public final class Words<E extends Enum<E>> {
    public static final Words<Phase> PHASES = new Words<>(Phase.values(), Phase::word);
    public static final Words<BlockReason> REASONS = new Words<>(BlockReason.values(), BlockReason::word);
    public static final Words<Outcome> OUTCOMES = new Words<>(Outcome.values(), Outcome::word);
    public static final Words<Attention> ATTENTIONS = new Words<>(Attention.values(), Attention::word);
    public static final Words<WorkerKind> KINDS = new Words<>(WorkerKind.values(), WorkerKind::word);

    public static final Words<Verdict> VERDICTS = new Words<>(Verdict.values(), Verdict::word);
    public static final Words<OpenCall.Kind> ACTS = new Words<>(OpenCall.Kind.values(), OpenCall.Kind::word);
    public static final Words<Condition.Kind> CONDITIONS = new Words<>(Condition.Kind.values(), Condition.Kind::word);

    public static final Words<Certainty> CERTAINTIES = new Words<>(Certainty.values(), Certainty::word);

    public static final Words<Voice> VOICES = new Words<>(Voice.values(), Voice::word);

    private final Map<String, E> byWord = new LinkedHashMap<>();

    private Words(E[] values, Function<E, String> word) {
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
