package sitrep.connect.openclaw.memory;

/** Something that the gateway's schedule starts. */
public record Job(String id, String name, String schedule, boolean heartbeat) {}
