package sitrep.judge;

import java.util.ArrayList;
import java.util.List;
import sitrep.core.patience.Patience;

/**
 * One silence as it was judged, with whose it was.
 *
 * @param owner of the source
 */
record Owned(String agent, String source, String owner, Replay.Judged judged) {

    /** Every silence of all sessions that a view judges, in order: the same ones whatever the limits. */
    static List<Owned> of(List<Session> sessions, View view, Patience patience) {
        var all = new ArrayList<Owned>();
        for (var session : sessions) {
            Replay.of(session, view, patience)
                    .forEach(each -> all.add(new Owned(session.agent(), session.source(), session.owner(), each)));
        }
        return List.copyOf(all);
    }

    /** Sitrep's score on them. */
    static Score score(List<Owned> all) {
        var judged = all.stream().map(Owned::judged).toList();
        return Score.of(judged, Replay.Judged::stalled, Replay.Judged::noticed);
    }
}
