-- What is proposed for a deal (F11), a row a version.
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "deal" INTEGER NOT NULL REFERENCES deal (id),
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "version" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "steps" TEXT,
    "schedule" TEXT,
    "discount_policy" TEXT,
    "expected_effect" TEXT,
    "case_refs" TEXT,
    "risks" TEXT,
    "fit" TEXT,
    "service_promise" TEXT,
    "made" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    -- When it went to the customer and by whom, when the customer agreed, and
    -- when a newer version took its place.
    submitted_at TEXT,
    submitted_by INTEGER REFERENCES staff (id),
    presentation TEXT,
    confirmed_at TEXT,
    superseded_at TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX proposal_deal ON proposal (deal);
CREATE INDEX proposal_customer ON proposal (customer);

-- The ways of doing it, what each costs and brings (F12).
CREATE TABLE alternative (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "proposal" INTEGER NOT NULL REFERENCES proposal (id),
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "letter" TEXT NOT NULL,
    "title" TEXT,
    "lines" TEXT,
    "cost_before" INTEGER,
    "cost_after" INTEGER,
    "hours_saved" INTEGER,
    "hour_cost" INTEGER,
    "annual_fee" INTEGER,
    "investment" INTEGER,
    "output_before" INTEGER,
    "output_after" INTEGER,
    -- What the lines come to, for lists.
    total INTEGER,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX alternative_proposal ON alternative (proposal);

-- What the customer says of a proposal (F13).
CREATE TABLE remark (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "proposal" INTEGER NOT NULL REFERENCES proposal (id),
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "said" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "said_by" TEXT,
    "at" TEXT NOT NULL,
    "due" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    answer TEXT,
    answered_at TEXT,
    agreed TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX remark_proposal ON remark (proposal);
CREATE INDEX remark_customer ON remark (customer);

-- What a customer objects to (F14).
CREATE TABLE objection (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "what" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "raised" TEXT NOT NULL,
    "said_by" TEXT,
    "deal" INTEGER REFERENCES deal (id),
    "proposal" INTEGER REFERENCES proposal (id),
    "help_asked" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    answer TEXT,
    evidence TEXT,
    answered_at TEXT,
    result TEXT,
    settled_at TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX objection_customer ON objection (customer);
CREATE INDEX objection_deal ON objection (deal) WHERE deal IS NOT NULL;
CREATE INDEX objection_open ON objection (raised) WHERE settled_at IS NULL AND removed_at IS NULL;
