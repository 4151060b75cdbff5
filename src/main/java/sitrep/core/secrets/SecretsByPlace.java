package sitrep.core.secrets;

import java.util.List;

/**
 * The table of secrets that have no shape of their own and are known by the place where they stand: a flag of a
 * command, a header, an element. Its lines are as those of {@link SecretsByShape}; a hint may hold no space, so {@code
 * ·} stands for one. An argument that is a number, a port, a variable, a placeholder or another flag is no secret.
 */
final class SecretsByPlace {
    private SecretsByPlace() {}

    private static final String TABLE = """
            cookie | cookie | (?i)((?:set-)?cookie["'\\\\]{0,3}\\s{0,3}:\\s{0,3}["'\\\\]{0,2}[^\\s=;:"']{1,60}=)\
            [^;\\s"']{6,}
            cookie value | cookie | \
            (?i)((?<=;\\s)(?!domain|path|expires|max-age|samesite)[^\\s=;:"']{1,60}=)[^;\\s"']{16,}
            cookie flag | curl httpie | ((?<!\\S)(?:-b|--cookie)[ =]{1,3}["']?[^\\s=;:"']{1,60}=)[^;\\s"']{6,}
            password | mysql mariadb mycli | \
            ((?<![^\\s"'])-p["']?)(?![0-9.:]{1,12}(?![^\\s"'])|[$<{*\\[]|(?:rint0?|ath|rune|erm|ort|id|rofile|v|\
            r)(?![a-z]))\
            [^\\s"'=-][^\\s"']{2,}
            quoted account | curl wget httpie | \
            ((?<!\\S)(?:-u|--user|--proxy-user|-U)[ =]{0,3}(["'])[^\\s:"']{1,100}:)[^"'\\n]{2,200}(?=\\2)
            account password | curl wget httpie | \
            ((?<!\\S)(?:-u|--user|--proxy-user|-U)[ =]{0,3}["']?[^\\s:"'=]{1,100}:)(?![0-9]{1,9}(?!\\S)|[$<{*\\[\
            ])[^\\s"']{2,}
            sshpass password | sshpass | (sshpass\\s{1,3}-p\\s{0,3}["']?)(?![$<{*\\[])[^\\s"']{2,}
            Redis password | redis-cli | ((?<!\\S)-a\\s{1,3}["']?)(?![$<{*\\[-])[^\\s"']{3,}
            login password | ·login | ((?<!\\S)-p[ =]{1,3}["']?)(?![$<{*\\[-]|[0-9]{1,5}(?!\\S))[^\\s"']{3,}
            archive password | zip 7z· | ((?<!\\S)-P\\s{0,3}["']?)(?![$<{*\\[-]|[0-9]{1,5}(?!\\S))[^\\s"']{3,}
            7z password | 7z· | ((?<!\\S)-p["']?)(?![$<{*\\[-])[^\\s"']{3,}
            server password | sqlcmd ipmitool | ((?<!\\S)-P\\s{1,3}["']?)(?![$<{*\\[-])[^\\s"']{3,}
            LDAP password | ldap | ((?<!\\S)-w\\s{1,3}["']?)(?![$<{*\\[-])[^\\s"']{3,}
            Samba password | smbclient rpcclient | ((?<!\\S)-U\\s{1,3}["']?[^\\s%"']{1,100}%)[^\\s"']{2,}
            OpenSSL password | pass: | ((?<!\\S)-pass(?:in|out)?\\s{1,3}["']?pass:)(?![$<{*\\[])[^\\s"']{2,}
            keystore password | storepass keypass | \
            (-(?:src|dest)?(?:store|key)pass\\s{1,3}["']?)(?![$<{*\\[-])[^\\s"']{3,}
            SQL password | identified·by | (?i)(identified\\s{1,3}by\\s{1,3}["'])[^"'\\n]{1,200}
            SQL role's password | password·' | \
            (?i)((?:with|encrypted|set)\\s{1,3}password\\s{1,3}=?\\s{0,3}')[^'\\n]{1,200}
            XML secret | password> passwd> secret> token> apikey> | \
            (?i)(<[a-z0-9_:-]{0,40}(?:password|passwd|secret|token|apikey)>)[^<\\s][^<\\n]{0,400}(?=</)
            XML attribute | key=" name=" | \
            (?i)((?:key|name)="[^"\\n]{0,60}(?:password|secret|token|apikey)"\\s{1,3}value=")[^"]{1,400}
            netrc password | machine· | (?i)(\\slogin\\s{1,3}\\S{1,100}\\s{1,3}password\\s{1,3})\\S{3,}
            sudo password | sudo·-s | (echo\\s{1,3}["']?)[^\\s"'|]{3,200}(?=["']?\\s{0,3}\\|\\s{0,3}sudo\\s)
            Oracle password | thin: | (thin:[^\\s/:@]{1,100}/)[^\\s@/]{1,200}(?=@)
            """;

    static final List<SecretRule> ALL = SecretRule.table(TABLE, "");
}
