-- What customers were asked (F27) and what they say of us (F31).
CREATE TABLE survey (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "scores" TEXT,
    "nps" INTEGER,
    "suggestion" TEXT,
    "at" TEXT,
    "channel" TEXT,
    "node" TEXT,
    "confirmed" TEXT,
    "contact" INTEGER REFERENCES contact (id),
    "delivery" INTEGER REFERENCES delivery (id),
    "contract" INTEGER REFERENCES contract (id),
    "ticket" INTEGER REFERENCES ticket (id),
    "asked_at" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX survey_customer ON survey (customer);
CREATE INDEX survey_at ON survey (at) WHERE at IS NOT NULL;
CREATE INDEX survey_open ON survey (asked_at) WHERE at IS NULL AND removed_at IS NULL;

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "said" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "received_at" TEXT NOT NULL,
    "channel" TEXT,
    "department" TEXT,
    "cause" TEXT,
    "contact" INTEGER REFERENCES contact (id),
    "ticket" INTEGER REFERENCES ticket (id),
    "survey" INTEGER REFERENCES survey (id),
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    responded_at TEXT,
    response TEXT,
    resolved_at TEXT,
    solution TEXT,
    escalated_at TEXT,
    lead INTEGER REFERENCES staff (id),
    closed_at TEXT,
    agreed TEXT,
    satisfaction INTEGER,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX feedback_customer ON feedback (customer);
CREATE INDEX feedback_received ON feedback (received_at);
CREATE INDEX feedback_open ON feedback (received_at) WHERE closed_at IS NULL AND removed_at IS NULL;
