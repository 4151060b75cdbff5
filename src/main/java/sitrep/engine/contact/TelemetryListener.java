package sitrep.engine.contact;

/** Who understands what programs export by OpenTelemetry. */
public interface TelemetryListener {

    /** In what an export is written. */
    enum Encoding {
        JSON,
        PROTOBUF
    }

    /** What became of an export. */
    sealed interface Heard {
        /**
         * It is durable, save so many of its spans or log records that are none.
         *
         * @param why what is wrong with those
         */
        record Taken(int refused, String why) implements Heard {}

        /** It is no export, and never will be. */
        record Unreadable(String why) implements Heard {}

        /** It cannot be taken now; the same one can be later. */
        record Later(String why) implements Heard {}
    }

    /** Hears the spans of one export. */
    Heard spans(Encoding encoding, byte[] body);

    /** Hears the log records of one export. */
    Heard records(Encoding encoding, byte[] body);
}
