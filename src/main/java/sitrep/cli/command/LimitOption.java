package sitrep.cli.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sitrep.cli.client.TypedDuration;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Phase;

/** How an operator writes a limit: {@code source:office=10m} or {@code label:env=ci/shell_test=20m}. */
public final class LimitOption {
    private LimitOption() {}

    private static final Pattern FORM = Pattern.compile("(source:[^/]+|label:[^=/]+=[^/]+?)(?:/([a-z_]+))?=([^=/]+)");

    public static Patience.Amendment read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Invalid("limit", "'" + text + "'", "source:NAME[/WHAT]=TIME or label:KEY=VALUE[/WHAT]=TIME");
        }
        var what = Optional.ofNullable(form.group(2));
        what.filter(word -> words().noneMatch(word::equals)).ifPresent(word -> {
            throw new Invalid("limit", "'" + word + "'", String.join(" ", words().toList()));
        });
        var time = TypedDuration.parse(group(form, 3))
                .orElseThrow(() -> new Invalid("limit", "'" + group(form, 3) + "'", "a time such as 90s, 10m or 2h"));
        return new Patience.Amendment(group(form, 1), what, time);
    }

    private static String group(Matcher form, int number) {
        return Optional.ofNullable(form.group(number)).orElse("");
    }

    private static Stream<String> words() {
        return Stream.of(OpenCall.Kind.words(), Phase.words(), Condition.Kind.words())
                .flatMap(words -> words.stream());
    }
}
