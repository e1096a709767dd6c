-- Promises, ours and theirs (F18).
CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "what" TEXT NOT NULL,
    "promised_by" TEXT NOT NULL,
    "kind" TEXT,
    "due" TEXT,
    "made" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "deal" INTEGER REFERENCES deal (id),
    "notes" TEXT,
    -- When it was put in writing, and when it was kept.
    confirmed_at TEXT,
    kept_at TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX promise_customer ON promise (customer);
CREATE INDEX promise_open ON promise (due) WHERE kept_at IS NULL AND removed_at IS NULL;
