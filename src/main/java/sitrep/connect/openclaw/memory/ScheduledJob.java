package sitrep.connect.openclaw.memory;

/** Something that the gateway's schedule starts. */
public record ScheduledJob(String id, String name, String schedule, boolean heartbeat) {}
