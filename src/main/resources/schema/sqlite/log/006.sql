-- The log of events: the truth. A chunk holds events that follow one another, found by the place of its first: which
-- they are (keys) and what they say (bodies), both packed, and what binds its last event to all before it (link).
CREATE TABLE chunk (
    seq INTEGER PRIMARY KEY,
    last INTEGER NOT NULL,
    events INTEGER NOT NULL,
    keys BLOB NOT NULL,
    link BLOB NOT NULL,
    bodies BLOB NOT NULL
) STRICT;

-- Events that could not be read, taken out of the log so that they may come again: with what there is of them, and why.
CREATE TABLE aside (
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    task TEXT,
    body BLOB NOT NULL,
    why TEXT NOT NULL
) STRICT;

-- Chunks that could not be unpacked, taken out of the log as they were, and why.
CREATE TABLE aside_chunk (
    seq INTEGER PRIMARY KEY,
    last INTEGER NOT NULL,
    events INTEGER NOT NULL,
    keys BLOB NOT NULL,
    link BLOB NOT NULL,
    bodies BLOB NOT NULL,
    why TEXT NOT NULL
) STRICT;

-- Events that left the log, as one, until they are off the disk and what is shown of their tasks is as the log is:
-- their places, packed, and by which names their tasks go, each on a line.
CREATE TABLE parting (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    places BLOB NOT NULL,
    names TEXT NOT NULL
) STRICT;

-- How long things lasted, as the index had it when events last left the log, and up to which event that goes.
CREATE TABLE learnt (
    sort TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    weights BLOB NOT NULL,
    PRIMARY KEY (sort, kind, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE learnt_up_to (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL
) STRICT;
