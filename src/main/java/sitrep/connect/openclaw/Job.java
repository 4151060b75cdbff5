package sitrep.connect.openclaw;

/** Something that the gateway's schedule starts. */
record Job(String id, String name, String schedule, boolean heartbeat) {}
