-- The log of events: the truth. A chunk holds events that follow one another, found by the place of its first: which
-- they are (keys) and what they say (bodies), both packed, and what binds its last event to all before it (link).
CREATE TABLE chunk (
    seq BIGINT PRIMARY KEY,
    last BIGINT NOT NULL,
    events INTEGER NOT NULL,
    keys BYTEA NOT NULL,
    link BYTEA NOT NULL,
    bodies BYTEA NOT NULL
);

-- Events that could not be read, taken out of the log so that they may come again: with what there is of them, and why.
CREATE TABLE aside (
    seq BIGINT PRIMARY KEY,
    source TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    task TEXT COLLATE "C",
    body BYTEA NOT NULL,
    why TEXT COLLATE "C" NOT NULL
);

-- Chunks that could not be unpacked, taken out of the log as they were, and why.
CREATE TABLE aside_chunk (
    seq BIGINT PRIMARY KEY,
    last BIGINT NOT NULL,
    events INTEGER NOT NULL,
    keys BYTEA NOT NULL,
    link BYTEA NOT NULL,
    bodies BYTEA NOT NULL,
    why TEXT COLLATE "C" NOT NULL
);

-- Events that left the log, as one, until they are off the disk and what is shown of their tasks is as the log is:
-- their places, packed, and by which names their tasks go, each on a line.
CREATE TABLE parting (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    places BYTEA NOT NULL,
    names TEXT COLLATE "C" NOT NULL
);

-- How long things lasted, as the index had it when events last left the log, and up to which event that goes.
CREATE TABLE learnt (
    sort TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    weights BYTEA NOT NULL,
    PRIMARY KEY (sort, kind, state)
);

CREATE TABLE learnt_up_to (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL
);

-- Texts that must not be forgotten and are no events, under names: what was added to one stands in a row of its own.
CREATE TABLE note (
    name TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (name, n)
);
