package sitrep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key AKIAIOSFODNN7EXAMPLE here | key [redacted: token] here
            use sk-proj-abcdefghij0123456789 | use [redacted: token]
            Authorization: Bearer abcdef0123456789 | Authorization: Bearer [redacted]
            mysql --password hunter22 -u me | mysql --password [redacted] -u me
            API_KEY=abcd1234 make | API_KEY=[redacted] make
            clone https://me:s3cr3t@example.org/x.git | clone https://me:[redacted]@example.org/x.git
            jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_def-ghi | jwt [redacted: token]
            '"password": "hunter22"' | '"password": "[redacted]"'
            """)
    void a_secret_is_replaced_by_what_kind_it_was(String text, String clean) {
        assertEquals(clean, Redaction.line(text));
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
        assertEquals(clean, Redaction.line(text));
    }

    @Test
    void terminal_sequences_and_direction_marks_are_gone() {
        assertEquals("red green", Redaction.line("\u001b[1;31mred\u001b[0m \u202egreen\u202c\u0007"));
        assertEquals("title", Redaction.line("\u001b]0;evil\u0007title"));
        assertEquals("one two", Redaction.line("one\r\n\ttwo\n"));
    }

    @Test
    void a_long_text_never_outgrows_its_limit() {
        var text = "x ".repeat(150) + "password=abcd";
        assertEquals(text.length(), Redaction.line(text).length());
    }

    @Test
    void a_private_key_is_cut_out_even_without_its_end() {
        var text = "key:\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n and so on and on and on";
        assertEquals("key:\n[redacted: private key]", Redaction.clean(text));
    }
}
