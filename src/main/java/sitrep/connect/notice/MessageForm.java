package sitrep.connect.notice;

import java.time.Instant;
import sitrep.core.notice.NoticeMessage;

/** How a message is put for one kind of target. */
interface MessageForm {
    /**
     * @param id the same at each try
     * @param now the time of this try
     */
    HttpPost post(String id, NoticeMessage message, Instant now);
}
