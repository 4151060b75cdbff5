package sitrep.judge;

import java.util.ArrayList;
import java.util.List;
import sitrep.core.patience.Patience;

/**
 * One silence as it was judged, with whose it was.
 *
 * @param owner of the source
 */
record OwnedSilence(String agent, String source, String owner, SessionReplay.Judged judged) {

    /** Every silence of all sessions that a view judges, in order: the same ones whatever the limits. */
    static List<OwnedSilence> of(List<Session> sessions, ObserverView view, Patience patience) {
        var all = new ArrayList<OwnedSilence>();
        for (var session : sessions) {
            SessionReplay.of(session, view, patience)
                    .forEach(each ->
                            all.add(new OwnedSilence(session.agent(), session.source(), session.owner(), each)));
        }
        return List.copyOf(all);
    }

    /** Sitrep's score on them. */
    static Score score(List<OwnedSilence> all) {
        var judged = all.stream().map(OwnedSilence::judged).toList();
        return Score.of(judged, SessionReplay.Judged::stalled, SessionReplay.Judged::noticed);
    }
}
