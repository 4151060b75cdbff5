package sitrep.engine.act;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import sitrep.core.sitrep.Attention;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;
import sitrep.json.ActJson;
import sitrep.store.TaskIndex;

/**
 * Tasks as they are sent, with what can be asked of them now. That is no part of what is known of a task, but of who is
 * within reach, so it is added when a task is sent: in lists to those that want somebody.
 */
public final class ActRows {
    private final Board board;
    private final Acts acts;

    public ActRows(Board board, Acts acts) {
        this.board = board;
        this.acts = acts;
    }

    /** A row of a list. */
    public String of(TaskIndex.Listed listed) {
        if (!wantsSomebody(listed.place().rank())) return listed.json();
        return board.atHand(listed.place().task())
                .map(known -> with(listed.json(), known))
                .orElse(listed.json());
    }

    /** A task that changed, as listeners are told of it. */
    public byte[] of(KnownTask known) {
        if (!wantsSomebody(known.place().rank())) return known.utf8();
        var offers = acts.possible(known);
        return offers.isEmpty() ? known.utf8() : joined(known.utf8(), ActJson.offers(offers));
    }

    /** A task that is written out, whatever it wants. */
    public String with(String json, KnownTask known) {
        var offers = acts.possible(known);
        return offers.isEmpty() ? json : json.substring(0, json.length() - 1) + field(ActJson.offers(offers));
    }

    private static boolean wantsSomebody(int rank) {
        return rank == Attention.NEEDS_YOU.rank() || rank == Attention.STUCK.rank();
    }

    private static byte[] joined(byte[] json, String offers) {
        var field = field(offers).getBytes(StandardCharsets.UTF_8);
        var all = new ByteArrayOutputStream(json.length + field.length);
        all.write(json, 0, json.length - 1);
        all.writeBytes(field);
        return all.toByteArray();
    }

    private static String field(String offers) {
        return ",\"acts\":" + offers + "}";
    }
}
