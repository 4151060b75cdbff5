package sitrep.connect.acp.meaning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import tools.jackson.databind.JsonNode;

/**
 * A request for leave to do something, in either version of the protocol: the first names a call, the second has a
 * title and may name a call or a command.
 *
 * @param call what is known of the call, as an update of it
 */
record LeaveAsked(JsonNode params, JsonNode call, String callId, String command) {

    static LeaveAsked of(JsonNode params, String requestId) {
        var subject = params.path("subject");
        var call = params.path("toolCall").isObject() ? params.path("toolCall") : subject.path("toolCall");
        var named = ForeignValue.text(call, "toolCallId");
        var id = named.isEmpty() ? ForeignValue.text(subject, "toolCallId") : named;
        return new LeaveAsked(
                params, call, id.isEmpty() ? "asked-" + requestId : id, ForeignValue.text(subject, "command"));
    }

    Fact.RunBlocked blocked(RunId run, BlockId block, AcpCall of, Optional<String> who, String where) {
        var isPlan = of.meaning().sort() == sitrep.core.event.OpenCall.Kind.PLAN
                && of.kind().equals("switch_mode");
        return new Fact.RunBlocked(
                run,
                block,
                isPlan ? BlockReason.CONFIRMATION : BlockReason.APPROVAL,
                ForeignValue.asked(question(of)),
                who,
                Optional.of(new Action("Allow or refuse it in " + where, who, Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                names());
    }

    /** The exact command is what is asked about; a title and a description of it come before, if there are any. */
    private String question(AcpCall of) {
        var exact = command.isEmpty() ? of.exact().orElse("") : command;
        var words = Stream.of(ForeignValue.text(params, "title"), ForeignValue.text(params, "description"), exact)
                .filter(it -> !it.isBlank())
                .distinct()
                .toList();
        return String.join("\n", words);
    }

    Map<String, Asked.Option> options() {
        var options = new LinkedHashMap<String, Asked.Option>();
        params.path("options").valueStream().limit(Limits.OPTIONS).forEach(option -> {
            var name = ForeignValue.line(ForeignValue.text(option, "name", "optionId"), Limits.NAME);
            var refuses = ForeignValue.text(option, "kind").startsWith("reject");
            name.ifPresent(it -> options.put(ForeignValue.text(option, "optionId"), new Asked.Option(it, refuses)));
        });
        return options;
    }

    private List<String> names() {
        return options().values().stream().map(Asked.Option::name).toList();
    }
}
