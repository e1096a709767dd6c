-- Support that reps ask of other departments (F15).
CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "background" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "counterpart" TEXT NOT NULL,
    "assignee" INTEGER REFERENCES staff (id),
    "deal" INTEGER REFERENCES deal (id),
    "submitted" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    answered_at TEXT,
    answer TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX request_customer ON request (customer);
CREATE INDEX request_open ON request (expected) WHERE answered_at IS NULL AND removed_at IS NULL;
