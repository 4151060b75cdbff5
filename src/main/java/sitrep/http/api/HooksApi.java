package sitrep.http.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import sitrep.core.text.Invalid;
import sitrep.engine.contact.HookListener;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;

/**
 * Takes what agents say by their hooks, as it comes, and answers at once: they wait for the answer. It is an empty
 * object, which tells every agent to go on.
 */
public final class HooksApi {
    private final HookListener hooks;
    private final RequestBody body;

    public HooksApi(HookListener hooks, RequestBody body) {
        this.hooks = hooks;
        this.body = body;
    }

    public ApiAnswer post(ApiRequest ask) {
        ask.parameters().only(List.of());
        ActsApi.checkType(ask);
        var agent = ask.segments().getFirst();
        var caller = new HookListener.Caller(
                host(ask), header(ask, "X-Sitrep-Task"), header(ask, "X-Sitrep-Run"), header(ask, "Traceparent"));
        return body.read(ask.request(), RequestBody.LIMIT, bytes -> answer(agent, hooks.hear(agent, caller, bytes)));
    }

    private static String header(ApiRequest ask, String name) {
        return ask.header(name).orElse("");
    }

    private static ApiAnswer answer(String agent, HookListener.Heard heard) {
        return switch (heard) {
            case HookListener.Heard.Taken _ -> ApiAnswer.json("{}");
            case HookListener.Heard.UnknownAgent(var known) ->
                throw new Refusal(new Problem.Refused(new Invalid(
                        "agent", Excerpt.of(agent), known.isEmpty() ? "none here" : String.join(" ", known))));
            case HookListener.Heard.NoHook(var found, var allowed) ->
                throw new Refusal(new Problem.Refused(new Invalid("body", found, allowed)));
            case HookListener.Heard.Busy _ -> throw new Refusal(new Problem.Busy("Too many hooks wait to be told of."));
        };
    }

    /** Where it came from, if that is another machine. */
    private static Optional<String> host(ApiRequest ask) {
        var peer = ask.request().remotePeer().host();
        return Optional.of(peer).filter(name -> !name.isBlank() && !isHere(name));
    }

    private static boolean isHere(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
