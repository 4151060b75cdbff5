package sitrep.connect.notice;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sitrep.core.notice.Courier;
import sitrep.core.notice.NoticeMessage;
import sitrep.core.text.ForeignText;

/**
 * Posts messages to an address. Only an answer of 200 to 299 counts; redirects are not followed, for what they lead to
 * was not set up by anybody.
 */
final class HttpCourier implements Courier {
    /** How long one try may take, all in all. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int EXCERPT = 120;
    private static final int GONE = 410;

    private final HttpClient client;
    private final MessageForm form;
    private final Duration patience;

    HttpCourier(HttpClient client, MessageForm form) {
        this(client, form, PATIENCE);
    }

    HttpCourier(HttpClient client, MessageForm form, Duration patience) {
        this.client = client;
        this.form = form;
        this.patience = patience;
    }

    /** One for all targets. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
    }

    @Override
    public Receipt deliver(String id, NoticeMessage message, Instant now) {
        var post = form.post(id, message, now);
        var request = HttpRequest.newBuilder(post.to())
                .timeout(patience)
                .header("Content-Type", post.type())
                .header("User-Agent", "Sitrep")
                .POST(BodyPublishers.ofString(post.body()));
        post.headers().forEach(request::header);
        var answer = client.sendAsync(request.build(), _ -> new FrontOfBody());
        try {
            return receipt(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return Receipt.failed("no whole answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Receipt.failed(why(e));
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Receipt.failed("the server stops");
        }
    }

    /** The kind of what went wrong, and what it says, which is about the connection and holds no address of ours. */
    private static String why(ExecutionException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof ConnectException) return "it could not be reached";
        var said = cause.getMessage();
        var kind = cause.getClass().getSimpleName().replaceFirst("Exception$", "");
        return said == null ? kind : kind + ": " + excerpt(said);
    }

    private static String excerpt(String text) {
        return ForeignText.withEnds(ForeignText.line(text), EXCERPT);
    }

    private static Receipt receipt(HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (status >= 200 && status < 300) return new Receipt.Delivered("answered " + status);
        var said = excerpt(answer.body());
        var why = "answered " + status + (said.isEmpty() ? "" : ": " + said);
        if (status >= 300 && status < 400) return Receipt.failed(why + " (redirects are not followed)");
        return new Receipt.Failed(why, pause(answer), status == GONE);
    }

    /** How long it asks to be left alone; a date in place of seconds is not looked at. */
    private static Optional<Duration> pause(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
