package sitrep.connect.process.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.commands.Doing;
import sitrep.connect.process.output.OutputNews;
import sitrep.core.event.Fact;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;

/**
 * Which facts follow from what is seen of a running command: pure, from what was said before and what is seen now to
 * what is to be said. News is said at most once a second, signs of life as well, and one every five seconds whatever
 * happens.
 *
 * @param otherwise the phase of a program that no rule knows
 */
record ProcessFacts(RunId run, Phase otherwise) {
    /** How often a sign of life is promised. */
    static final Duration PULSE = Duration.ofSeconds(5);

    /** The least time between two pieces of news, two phases, or two signs of life from output. */
    static final Duration BREATH = Duration.ofSeconds(1);

    /** The least time between two updates that differ in their numbers only. */
    static final Duration SAME = Duration.ofSeconds(5);

    /** How long an unknown program must have run before it gives its run a phase. */
    static final Duration UNKNOWN = Duration.ofSeconds(2);

    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    /**
     * What is seen at one time.
     *
     * @param spoke whether any byte came since the last look
     * @param news what the bytes said
     */
    record Look(Instant at, boolean spoke, OutputNews news, Doing doing) {}

    /**
     * What was said so far, and what is still to be said.
     *
     * @param sign when the last fact was said
     * @param spoke whether bytes came since then
     * @param seen a phase that came within a breath of the one before, and is said after it, even if it is over then
     * @param unknown since when only unknown programs have been running
     */
    record State(
            Phase phase,
            Instant phaseSince,
            OutputNews said,
            Instant newsSince,
            Instant textSince,
            OutputNews pending,
            Instant sign,
            boolean spoke,
            Optional<Phase> seen,
            Optional<Instant> unknown) {

        /** A run that was just opened in this phase. */
        static State opened(Phase phase, Instant at) {
            var before = at.minus(SAME);
            return new State(
                    phase,
                    before,
                    OutputNews.NONE,
                    before,
                    before,
                    OutputNews.NONE,
                    at,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** What is to be said now, and the state after it. */
    record Step(State state, List<Fact.OfRun> facts) {}

    /** What follows from one more look. */
    Step next(State before, Look look) {
        var state = listened(before, look);
        var phase = state.seen().filter(_ -> isPast(state.phaseSince(), BREATH, look.at()));
        var news = news(state, look.at());
        if (phase.isPresent() || !news.isNone()) {
            var fact = new Fact.RunAdvanced(run, phase, news.text(), news.progress()).in(Voice.OUTPUT);
            return new Step(said(state, phase, news, look.at()), List.of(fact));
        }
        if (isSignDue(state, look.at())) {
            var heartbeat = new Fact.RunAdvanced(run, Optional.empty(), Optional.empty(), Optional.empty());
            return new Step(said(state, phase, news, look.at()), List.of(heartbeat));
        }
        return new Step(state, List.of());
    }

    /** The news and the phase that were held back, which must be said before the end. */
    List<Fact.OfRun> last(State before, OutputNews news) {
        var left = fresh(before, before.pending().then(news));
        return left.isNone() && before.seen().isEmpty()
                ? List.of()
                : List.of(new Fact.RunAdvanced(run, before.seen(), left.text(), left.progress()).in(Voice.OUTPUT));
    }

    private State listened(State state, Look look) {
        var unknown = look.doing() instanceof Doing.Unknown
                ? Optional.of(state.unknown().orElse(look.at()))
                : Optional.<Instant>empty();
        return new State(
                state.phase(),
                state.phaseSince(),
                state.said(),
                state.newsSince(),
                state.textSince(),
                fresh(state, state.pending().then(look.news())),
                state.sign(),
                state.spoke() || look.spoke(),
                seen(state, look, unknown),
                unknown);
    }

    /** Without what was said already. */
    private static OutputNews fresh(State state, OutputNews news) {
        return new OutputNews(
                news.text().filter(text -> !state.said().text().equals(Optional.of(text))),
                news.progress()
                        .filter(progress -> isAhead(progress, state.said().progress())));
    }

    /** A count of the same that falls is that of something else, as of another worker, unless it begins anew. */
    private static boolean isAhead(Progress now, Optional<Progress> before) {
        if (before.isEmpty() || before.get().total() != now.total()) return true;
        var said = before.get().done();
        return now.done() > said || (now.done() < said && now.done() <= Math.max(1, now.total() / 10));
    }

    /** Who does nothing keeps the phase that it finds, also one that was seen and not yet said. */
    private Optional<Phase> seen(State state, Look look, Optional<Instant> unknown) {
        var now = switch (look.doing()) {
            case Doing.Does(var phase) -> Optional.of(phase);
            case Doing.Meanwhile(var phase, var _) -> Optional.of(phase);
            case Doing.Quiet _, Doing.Script _ -> Optional.<Phase>empty();
            case Doing.Unknown _ ->
                unknown.filter(since -> isPast(since, UNKNOWN, look.at())).map(_ -> otherwise);
        };
        return now.or(state::seen).filter(phase -> phase != state.phase());
    }

    private static OutputNews news(State state, Instant at) {
        if (!isPast(state.newsSince(), BREATH, at)) return OutputNews.NONE;
        var text = state.pending()
                .text()
                .filter(it -> !isSame(it, state.said().text())
                        || isPast(state.textSince(), SAME, at)
                        || isContradicted(state.said().text(), state.pending().progress()));
        return new OutputNews(text, state.pending().progress());
    }

    /** Whether the text that is shown names another count of the same. */
    private static boolean isContradicted(Optional<String> text, Optional<Progress> progress) {
        return text.isPresent()
                && progress.filter(it -> text.get().matches(".*\\d\\s?(?:/|of)\\s?" + it.total() + "\\b.*"))
                        .isPresent();
    }

    private static boolean isSame(String text, Optional<String> before) {
        return before.isPresent() && withoutNumbers(text).equals(withoutNumbers(before.get()));
    }

    private static String withoutNumbers(String text) {
        return NUMBERS.matcher(text).replaceAll("0");
    }

    private static boolean isSignDue(State state, Instant at) {
        return isPast(state.sign(), state.spoke() ? BREATH : PULSE, at);
    }

    private static State said(State state, Optional<Phase> phase, OutputNews news, Instant at) {
        return new State(
                phase.orElse(state.phase()),
                phase.isPresent() ? at : state.phaseSince(),
                state.said().then(news),
                news.isNone() ? state.newsSince() : at,
                news.text().isPresent() ? at : state.textSince(),
                without(state.pending(), news),
                at,
                false,
                state.seen().filter(_ -> phase.isEmpty()),
                state.unknown());
    }

    private static OutputNews without(OutputNews pending, OutputNews said) {
        Optional<String> text = said.text().isPresent() ? Optional.empty() : pending.text();
        Optional<Progress> progress = said.progress().isPresent() ? Optional.empty() : pending.progress();
        return new OutputNews(text, progress);
    }

    private static boolean isPast(Instant since, Duration limit, Instant at) {
        return Duration.between(since, at).compareTo(limit) >= 0;
    }
}
