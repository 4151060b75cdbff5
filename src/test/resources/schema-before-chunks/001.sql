-- The log of events: the truth. Everything below it can be made anew from it.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    task TEXT,
    body BLOB NOT NULL,
    UNIQUE (source, id)
) STRICT;

CREATE INDEX event_of_task ON event (task) WHERE task IS NOT NULL;

CREATE INDEX event_of_source ON event (seq) WHERE task IS NULL;

-- One task as lists show it. Its place on the board is (rank, ord, task); times are milliseconds since 1970.
CREATE TABLE task (
    n INTEGER PRIMARY KEY,
    task TEXT NOT NULL UNIQUE,
    rank INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    due INTEGER,
    seq INTEGER NOT NULL,
    facets TEXT NOT NULL,
    text_hash INTEGER NOT NULL,
    json TEXT NOT NULL
) STRICT;

CREATE INDEX task_board ON task (rank, ord, task, updated);

CREATE INDEX task_updated ON task (updated);

CREATE INDEX task_due ON task (due) WHERE due IS NOT NULL;

-- Each value that tasks can be picked out by, and how many tasks have it.
CREATE TABLE facet (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    tasks INTEGER NOT NULL,
    UNIQUE (name, value)
) STRICT;

-- For each facet its tasks in the order of the board. Working tasks move with each sign of life, and it would cost more
-- than all else to move them here too: they stand together at ord 0, and are sorted when they are asked for.
CREATE TABLE faceted (
    facet INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (facet, rank, ord, n)
) STRICT, WITHOUT ROWID;

-- The different words of a task, without case and accents, with spaces between.
CREATE TABLE said (
    n INTEGER PRIMARY KEY,
    words TEXT NOT NULL
) STRICT;

-- For each beginning of a word, up to eight letters, the tasks that have it. Only the beginnings that changed are taken
-- out and put in, which no content and no details make possible.
CREATE VIRTUAL TABLE beginning USING fts5 (
    letters, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
);

-- Up to which event the tasks are complete, and by which version of the fold they were made.
CREATE TABLE mark (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
