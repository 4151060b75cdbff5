-- How long things lasted here: silences by what was open, phases, whole runs. The weights of a histogram's buckets that
-- are not zero, each as its number (2 bytes) and its weight (8 bytes, IEEE 754), the most significant byte first.
CREATE TABLE lasted (
    sort TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    weights BLOB NOT NULL,
    PRIMARY KEY (sort, kind, state)
) STRICT, WITHOUT ROWID;

-- It belongs to the index, and is made with it from the log when the server starts.
DELETE FROM mark;
