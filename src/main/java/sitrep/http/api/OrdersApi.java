package sitrep.http.api;

import java.time.Duration;
import java.util.List;
import sitrep.core.act.Act;
import sitrep.engine.act.Orders;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.json.Json;
import sitrep.json.OrderReader;

/** Where whoever runs something asks for orders, and says what became of those that it had. */
public final class OrdersApi {
    private static final int LIMIT = 64 * 1024;

    private final Orders orders;
    private final RequestBody body;

    public OrdersApi(Orders orders, RequestBody body) {
        this.orders = orders;
        this.body = body;
    }

    public ApiAnswer next(ApiRequest ask) {
        ask.parameters().only(List.of());
        ActsApi.checkType(ask);
        return body.read(ask.request(), LIMIT, bytes -> {
            var asked = OrderReader.read(Json.read(bytes));
            orders.heard(asked.done().stream()
                    .map(done -> new Orders.Word(done.act(), done.answer()))
                    .toList());
            var post = new Orders.Post(asked.task(), asked.run(), asked.source(), asked.can(), asked.block());
            return ApiAnswer.json(json(next(post, asked.atMost())));
        });
    }

    private List<Act> next(Orders.Post post, Duration atMost) {
        try {
            return orders.next(post, atMost)
                    .orElseThrow(() -> new Refusal(new Problem.Busy("Too many ask for orders.")));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(new Problem.Busy("The server is stopping."));
        }
    }

    private static String json(List<Act> orders) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("orders");
            for (var order : orders) {
                out.writeStartObject();
                out.writeStringProperty("act", order.id().text());
                out.writeStringProperty("verb", order.verb().word());
                order.text().ifPresent(text -> out.writeStringProperty("text", text));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
