-- Products; and what rows of a file are told by, where it had no index.

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "series" TEXT,
    "model" TEXT,
    "price" INTEGER,
    "unit" TEXT,
    "active" TEXT,
    "notes" TEXT,
    "external" TEXT,
    name_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE INDEX product_key ON product (name_key);
CREATE INDEX product_external ON product (external) WHERE external IS NOT NULL;
CREATE INDEX ticket_external ON ticket (external) WHERE external IS NOT NULL;
