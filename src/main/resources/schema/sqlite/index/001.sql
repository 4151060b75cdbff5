-- All of this can be made anew from the log.

-- A number for each name of a task in the log.
CREATE TABLE name (
    n INTEGER PRIMARY KEY,
    task TEXT NOT NULL UNIQUE
) STRICT;

-- For each name, the places at which chunks with its events begin, or once began: chunks may have been put together
-- since. Events about sources as a whole are those of name 0.
CREATE TABLE part (
    n INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (n, seq)
) STRICT, WITHOUT ROWID;

-- Up to which place of the log the parts are complete.
CREATE TABLE parted (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL
) STRICT;

-- What is known of a task as of an event, written down so that it need not be folded from all of its log.
CREATE TABLE state (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- One task as lists show it, by the number of its name. Its place on the board is (rank, ord, task); times are
-- milliseconds since 1970.
CREATE TABLE task (
    n INTEGER PRIMARY KEY,
    task TEXT NOT NULL,
    rank INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    due INTEGER,
    seq INTEGER NOT NULL,
    facets TEXT NOT NULL,
    text_hash INTEGER NOT NULL,
    json BLOB NOT NULL
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

-- Of each task that ended: when (its day counts from 1970, by UTC), how long it took, how long of that it waited, and
-- what it spent its time on, so that its share in `spent` can be taken back. Working tasks have none of this.
CREATE TABLE ended (
    n INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    took INTEGER NOT NULL,
    waited INTEGER NOT NULL,
    spent TEXT NOT NULL
) STRICT;

CREATE INDEX ended_at ON ended (ended);

CREATE INDEX ended_took ON ended (took);

CREATE INDEX ended_slow ON ended (day, took);

CREATE INDEX ended_blocked ON ended (day, waited);

-- What the tasks that ended on a day came to, by outcome, phase and reason for waiting: how many tasks, and how many
-- milliseconds they had together.
CREATE TABLE spent (
    day INTEGER NOT NULL,
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    tasks INTEGER NOT NULL,
    millis INTEGER NOT NULL,
    PRIMARY KEY (day, sort, name)
) STRICT, WITHOUT ROWID;

-- How long things lasted here: silences by what was open, phases, whole runs. The weights of a histogram's buckets that
-- are not zero, each as its number (2 bytes) and its weight (8 bytes, IEEE 754), the most significant byte first.
CREATE TABLE lasted (
    sort TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    weights BLOB NOT NULL,
    PRIMARY KEY (sort, kind, state)
) STRICT, WITHOUT ROWID;

-- The names of tasks that have several, each with the id that its task goes by.
CREATE TABLE alias (
    name TEXT PRIMARY KEY,
    task TEXT NOT NULL
) STRICT, WITHOUT ROWID;

