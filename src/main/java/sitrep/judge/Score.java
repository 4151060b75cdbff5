package sitrep.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How good a rule is on some silences.
 *
 * <p>A false alarm is a silence that outlasts the rule's limit although the work went on by itself. The delay is found
 * by freezing the worker at random instants of its active time, each silence weighing as long as it lasts, up to
 * {@link #LONGEST}: it is the time from there until the rule speaks, none if it spoke already. Chen, Toueg and Aguilera
 * ("On the quality of service of failure detectors", 2002) call these mistake rate, mistake duration and detection
 * time.
 *
 * <p>Of what was never judged nothing is said: neither a rate nor a time.
 *
 * @param activeHours the time that was judged
 * @param falseAlarmsPerHour absent where no time was judged
 * @param delay absent where no time was judged
 * @param mistakeHours mean time between two false alarms, absent without any
 * @param mistakeSeconds mean time until a false alarm was taken back, absent without any
 */
public record Score(
        double activeHours,
        long falseAlarms,
        OptionalDouble falseAlarmsPerHour,
        Optional<Delay> delay,
        OptionalDouble mistakeHours,
        OptionalDouble mistakeSeconds) {

    /** The time from a freeze until it was noticed, in seconds. */
    public record Delay(double p50, double p90, double mean) {}

    /** A silence counts for no more active time than this, in seconds: the rest of it is somebody's night. */
    static final double LONGEST = 600;

    /** What is never noticed counts as noticed after this, in seconds, in the mean. */
    static final double UNNOTICED = 3_600;

    private static final int CUTS = 40_000;
    private static final long SEED = 3;

    /**
     * The score of a rule.
     *
     * @param stalled after how many seconds the rule calls a silence a stall
     * @param noticed after how many it asks somebody to look
     */
    static Score of(
            List<SessionReplay.Judged> all,
            ToDoubleFunction<SessionReplay.Judged> stalled,
            ToDoubleFunction<SessionReplay.Judged> noticed) {
        var judged = all.stream().filter(each -> !each.silence().isCutShort()).toList();
        var seconds = judged.stream().mapToDouble(Score::weight).sum();
        var mistakes = judged.stream()
                .filter(each -> each.silence().length() > stalled.applyAsDouble(each))
                .mapToDouble(each -> each.silence().length() - stalled.applyAsDouble(each))
                .toArray();
        var hours = seconds / 3600;
        return new Score(
                hours,
                mistakes.length,
                hours > 0 ? OptionalDouble.of(mistakes.length / hours) : OptionalDouble.empty(),
                delay(delays(judged, noticed)),
                mistakes.length > 0 ? OptionalDouble.of(hours / mistakes.length) : OptionalDouble.empty(),
                Arrays.stream(mistakes).average());
    }

    static double weight(SessionReplay.Judged judged) {
        return Math.min(judged.silence().length(), LONGEST);
    }

    private static double[] delays(List<SessionReplay.Judged> judged, ToDoubleFunction<SessionReplay.Judged> noticed) {
        var until = new double[judged.size()];
        var sum = 0.0;
        for (var i = 0; i < until.length; i++) {
            sum += weight(judged.get(i));
            until[i] = sum;
        }
        if (sum == 0) return new double[0];
        var random = new SplittableRandom(SEED);
        var delays = new double[CUTS];
        for (var i = 0; i < CUTS; i++) {
            var at = random.nextDouble(sum);
            var found = Arrays.binarySearch(until, at);
            var index = Math.min(found < 0 ? -found - 1 : found + 1, until.length - 1);
            var frozen = at - (index == 0 ? 0 : until[index - 1]);
            delays[i] = Math.min(UNNOTICED, Math.max(0, noticed.applyAsDouble(judged.get(index)) - frozen));
        }
        Arrays.sort(delays);
        return delays;
    }

    private static Optional<Delay> delay(double[] sorted) {
        if (sorted.length == 0) return Optional.empty();
        var mean = Arrays.stream(sorted).sum() / sorted.length;
        return Optional.of(new Delay(quantile(sorted, 0.5), quantile(sorted, 0.9), mean));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
