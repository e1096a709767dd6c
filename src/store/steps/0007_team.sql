-- The files of colleagues whose records were taken in, one row a file.
CREATE TABLE team_file (
    id INTEGER PRIMARY KEY,
    -- The upper half of every id that was given out in that file.
    source INTEGER NOT NULL UNIQUE,
    author INTEGER NOT NULL REFERENCES staff (id),
    -- The newest of its bundles that was taken in: when it was made, and how
    -- far that file had counted.
    made_at TEXT NOT NULL,
    counter INTEGER NOT NULL,
    -- Since when clocks run in that file.
    since TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id)
) STRICT;

-- Colleagues that another file knows under another id.
CREATE TABLE team_person (
    id INTEGER PRIMARY KEY,
    theirs INTEGER NOT NULL UNIQUE,
    ours INTEGER NOT NULL REFERENCES staff (id)
) STRICT;
