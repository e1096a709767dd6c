-- Times in which a customer is not followed up (R057, R143).
CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "reason" TEXT NOT NULL,
    "from_at" TEXT NOT NULL,
    -- The day to take the customer up again.
    "resume_on" TEXT NOT NULL,
    -- When that was done, or a newer pause took its place.
    ended_at TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX pause_customer ON pause (customer);
CREATE INDEX pause_running ON pause (customer) WHERE ended_at IS NULL AND removed_at IS NULL;

-- One customer's own rhythm, in place of the playbook's (R011, R149).
CREATE TABLE rhythm (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id),
    every TEXT NOT NULL,
    why TEXT NOT NULL,
    from_at TEXT NOT NULL,
    ended_at TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX rhythm_customer ON rhythm (customer);
CREATE INDEX rhythm_running ON rhythm (customer, every) WHERE ended_at IS NULL AND removed_at IS NULL;
