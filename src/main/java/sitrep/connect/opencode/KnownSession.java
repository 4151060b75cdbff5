package sitrep.connect.opencode;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;

/** What is remembered of one session of OpenCode, be it a sub-agent's. */
final class KnownSession {
    /** Messages that are remembered; past it the oldest is forgotten. */
    private static final int MESSAGES = 200;

    /** Frames that wait until it is known whose session it is; past it the oldest is dropped. */
    private static final int WAITING = 300;

    private static final int IDS = 200;

    /** A frame, with when it was heard. */
    record Heard(JsonNode frame, Instant at) {}

    /** A message of the model's, or of whoever asked it. */
    static final class Message {
        final String id;
        /** Whose it is; empty until that is told. */
        Optional<Boolean> isUser = Optional.empty();

        /** Whether anything was said of it before. */
        boolean isHeard;

        /** The message that it answers. */
        Optional<String> answers = Optional.empty();

        /** Whether it asks for something. */
        boolean asks;

        /** Whether OpenCode made it itself, at least a part of it. */
        boolean isMade;

        /** Whether it is the context in short, rather than anything said to anybody. */
        boolean isSummary;

        /** Whether it is the last word of its turn. */
        boolean isFinal;

        /** What it says last. */
        Optional<String> text = Optional.empty();

        /** What came of it before it was known whose it is. */
        final List<Heard> parts = new ArrayList<>();

        Message(String id) {
            this.id = id;
        }

        /** Keeps what cannot be understood yet. */
        void keep(Heard part) {
            if (parts.size() < WAITING) parts.add(part);
        }
    }

    final String id;

    /** Whether it was said what it is. */
    boolean isDescribed;

    /** Whether somebody asked what it is. */
    boolean isSought;

    /** Whose sub-agent it is, if it is one. */
    Optional<String> parent = Optional.empty();

    String directory = "";
    String title = "";
    String agent = "";

    /** The message that asked for what it does: ids of messages go up with time. */
    Optional<String> turn = Optional.empty();

    /** Whether somebody refused what it wanted to do, or stopped it, and it did nothing since. */
    boolean isRefused;

    /** What its provider has it wait for. */
    final SequencedSet<String> retries = new LinkedHashSet<>();

    /** What it asked for and what was not answered yet. */
    final SequencedSet<String> requests = new LinkedHashSet<>();

    /** The calls that were said to run. */
    private final SequencedSet<String> running = new LinkedHashSet<>();

    Instant stirred = Instant.EPOCH;
    Instant heard = Instant.EPOCH;

    private final SequencedMap<String, Message> messages = new LinkedHashMap<>();
    private final ArrayDeque<Heard> waiting = new ArrayDeque<>();

    KnownSession(String id) {
        this.id = id;
    }

    Message message(String messageId) {
        var known = messages.computeIfAbsent(messageId, Message::new);
        if (messages.size() > MESSAGES) messages.pollFirstEntry();
        return known;
    }

    /** Whether a call is heard of as running for the first time. */
    boolean isNewlyRunning(String call) {
        var isNew = running.add(call);
        if (running.size() > IDS) running.removeFirst();
        return isNew;
    }

    void asked(String request) {
        requests.add(request);
        if (requests.size() > IDS) requests.removeFirst();
    }

    void held(String retry) {
        retries.add(retry);
        if (retries.size() > IDS) retries.removeFirst();
    }

    /** What was asked of it: the newest. */
    void prompted(String messageId) {
        if (turn.isEmpty() || turn.get().compareTo(messageId) < 0) turn = Optional.of(messageId);
    }

    void waitWith(Heard frame) {
        waiting.add(frame);
        if (waiting.size() > WAITING) waiting.removeFirst();
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** All that waited. */
    List<Heard> released() {
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
