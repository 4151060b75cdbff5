package sitrep.connect.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an answer asks its user for something is read from how it ends. */
class LastWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Which of the two do you want?                                  | Which of the two do you want?
                    The tests pass. Shall I commit it?                             | The tests pass. Shall I commit it?
                    I need to know.\\n\\nPlease tell me which one. | Please tell me which one.
                    Where to?\\n\\n1. here\\n2. there | Where to?\\n1. here\\n2. there
                    **Should I go on?**                                            | **Should I go on?**
                    Done. All 12 tests pass.                                       |
                    Is it broken? No: the test was.                                |
                    Done. Anything else?                                           |
                    Fixed. What would you like to work on next?                    |
                    Done. Let me know if you would like the other one changed too. |
                    Why does it fail?\\nThe path is wrong. It is mended now.        |
                    Run it so:\\n```\\nwhat?\\n```                                   |
                    - first\\n- second                                             |
                    """)
    void whatAsksAndWhatDoesNot(String answer, String question) {
        assertEquals(
                Optional.ofNullable(question).map(text -> text.replace("\\n", "\n")),
                LastWords.question(answer.replace("\\n", "\n")));
    }
}
