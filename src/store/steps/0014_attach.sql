-- Attached files (F54): the register. The bytes stand beside the file under their hash.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "sensitive" TEXT,
    "deal" INTEGER REFERENCES deal (id),
    "ticket" INTEGER REFERENCES ticket (id),
    "followup" INTEGER REFERENCES followup (id),
    "entry" INTEGER REFERENCES entry (id),
    "notes" TEXT,
    -- SHA-256 of the bytes, and how many they are.
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX attachment_customer ON attachment (customer);
CREATE INDEX attachment_hash ON attachment (hash);
