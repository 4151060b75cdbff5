package sitrep.http.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;

/**
 * Where a page ended, as text that goes into an address: the place itself, so that it holds however the board changes.
 */
public final class PageCursor {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,2}) (-?\\d{1,19}) (.+)", Pattern.DOTALL);

    private PageCursor() {}

    public static String of(BoardPlace place) {
        var text = place.rank() + " " + place.order() + " " + place.task().text();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public static BoardPlace read(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            var place = PLACE.matcher(StandardCharsets.UTF_8.newDecoder().decode(bytes));
            if (place.matches()) {
                return new BoardPlace(
                        Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)), new TaskId(place.group(3)));
            }
        } catch (java.nio.charset.CharacterCodingException | IllegalArgumentException _) {
            // Refused below: whatever is wrong with it, it did not come from here.
        }
        throw new Refusal(new Problem.BadParameter(
                "cursor", Excerpt.of(cursor), "what 'next' of the page before says, unchanged"));
    }
}
