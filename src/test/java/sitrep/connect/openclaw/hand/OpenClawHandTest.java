package sitrep.connect.openclaw.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.openclaw.line.Reply;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.act.Act;
import sitrep.core.act.Hand.Answer;
import sitrep.core.act.Target;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.source.Acting;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Verb;

/** What a hand offers for which run, what it asks a gateway for each verb, and what it makes of the replies. */
class OpenClawHandTest {
    private static final String PENDING = """
            {'approval':{'id':'a1','status':'pending','presentation':{'kind':'exec',
             'allowedDecisions':['allow-once','deny']}}}""";
    private static final String WAITING = """
            {'questions':[{'id':'q1','runId':'run','status':'pending','questions':[{'questionId':'colour',
             'question':'Which?','options':[{'label':'blue'},{'label':'green'}]%s}%s]}]}""";

    private final ScriptedLine line = new ScriptedLine();
    private final Grips grips = new Grips();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final OpenClawHand hand = new OpenClawHand("openclaw@office", grips, line, later::add);
    private int acts;

    private void knows(Turn.Kind kind, boolean isWorking) {
        knows(kind, isWorking, "run", Optional.empty(), Optional.of("Push it"), false);
    }

    private void knows(
            Turn.Kind kind,
            boolean isWorking,
            String task,
            Optional<Outcome> outcome,
            Optional<String> request,
            boolean isUndelivered) {
        var grip = new Grip(
                new RunId("run"),
                new TaskId(task),
                kind,
                "agent:main:push",
                kind == Turn.Kind.EXEC ? "exec:keen-crab" : "run",
                isWorking,
                outcome,
                request,
                isUndelivered);
        grips.keep(List.of(grip));
    }

    private static Target run(boolean isLive) {
        return new Target(
                new TaskId("run"),
                Optional.of(new RunId("run")),
                "openclaw@office",
                Optional.empty(),
                Optional.empty(),
                isLive);
    }

    private static Target block(String id, BlockReason reason) {
        return new Target(
                new TaskId("run"),
                Optional.of(new RunId("run")),
                "openclaw@office",
                Optional.of(new BlockId(id)),
                Optional.of(reason),
                true);
    }

    private Answer act(Verb verb, Target target, String text) {
        return act("act-" + ++acts, verb, target, text);
    }

    private Answer act(String id, Verb verb, Target target, String text) {
        var answers = new ArrayList<Answer>();
        var words = text.isEmpty() ? Optional.<String>empty() : Optional.of(text);
        hand.act(new Act(new ActId(id), verb, target, words), answers::add);
        while (!later.isEmpty()) later.remove().run();
        assertEquals(1, answers.size(), answers::toString);
        return answers.getFirst();
    }

    private static void refused(String part, Answer answer) {
        assertTrue(answer instanceof Answer.Refused(var why) && why.contains(part), answer::toString);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                MAIN,     true,  STEER STOP
                MAIN,     false, STEER
                REPORT,   true,  STEER STOP
                SUBAGENT, true,  STEER CANCEL
                ACP,      true,  CANCEL
                CRON,     true,  CANCEL
                EXEC,     true,  CANCEL
                """)
    void whatLivesIsOfferedWhatItsKindCanDo(Turn.Kind kind, boolean isWorking, String verbs) {
        knows(kind, isWorking);
        assertEquals(verbs(verbs), hand.verbs(run(true)));
    }

    private static Set<Verb> verbs(String words) {
        return Set.copyOf(
                java.util.Arrays.stream(words.split(" ")).map(Verb::valueOf).toList());
    }

    @Test
    void nothingIsOfferedWithoutContactOrForWhatIsNotItsOwn() {
        knows(Turn.Kind.MAIN, true);
        var elsewhere = new Target(
                new TaskId("run"),
                Optional.of(new RunId("run")),
                "openclaw@home",
                Optional.empty(),
                Optional.empty(),
                true);
        assertEquals(Set.of(), hand.verbs(elsewhere));
        line.level = Acting.Level.OFF;
        assertEquals(Set.of(), hand.verbs(run(true)));
        refused("does not offer that now", act(Verb.STOP, run(true), ""));
        assertEquals(List.of(), line.asked);
    }

    @Test
    void aForegroundCommandIsNotInTheLedgerAndCannotBeCancelled() {
        var grip = new Grip(
                new RunId("run"),
                new TaskId("run"),
                Turn.Kind.EXEC,
                "agent:main:push",
                "",
                true,
                Optional.empty(),
                Optional.empty(),
                false);
        grips.keep(List.of(grip));
        assertEquals(Set.of(), hand.verbs(run(true)));
    }

    @Test
    void whatEndedCanBeAskedForOnceMoreUnlessItSucceeded() {
        knows(Turn.Kind.MAIN, false, "run", Optional.of(Outcome.FAILED), Optional.of("Push it"), false);
        assertEquals(Set.of(Verb.RETRY), hand.verbs(run(false)));
        knows(Turn.Kind.MAIN, false, "run", Optional.of(Outcome.SUCCEEDED), Optional.of("Push it"), false);
        assertEquals(Set.of(), hand.verbs(run(false)));
        knows(Turn.Kind.MAIN, false, "run", Optional.of(Outcome.FAILED), Optional.empty(), false);
        assertEquals(Set.of(), hand.verbs(run(false)));
        knows(Turn.Kind.SUBAGENT, false, "run", Optional.of(Outcome.SUCCEEDED), Optional.empty(), true);
        assertEquals(Set.of(Verb.RESEND), hand.verbs(run(false)));
    }

    @Test
    void aJobIsRunAgainByAnAdministratorOnly() {
        knows(Turn.Kind.CRON, false, "cron:j1:1795333718433", Optional.of(Outcome.FAILED), Optional.empty(), false);
        assertEquals(Set.of(), hand.verbs(run(false)));
        line.level = Acting.Level.ADMIN;
        assertEquals(Set.of(Verb.RETRY), hand.verbs(run(false)));
        line.replies("cron.run", "{'ok':true,'enqueued':true,'runId':'manual:j1:1:1'}");
        assertTrue(act(Verb.RETRY, run(false), "") instanceof Answer.Done);
        assertEquals("cron.run {\"id\":\"j1\",\"mode\":\"force\"}", line.asked.getLast());
    }

    @Test
    void anApprovalIsOfferedAsTheGatewayOffersIt() {
        knows(Turn.Kind.MAIN, true);
        line.replies("approval.get", PENDING.replace("'deny'", "'allow-always','deny'"));
        var target = block("a1", BlockReason.APPROVAL);
        assertEquals(Set.of(Verb.APPROVE, Verb.DENY), hand.verbs(target), "as long as it is not known");
        assertEquals(Set.of(Verb.APPROVE, Verb.APPROVE_ALWAYS, Verb.DENY), hand.verbs(target));
        assertEquals(1, line.asked.size());
        assertEquals(Set.of(), hand.verbs(block("listed", BlockReason.APPROVAL)));
    }

    @Test
    void anApprovalOfAnotherDeviceIsNotOffered() {
        knows(Turn.Kind.MAIN, true);
        line.replies.put(
                "approval.get", new Reply.Refused("APPROVAL_NOT_FOUND", "approval not found", Optional.empty()));
        hand.verbs(block("a1", BlockReason.APPROVAL));
        assertEquals(Set.of(), hand.verbs(block("a1", BlockReason.APPROVAL)));
    }

    @Test
    void aDecisionNamesTheKindThatTheGatewayNamed() {
        knows(Turn.Kind.MAIN, true);
        line.replies("approval.get", PENDING.replace("exec", "plugin"));
        line.replies("approval.resolve", "{'applied':true,'approval':{'status':'allowed','decision':'allow-once'}}");
        assertEquals(
                new Answer.Taken(Optional.of("allowed once")),
                act(Verb.APPROVE, block("a1", BlockReason.CONFIRMATION), ""));
        assertEquals(
                "approval.resolve {\"id\":\"a1\",\"kind\":\"plugin\",\"decision\":\"allow-once\"}",
                line.asked.getLast());
    }

    @Test
    void whoeverComesTooLateIsToldWhatHappenedInstead() {
        knows(Turn.Kind.MAIN, true);
        line.replies("approval.get", PENDING);
        line.replies("approval.resolve", """
                {'applied':false,'approval':{'status':'denied','decision':'deny','resolvedAtMs':1795332900552}}""");
        refused("it was denied already at 2026-11-22T", act(Verb.APPROVE, block("a1", BlockReason.APPROVAL), ""));
        line.replies("approval.get", "{'approval':{'status':'expired','presentation':{'kind':'exec'}}}");
        refused("it was expired already", act(Verb.DENY, block("a1", BlockReason.APPROVAL), ""));
        assertEquals(
                1,
                line.asked.stream()
                        .filter(it -> it.startsWith("approval.resolve"))
                        .count());
    }

    @Test
    void theSameActIsDoneOnce() {
        knows(Turn.Kind.MAIN, true);
        line.replies("approval.get", PENDING);
        line.replies("approval.resolve", "{'applied':true,'approval':{'decision':'allow-once'}}");
        var first = act("same", Verb.APPROVE, block("a1", BlockReason.APPROVAL), "");
        var count = line.asked.size();
        assertEquals(first, act("same", Verb.APPROVE, block("a1", BlockReason.APPROVAL), ""));
        assertEquals(count, line.asked.size());
    }

    @Test
    void aQuestionIsAnsweredInTheGatewaysOwnTerms() {
        knows(Turn.Kind.MAIN, true);
        line.replies("question.list", WAITING.formatted(",'isOther':true", ""));
        line.replies("question.resolve", "{'status':'answered'}");
        assertTrue(act(Verb.ANSWER, block("call-1", BlockReason.USER_INPUT), " teal, rather ") instanceof Answer.Taken);
        assertEquals(
                "question.resolve {\"id\":\"q1\",\"answers\":{\"answers\":{\"colour\":[\"teal, rather\"]}}}",
                line.asked.getLast());
    }

    @Test
    void whatAQuestionDoesNotTakeIsSaidBeforeItIsSent() {
        knows(Turn.Kind.MAIN, true);
        var target = block("call-1", BlockReason.USER_INPUT);
        line.replies("question.list", WAITING.formatted("", ""));
        refused("only one of these answers: blue, green", act(Verb.ANSWER, target, "red"));
        line.replies("question.list", WAITING.formatted(",'isSecret':true", ""));
        refused("a secret", act(Verb.ANSWER, target, "red"));
        line.replies("question.list", WAITING.formatted("", ",{'questionId':'size','options':[]}"));
        refused("it asks 2 things", act(Verb.ANSWER, target, "blue"));
        line.replies("question.list", "{'questions':[]}");
        refused("not asked any more", act(Verb.ANSWER, target, "blue"));
        assertTrue(line.asked.stream().noneMatch(it -> it.startsWith("question.resolve")));
    }

    @Test
    void whoIsQuickerThanTheGatewaysListIsHeardAllTheSame() {
        knows(Turn.Kind.MAIN, true);
        var answers = new ArrayList<Answer>();
        var target = block("call-1", BlockReason.USER_INPUT);
        line.replies("question.list", "{'questions':[]}");
        line.replies("question.resolve", "{'status':'answered'}");
        hand.act(new Act(new ActId("quick"), Verb.ANSWER, target, Optional.of("blue")), answers::add);
        later.remove().run();
        assertEquals(List.of(), answers);
        line.replies("question.list", WAITING.formatted("", ""));
        later.remove().run();
        assertTrue(answers.getFirst() instanceof Answer.Taken, answers::toString);
        assertTrue(later.isEmpty());
    }

    @Test
    void twoQuestionsAreAnsweredByTwoLines() {
        knows(Turn.Kind.MAIN, true);
        line.replies("question.list", WAITING.formatted("", ",{'questionId':'size','options':[]}"));
        line.replies("question.resolve", "{'status':'answered'}");
        act(Verb.ANSWER, block("call-1", BlockReason.USER_INPUT), "blue\n\nlarge");
        assertTrue(line.asked.getLast().contains("{\"colour\":[\"blue\"],\"size\":[\"large\"]}"), line.asked::toString);
    }

    @Test
    void wordsGoToTheSessionUnderTheNameOfTheAct() {
        knows(Turn.Kind.SUBAGENT, true);
        line.replies("chat.send", "{'runId':'x','status':'started'}");
        act("a7", Verb.STEER, run(true), "Mind the dust");
        assertEquals(
                "chat.send {\"sessionKey\":\"agent:main:push\",\"message\":\"Mind the dust\",\"queueMode\":\"steer\","
                        + "\"idempotencyKey\":\"a7\"}",
                line.asked.getLast());
        refused("begins with a slash", act(Verb.STEER, run(true), "/new"));
        assertEquals(1, line.asked.size());
    }

    @Test
    void aRequestIsMadeAgainUnderANameThatTellsWhichTaskItIsOf() {
        knows(Turn.Kind.MAIN, false, "t9", Optional.of(Outcome.FAILED), Optional.of("Push it"), false);
        line.replies("chat.send", "{'runId':'x','status':'started'}");
        act("a7", Verb.RETRY, run(false), "");
        assertEquals(
                "chat.send {\"sessionKey\":\"agent:main:push\",\"message\":\"Push it\","
                        + "\"idempotencyKey\":\"sitrep-again:a7:t9\"}",
                line.asked.getLast());
    }

    @Test
    void aTurnOfAnotherClientCannotBeStoppedAndIsNotOfferedAgain() {
        knows(Turn.Kind.MAIN, true);
        line.replies.put("sessions.abort", new Reply.Refused("INVALID_REQUEST", "unauthorized", Optional.empty()));
        refused("--openclaw-act-admin", act(Verb.STOP, run(true), ""));
        assertEquals(Set.of(Verb.STEER), hand.verbs(run(true)));
        assertEquals("sessions.abort {\"key\":\"agent:main:push\",\"runId\":\"run\"}", line.asked.getFirst());
    }

    @Test
    void theLedgerIsAskedForTheRowOfARun() {
        knows(Turn.Kind.EXEC, true);
        line.replies("tasks.list", "{'tasks':[{'id':'t1','runId':'other'},{'id':'t2','runId':'exec:keen-crab'}]}");
        line.replies("tasks.cancel", "{'found':true,'cancelled':true}");
        assertTrue(act(Verb.CANCEL, run(true), "") instanceof Answer.Taken);
        assertTrue(line.asked.getLast().contains("\"taskId\":\"t2\""), line.asked::toString);
        line.replies("tasks.cancel", "{'found':true,'cancelled':false,'reason':'Task is already terminal.'}");
        refused("Task is already terminal.", act(Verb.CANCEL, run(true), ""));
        line.replies("tasks.list", "{'tasks':[]}");
        refused("does not list it", act(Verb.CANCEL, run(true), ""));
    }

    @Test
    void aGatewayThatDoesNotAnswerIsUnreached() {
        knows(Turn.Kind.MAIN, true);
        assertTrue(act(Verb.STEER, run(true), "on") instanceof Answer.Unreached);
        line.replies.put(
                "chat.send", new Reply.Refused("MISSING_SCOPE", "missing scope", Optional.of("operator.write")));
        refused("it needs operator.write", act(Verb.STEER, run(true), "on"));
    }

    @Test
    void whatWasNotToldOfForLongestIsForgottenFirst() {
        for (var i = 0; i <= Grips.MOST; i++) {
            grips.keep(List.of(new Grip(
                    new RunId("r" + i),
                    new TaskId("t"),
                    Turn.Kind.MAIN,
                    "s",
                    "r" + i,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    false)));
        }
        assertTrue(grips.of(new RunId("r0")).isEmpty());
        assertTrue(grips.of(new RunId("r" + Grips.MOST)).isPresent());
    }
}
