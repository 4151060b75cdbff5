package sitrep.store;

import java.util.Arrays;

/**
 * What is known of a task, written down by whoever knows how; to a store it is bytes.
 *
 * @param seq the newest event that it takes into account
 */
@SuppressWarnings("ArrayRecordComponent")
public record TaskState(long seq, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskState state && seq == state.seq && Arrays.equals(bytes, state.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seq) * 31 + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "state as of " + seq + ", " + bytes.length + " bytes";
    }
}
