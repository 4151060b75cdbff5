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
