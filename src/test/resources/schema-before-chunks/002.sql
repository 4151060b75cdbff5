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

-- The tasks there are lack all this. Without its mark the index is made anew from the log when the server starts.
DELETE FROM mark;
