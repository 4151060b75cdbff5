-- Events that could not be read, taken out of the log so that they may come again: with what there is of them, and why.
CREATE TABLE aside (
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    task TEXT,
    body BLOB NOT NULL,
    why TEXT NOT NULL
) STRICT;
