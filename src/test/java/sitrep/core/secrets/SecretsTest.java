package sitrep.core.secrets;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of secret is taken out and what only looks or sounds like one stays: src/test/resources/secrets.txt. */
class SecretsTest {
    private static final int HOSTILE = 60_000;
    private static final Pattern LETTERS = Pattern.compile("\\{([AULHDl])([0-9]+)}");

    /** @param name the rule's */
    record Case(String name, String with, String without) {}

    @Test
    void every_rule_has_a_line_for_and_one_against() {
        var tried = cases().map(Case::name).collect(toSet());
        var rules = Secrets.RULES.stream().map(SecretRule::name).collect(toSet());
        assertEquals(rules, tried);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_secret_is_taken_out_and_all_around_it_stays(Case it) {
        for (var seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            var text = filled(it.with, random);
            var clean = Secrets.redacted("failed: " + text + " - no such host");
            assertTrue(clean.contains("[redacted"), clean);
            assertTrue(clean.startsWith("failed: ") && clean.endsWith(" - no such host"), clean);
            for (var part : parts(it.with, new Random(seed))) assertFalse(clean.contains(part), clean);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_is_no_secret_stays_word_for_word(Case it) {
        var text = filled(it.without, new Random(1));
        assertEquals(text, Secrets.redacted(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unexpected token: '}' at position 12",
                "SyntaxError: unexpected token: fooBar, expected token: EOF",
                "Access denied for user 'root'@'localhost' (using password: YES)",
                "sudo: a password is required",
                "Permission denied (publickey,password).",
                "JWT token: signature mismatch",
                "wrong password: attempt 3 of 5",
                "Error: token=null; API_KEY is not set",
                "max_tokens=4096 exceeded, prompt_token: 51200, eos_token: </s>",
                "Load key \"~/.ssh/id_rsa\": invalid format",
                "secret \"db-creds\" not found in namespace shop",
                "commit 3f786850e387550fdab836ed7e6dc881de23001b",
                "session agent:main:subagent:3f786850-e387-550f-dab8-36ed7e6dc881",
                "TOKEN=/var/run/secrets/kubernetes.io/serviceaccount/token",
                "Token: 12:30:05 v1.2.3 x86_64",
                "{\"token\":\"expired\",\"password\":null}",
            })
    void the_reason_of_a_failure_stays(String text) {
        assertEquals(text, Secrets.redacted(text));
    }

    @Test
    void an_address_keeps_its_host() {
        assertEquals(
                "postgres://app:[redacted]@db.example.org:5432/x",
                Secrets.redacted("postgres://app:p@ss/w@rd@db.example.org:5432/x"));
    }

    /** What is quadratic takes minutes for texts of this size, what is linear a moment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJ.",
                "ghp_",
                "sk-",
                "SG.",
                "a.b.",
                "0Q~",
                "A3-AAAAAA-",
                "tskey-a-",
                "re_aaaaaaaa_",
                "AAAAAAAA",
                "://",
                "://u:",
                "://a:b@",
                "@",
                "password=",
                "password: ",
                "password=\"",
                "token ",
                "apikey:",
                "--token a",
                "cookie: a=",
                "; b=",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                " -p",
                " -u a:",
                "key=\"password",
                "identified by '",
                "<password>",
                "authorization: ",
                "bearer ",
                "echo a",
                "machine login a password ",
                "\\n",
                "x=",
                "'",
                "private-lines: 1 "
            })
    void hostile_text_takes_no_longer_than_its_length_allows(String unit) {
        var alone = unit.repeat(HOSTILE / unit.length());
        var amid =
                "mysql curl redis-cli login zip ldap sqlcmd smbclient cookie eyj _mmk .atlasv1. -us 1q~ thin: " + alone;
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            Secrets.redacted(alone);
            Secrets.redacted(amid);
        });
    }

    static Stream<Case> cases() {
        return lines().stream().filter(line -> !line.startsWith("#")).map(line -> {
            var cells = line.split(" \\| ", 3);
            return new Case(cells[0], cells[1], cells[2]);
        });
    }

    private static List<String> lines() {
        try (var in = SecretsTest.class.getResourceAsStream("/secrets.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String shape, Random random) {
        return LETTERS.matcher(shape.replace("{NL}", "\n")).replaceAll(found -> drawn(found, random));
    }

    /** What was drawn, where it is long enough to be known again. */
    private static List<String> parts(String shape, Random random) {
        return LETTERS.matcher(shape)
                .results()
                .map(found -> drawn(found, random))
                .filter(part -> part.length() >= 10 && !part.matches("[0-9]+"))
                .toList();
    }

    private static String drawn(MatchResult found, Random random) {
        var letters = switch (found.group(1)) {
            case "U" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
            case "L" -> "abcdefghijklmnopqrstuvwxyz0123456789";
            case "l" -> "abcdefghijklmnopqrstuvwxyz";
            case "H" -> "0123456789abcdef";
            case "D" -> "0123456789";
            default -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        };
        return random.ints(Integer.parseInt(found.group(2)), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
