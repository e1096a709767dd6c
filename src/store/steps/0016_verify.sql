-- Rounds of verification (F42) and their items: which field of which record, as it was
-- and as it is.
CREATE TABLE verification (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "at" TEXT NOT NULL,
    "by" INTEGER REFERENCES staff (id),
    "organisation" TEXT,
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX verification_customer ON verification (customer);
CREATE TABLE verified (
    id INTEGER PRIMARY KEY,
    verification INTEGER NOT NULL REFERENCES verification (id),
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    field TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('confirmed', 'changed', 'to-confirm')),
    old TEXT,
    new TEXT
) STRICT;
CREATE INDEX verified_of ON verified (verification);
