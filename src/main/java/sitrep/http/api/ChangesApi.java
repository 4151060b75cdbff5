package sitrep.http.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import sitrep.engine.act.ActRows;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.server.OpenStreams;
import sitrep.http.server.SlicedOutput;
import sitrep.store.TaskQuery;

/** Tasks as they change, as server-sent events; resumed after the last one that was seen. */
public final class ChangesApi {
    private final Board board;
    private final ActRows rows;
    private final Feed feed;
    private final OpenStreams streams;
    private final InstantSource clock;
    private final Duration keepAlive;

    /** @param keepAlive how long a stream may be silent */
    public ChangesApi(
            Board board, ActRows rows, Feed feed, OpenStreams streams, InstantSource clock, Duration keepAlive) {
        this.board = board;
        this.rows = rows;
        this.feed = feed;
        this.streams = streams;
        this.clock = clock;
        this.keepAlive = keepAlive;
    }

    public ApiAnswer get(ApiRequest ask) {
        var query = TaskFilters.changes(ask.parameters());
        var from = lastSeen(ask);
        streams.admit();
        return new ApiAnswer.Streamed("text/event-stream", out -> streams.run(() -> stream(query, from, out)));
    }

    /** A browser that connects anew says what it saw last; that is newer than what its address says. */
    private static Optional<Long> lastSeen(ApiRequest ask) {
        var header = ask.header("last-event-id").filter(text -> !text.isBlank());
        if (header.isEmpty()) {
            return ask.parameters().one("after").map(_ -> ask.parameters().number("after", 0, 0, Long.MAX_VALUE));
        }
        try {
            var seq = Long.parseLong(header.get().strip());
            if (seq >= 0) return Optional.of(seq);
        } catch (NumberFormatException _) {
            // Refused below, with what is allowed.
        }
        throw new Refusal(new Problem.BadParameter(
                "Last-Event-ID", Excerpt.of(header.get()), "the id of an event of this stream"));
    }

    private void stream(TaskQuery query, Optional<Long> from, OutputStream out)
            throws IOException, InterruptedException {
        try (var subscription = from.isPresent() ? feed.resume(board, from.get()) : feed.subscribe()) {
            var telling = new ChangeEvents(query, rows, board.seq(), from, new SlicedOutput(out, streams));
            telling.hello(clock.instant());
            tell(subscription, telling);
        }
    }

    /**
     * Until the feed ends, or the listener. In a method of its own, for on JDK 25 an exception may get past what
     * catches or closes in the same method as a long loop on a virtual thread.
     */
    private void tell(Feed.Subscription subscription, ChangeEvents telling) throws IOException, InterruptedException {
        for (var news = subscription.next(keepAlive); news.isPresent(); news = subscription.next(keepAlive)) {
            streams.lookAfterOthers();
            switch (news.get()) {
                case Feed.News.Changes(var tasks, var gone) -> telling.changes(tasks, gone);
                case Feed.News.Resync(var seq, var why) -> telling.resync(seq, why);
                case Feed.News.Quiet _ -> telling.keepAlive();
            }
        }
    }
}
