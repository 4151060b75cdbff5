package sitrep.cli.act;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.client.TaskVigil;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the source of each of some tasks for the same, waits until it is known what came of it, and says so.
 *
 * @param verb as on the wire
 */
record ActAsking(CommandTalk talk, ActOptions options, String verb, Optional<String> text, boolean isSecret) {

    /** How long the end of a receipt is waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Asks each of them, and answers the first code that is not that of success. */
    int ask(List<String> tasks) {
        var worst = ExitCode.OK;
        for (var task : tasks) {
            var code = new TaskFinder(talk).with(task, found -> ask(new ServerJson(found)));
            if (worst == ExitCode.OK) worst = code;
        }
        return worst;
    }

    private int ask(ServerJson task) {
        var meant = task.list("acts").stream().filter(this::isMeant).toList();
        if (meant.size() > 1) return several(task, meant);
        var confirm =
                meant.stream().map(offer -> offer.text("confirm")).findFirst().orElse("");
        if (!confirm.isEmpty() && !options.isSure) {
            return talk.wrong(
                    ExitCode.USAGE,
                    "It cannot be undone",
                    confirm + " It cannot be undone: say --yes to have it done.");
        }
        var body = body(meant.stream().findFirst());
        var path = "/api/v1/tasks/" + ApiClient.encoded(task.raw("id")) + "/acts";
        return talk.with(
                talk.client().post(path, Json.text(body), UUID.randomUUID().toString()),
                answer -> awaited(task.raw("id"), new ServerJson(answer).in("receipt")));
    }

    private boolean isMeant(ServerJson offer) {
        return offer.raw("verb").equals(verb)
                && options.run.map(offer.raw("run")::equals).orElse(true)
                && options.block.map(offer.raw("block")::equals).orElse(true);
    }

    private int several(ServerJson task, List<ServerJson> meant) {
        var lines = new ArrayList<String>(List.of("there are " + meant.size() + " of them; say which:"));
        for (var offer : meant) {
            var block = offer.has("block") ? " --block " + offer.text("block") : "";
            var shown = isShown(task.in("block"), offer) ? " (the one that lists show)" : "";
            lines.add("  --run " + offer.text("run") + block + "  " + offer.text("does") + shown);
        }
        return talk.wrong(ExitCode.UNKNOWN, "Several of them", String.join("\n", lines));
    }

    private static boolean isShown(ServerJson block, ServerJson offer) {
        return offer.has("block")
                && offer.raw("block").equals(block.raw("id"))
                && offer.raw("run").equals(block.raw("run"));
    }

    /** What is sent: that which was shown, if anything was; else the server says why it cannot be done. */
    private ObjectNode body(Optional<ServerJson> offer) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("verb", verb);
        offer.map(it -> it.raw("run"))
                .filter(id -> !id.isEmpty())
                .or(() -> options.run)
                .ifPresent(id -> body.put("run", id));
        offer.map(it -> it.raw("block"))
                .filter(id -> !id.isEmpty())
                .or(() -> options.block)
                .ifPresent(id -> body.put("block", id));
        offer.ifPresent(it -> body.put("rev", it.raw("rev")));
        text.ifPresent(words -> body.put("text", words));
        if (isSecret) body.put("secret", true);
        talk.surroundings().who(options.by).ifPresent(name -> body.put("by", name));
        body.put("from", "cli");
        return body;
    }

    private int awaited(String task, ServerJson receipt) {
        if (isOver(receipt)) return tell(receipt);
        var id = receipt.raw("id");
        var vigil = new TaskVigil(
                talk.client(),
                task,
                now -> of(id, now).filter(ActAsking::isOver).isPresent() ? OptionalInt.of(0) : OptionalInt.empty(),
                () -> TaskVigil.sayLost(talk));
        return vigil.keep(LONGEST)
                .map(answer -> talk.with(
                        answer, now -> tell(of(id, new ServerJson(now)).orElse(receipt))))
                .orElseGet(() -> tell(newest(task, id).orElse(receipt)));
    }

    /** The receipt in a task as lists show it, or in a whole one. */
    private static Optional<ServerJson> of(String id, ServerJson task) {
        var all = new ArrayList<>(task.list("receipts"));
        all.add(task.in("receipt"));
        return all.stream().filter(it -> it.raw("id").equals(id)).findFirst();
    }

    private Optional<ServerJson> newest(String task, String id) {
        var found = new ArrayList<ServerJson>();
        var code = talk.with(
                talk.client().get("/api/v1/tasks/" + ApiClient.encoded(task)),
                now -> of(id, new ServerJson(now)).map(found::add).orElse(false) ? ExitCode.OK : ExitCode.REFUSED);
        return code == ExitCode.OK ? found.stream().findFirst() : Optional.empty();
    }

    private static boolean isOver(ServerJson receipt) {
        return switch (receipt.raw("state")) {
            case "seen", "refused", "unseen", "unanswered" -> true;
            default -> false;
        };
    }

    private int tell(ServerJson receipt) {
        if (talk.json()) talk.document(receipt.node());
        else talk.say(StyledLine.of(receipt.text("says") + "."));
        return switch (receipt.raw("state")) {
            case "seen" -> ExitCode.OK;
            case "refused", "unseen", "unanswered" -> ExitCode.REFUSED;
            default -> ExitCode.TIMEOUT;
        };
    }
}
