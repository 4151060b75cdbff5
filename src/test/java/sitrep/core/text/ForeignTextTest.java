package sitrep.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key AKIAIOSFODNN7EXAMPLE here | key [redacted: AWS key id] here
            use sk-proj-abcdefghij0123456789 | use [redacted: OpenAI or Anthropic key]
            Authorization: Bearer abcdef0123456789 | Authorization: Bearer [redacted]
            mysql --password hunter22 -u me | mysql --password [redacted] -u me
            API_KEY=abcd1234 make | API_KEY=[redacted] make
            clone https://me:s3cr3t@example.org/x.git | clone https://me:[redacted]@example.org/x.git
            jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_def-ghi | jwt [redacted: JSON web token]
            '"password": "hunter22"' | '"password": "[redacted]"'
            """)
    void a_secret_is_replaced_by_what_kind_it_was(String text, String clean) {
        assertEquals(clean, ForeignText.line(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tokenizer tests: 12 passed | tokenizer tests: 12 passed
            commit 3f786850e387550fdab836ed7e6dc881de23001b | commit 3f786850e387550fdab836ed7e6dc881de23001b
            Reading https://example.org:8080/a@b | Reading https://example.org:8080/a@b
            the secret is out | the secret is out
            Überprüfe die Tests 🧪 für 日本 | Überprüfe die Tests 🧪 für 日本
            """)
    void an_ordinary_text_is_left_alone(String text, String clean) {
        assertEquals(clean, ForeignText.line(text));
    }

    @Test
    void terminal_sequences_and_direction_marks_are_gone() {
        assertEquals("red green", ForeignText.line("\u001b[1;31mred\u001b[0m \u202egreen\u202c\u0007"));
        assertEquals("title", ForeignText.line("\u001b]0;evil\u0007title"));
        assertEquals("one two", ForeignText.line("one\r\n\ttwo\n"));
    }

    @Test
    void what_cannot_be_seen_is_gone_and_every_end_of_a_line_is_one() {
        assertEquals("push now", ForeignText.line("pu\u200bsh\u0007 \u2066now\u2069\u00ad\u0080"));
        assertEquals("red", ForeignText.line("\u009b31mred\u009b0m"));
        assertEquals("one two three four", ForeignText.line("one\u2028two\u0085three\rfour"));
        assertEquals("why: \ufffd", ForeignText.line("why: \ud800"));
        assertEquals("ab", ForeignText.line("a\u200db"));
    }

    @Test
    void a_sequence_without_an_end_takes_no_word_with_it() {
        assertEquals("0;failed: no such file", ForeignText.line("\u001b]0;failed: no such file"));
    }

    @Test
    void a_secret_is_found_though_it_is_taken_apart_by_what_is_not_seen() {
        assertEquals(
                "[redacted: GitHub token]",
                ForeignText.line("ghp_\u001b[0m0123456789abcd\u200befghijklmnop0123456789"));
    }

    @Test
    void a_long_text_never_outgrows_its_limit() {
        var text = "x ".repeat(150) + "password=abcd";
        assertEquals(text.length(), ForeignText.line(text).length());
    }

    @Test
    void of_what_outgrows_its_limit_both_ends_stay_and_what_is_missing_is_counted() {
        var command = "API_KEY=a1b2 ".repeat(30) + "&& rm -rf /srv/backups";
        var clean = ForeignText.clean(command);
        assertEquals(command.length(), clean.length());
        assertTrue(clean.endsWith(" && rm -rf /srv/backups"), clean);
        assertTrue(clean.startsWith("API_KEY=[redacted] "), clean);
        var cut = ForeignText.withEnds("a".repeat(3_000) + "z", 2_000);
        assertEquals(2_000, cut.length());
        assertTrue(cut.matches("a+… \\[1031 characters left out] …a+z"), cut);
        assertEquals("as it is", ForeignText.withEnds("as it is", 8));
        var whole = ForeignText.withEnds("\ud83e\uddea".repeat(1_000), 1_001);
        assertFalse(whole.chars().mapToObj(c -> (char) c).allMatch(Character::isSurrogate));
        assertEquals(whole, ForeignText.clean(whole), "no half characters");
    }

    @Test
    void a_private_key_is_cut_out_even_without_its_end() {
        var text = "key:\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n and so on and on and on";
        assertEquals("key:\n[redacted: private key]", ForeignText.clean(text));
    }
}
