-- The names of tasks that have several, each with the id that its task goes by.
CREATE TABLE alias (
    name TEXT PRIMARY KEY,
    task TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- It belongs to the index, and is made with it from the log when the server starts.
DELETE FROM mark;
