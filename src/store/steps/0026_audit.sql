-- Tickets that were drawn to have their quality checked (F43), and what came of it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "ticket" INTEGER NOT NULL REFERENCES ticket (id),
    "week" TEXT NOT NULL,
    "seed" INTEGER,
    "pool" INTEGER,
    "solution_soundness" INTEGER,
    "script_compliance" INTEGER,
    "customer_satisfaction" INTEGER,
    "finding" TEXT,
    "advice" TEXT,
    "at" TEXT,
    "by" INTEGER REFERENCES staff (id),
    "action" INTEGER REFERENCES "action" (id),
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX audit_customer ON audit (customer);
CREATE INDEX audit_ticket ON audit (ticket);
CREATE INDEX audit_week ON audit (week);
CREATE INDEX audit_at ON audit (at) WHERE at IS NOT NULL;
