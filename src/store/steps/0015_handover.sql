-- Customers handed over from one rep to another (F38), and which ones.
CREATE TABLE handover (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "from" INTEGER NOT NULL REFERENCES staff (id),
    "to" INTEGER NOT NULL REFERENCES staff (id),
    "customer" INTEGER REFERENCES customer (id),
    "at" TEXT NOT NULL,
    "leaving" TEXT,
    "notes" TEXT,
    accepted_at TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE TABLE handed (
    id INTEGER PRIMARY KEY,
    handover INTEGER NOT NULL REFERENCES handover (id),
    customer INTEGER NOT NULL REFERENCES customer (id),
    UNIQUE (handover, customer)
) STRICT;
CREATE INDEX handed_customer ON handed (customer);
