package sitrep.web.acting;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import sitrep.connect.doorbell.DoorbellHand;
import sitrep.core.act.Act;
import sitrep.core.act.Hand;
import sitrep.core.act.Target;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Verb;
import sitrep.web.Served;

/** Tasks that wait for somebody, and whoever stands at the door and does what is asked of them. */
final class Door {
    static final String BUILD = "make integration-test REGION=eu-west-1";
    static final String WIPE = "rm -rf /srv/releases/2.3 && git push origin v2.4.0 --force";
    static final String LONG =
            "ssh deploy@prod-7 " + "rsync -a --delete build/site/ /srv/www/site/; ".repeat(20) + "exit 9";

    private final Served served;
    final DoorbellHand hand;

    Door(Served served) {
        this.served = served;
        this.hand = new DoorbellHand("door", this::happens);
        served.add(new Apt(hand));
    }

    /** Does what fits what is waited for, as real hands do. */
    private record Apt(DoorbellHand hand) implements Hand {
        @Override
        public Set<Verb> verbs(Target target) {
            var can = hand.verbs(target);
            if (target.block().isEmpty()) return can;
            var isApproval = target.reason().equals(Optional.of(BlockReason.APPROVAL));
            return can.stream()
                    .filter(verb -> isApproval != (verb == Verb.ANSWER))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public void act(Act act, Consumer<Answer> told) {
            hand.act(act, told);
        }
    }

    /** What was asked for happens, and the door tells of it. */
    private void happens(Act act) {
        var run = "{'source':'door','task':'" + act.target().task().text() + "','run':'"
                + act.target().run().orElseThrow().text() + "',";
        switch (act.verb()) {
            case APPROVE, APPROVE_ALWAYS -> served.report(run + "'phase':'testing','update':'It runs'}");
            case DENY -> served.report(run + "'phase':'planning','update':'Denied, so something else'}");
            case ANSWER ->
                served.report(run + "'phase':'editing','update':'" + act.text().orElse("") + "'}");
            case STOP, CANCEL -> served.report(run + "'outcome':'cancelled'}");
            case STEER, RETRY, RESEND ->
                served.report(run + "'update':'Heard: " + act.text().orElse("") + "'}");
        }
    }

    /** A task that wants to run something. */
    Door approval(String task, String name, String command) {
        served.report("{'source':'door','task':'" + task + "','name':'" + name + "','run':'r1','owner':'Dana',"
                + "'worker':{'id':'deputy','kind':'main','name':'deputy'},'reason':'approval',"
                + "'text':'" + command + "','next':{'text':'Approve it, or deny it with deny at "
                + "the end','command':'openclaw approvals resolve 0b7c9c1e-33aa-4c55-9d3e-1a2b3c4d5e6f allow-once'}}");
        return this;
    }

    /** A task with a question, and the answers that it offers. */
    Door question(String task, String name, String question, String... options) {
        var offered = options.length == 0 ? "" : ",'options':['" + String.join("','", options) + "']";
        served.report("{'source':'door','task':'" + task + "','name':'" + name + "','run':'r1','owner':'Mika',"
                + "'reason':'user_input','text':'" + question + "'" + offered + "}");
        return this;
    }

    /** Several tasks with the same expired sign-in. */
    Door signIns(int count) {
        for (var i = 1; i <= count; i++) {
            served.report("{'source':'door','task':'crm-" + i + "','name':'Sync region " + i + "','run':'r1',"
                    + "'reason':'auth','text':'HubSpot sign-in expired',"
                    + "'options':['I have signed in'],"
                    + "'next':{'text':'Sign in','link':'https://example.org/login'}}");
        }
        return this;
    }

    /** Says something to the server as another operator would. */
    static void asks(Page page, String task, String asking) {
        var answer = page.request()
                .post(
                        URI.create(page.url())
                                .resolve("/api/v1/tasks/" + task + "/acts")
                                .toString(),
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setHeader("Idempotency-Key", "another-" + task)
                                .setData(asking.replace('\'', '"')));
        if (answer.status() != 202) throw new AssertionError(answer.status() + " " + answer.text());
    }
}
