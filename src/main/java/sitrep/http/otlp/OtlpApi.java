package sitrep.http.otlp;

import java.util.List;
import java.util.Locale;
import sitrep.engine.contact.TelemetryListener;
import sitrep.engine.contact.TelemetryListener.Encoding;
import sitrep.engine.contact.TelemetryListener.Heard;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;

/**
 * Takes what programs export by OpenTelemetry, in either encoding, and answers as its protocol wants it: in that of the
 * request, refusals too.
 */
public final class OtlpApi {
    private final TelemetryListener telemetry;
    private final RequestBody body;

    public OtlpApi(TelemetryListener telemetry, RequestBody body) {
        this.telemetry = telemetry;
        this.body = body;
    }

    /** Takes spans. */
    public ApiAnswer traces(ApiRequest ask) {
        return answered(ask, (encoding, bytes) -> answer(telemetry.spans(encoding, bytes), encoding, OtlpAnswer.SPANS));
    }

    /** Takes log records. */
    public ApiAnswer logs(ApiRequest ask) {
        return answered(
                ask, (encoding, bytes) -> answer(telemetry.records(encoding, bytes), encoding, OtlpAnswer.RECORDS));
    }

    /** Figures are not looked at: who exports those as well is not told that anything is wrong. */
    public ApiAnswer passedOver(ApiRequest ask) {
        return answered(ask, (encoding, _) -> OtlpAnswer.taken(encoding));
    }

    /** What is done with a body. */
    private interface Use {
        ApiAnswer of(Encoding encoding, byte[] body);
    }

    private ApiAnswer answered(ApiRequest ask, Use use) {
        ask.parameters().only(List.of());
        var encoding = encoding(ask);
        try {
            return body.read(ask.request(), RequestBody.LIMIT, bytes -> use.of(encoding, bytes));
        } catch (Refusal e) {
            return OtlpAnswer.of(e.problem(), encoding);
        }
    }

    private static Encoding encoding(ApiRequest ask) {
        var type = ask.header("content-type").orElse("missing");
        return switch (type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT)) {
            case OtlpAnswer.PROTOBUF -> Encoding.PROTOBUF;
            case OtlpAnswer.JSON -> Encoding.JSON;
            default -> throw new Refusal(new Problem.NotExport(Excerpt.of(type)));
        };
    }

    private static ApiAnswer answer(Heard heard, Encoding encoding, String refusedAs) {
        return switch (heard) {
            case Heard.Taken(var refused, var why) ->
                refused == 0 ? OtlpAnswer.taken(encoding) : OtlpAnswer.taken(encoding, refusedAs, refused, why);
            case Heard.Unreadable(var why) -> OtlpAnswer.of(Problem.Malformed.because(why), encoding);
            case Heard.Later(var why) -> OtlpAnswer.of(new Problem.Busy(why), encoding);
        };
    }
}
