package sitrep.core.notice;

import java.util.List;

/**
 * All that must outlive the server.
 *
 * @param epoch makes the ids of messages this server's own
 * @param waiting messages that are on their way
 * @param dead those that were given up, the newest last
 */
public record NoticeBook(String epoch, NoticeState state, List<Dispatch> waiting, List<Dispatch> dead) {
    public NoticeBook {
        waiting = List.copyOf(waiting);
        dead = List.copyOf(dead);
    }
}
