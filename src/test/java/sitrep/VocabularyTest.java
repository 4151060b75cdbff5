package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.act.Receipt;
import sitrep.core.notice.NoticeReason;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verb;
import sitrep.tidy.Repository;

/** A word of the model is known wherever it has to be told: whoever adds one finds here what was forgotten. */
final class VocabularyTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            reasons,  src/main/resources/openapi.yaml,
            reasons,  src/main/resources/web/shared/tasks/words.js,
            reasons,  src/main/java/sitrep/cli/screen/TaskGist.java,
            told,     src/main/java/sitrep/cli/command/ReportCommand.java,
            reasons,  docs/vocabulary.md,
            reasons,  docs/events.md,
            phases,   src/main/resources/openapi.yaml,
            phases,   docs/vocabulary.md,
            phases,   docs/events.md,
            outcomes, src/main/resources/openapi.yaml,
            outcomes, docs/vocabulary.md,
            outcomes, docs/events.md,
            verbs,    src/main/resources/openapi.yaml,
            verbs,    docs/vocabulary.md,
            verbs,    docs/acting.md,
            verbs,    src/main/java/sitrep/cli/Cli.java,
            states,   src/main/resources/openapi.yaml,
            states,   docs/acting.md,
            notices,  src/main/resources/openapi.yaml,
            notices,  src/main/resources/web/shell/reasons.js,
            notices,  docs/notifications.md,
            """)
    void everyWordIsToldEverywhere(String words, String path) {
        var text = Repository.file(path).text();
        assertEquals(List.of(), words(words).filter(word -> !has(text, word)).toList(), path);
    }

    private static Stream<String> words(String which) {
        return switch (which) {
            case "reasons" -> BlockReason.words().stream();
            case "told" -> BlockReason.words().stream().filter(word -> !word.equals("suspected_stall"));
            case "phases" -> Stream.of(Phase.values()).map(Phase::word);
            case "notices" -> NoticeReason.words().stream();
            case "verbs" -> Verb.words().stream().filter(word -> !word.equals("approve_always"));
            case "states" -> Receipt.State.words().stream();
            case "outcomes" -> Stream.of(Outcome.values()).map(Outcome::word);
            default -> throw new IllegalArgumentException(which);
        };
    }

    private static boolean has(String text, String word) {
        return text.lines().anyMatch(line -> List.of(line.split("[^a-z_]+")).contains(word));
    }
}
