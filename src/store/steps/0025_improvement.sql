-- What is improved because of what customers say (F32), and which customers led to it
-- and are told of it (F55).
CREATE TABLE improvement (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "department" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "due" TEXT,
    "subject" TEXT,
    "dimension" TEXT,
    "cause" TEXT,
    "evidence" TEXT,
    "expected" TEXT,
    "by" INTEGER REFERENCES staff (id),
    "at" TEXT NOT NULL,
    "notes" TEXT,
    "external" TEXT,
    result TEXT,
    closed_at TEXT,
    effect TEXT,
    reason TEXT,
    name_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX improvement_key ON improvement (name_key);
CREATE INDEX improvement_closed ON improvement (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX improvement_due ON improvement (due) WHERE due IS NOT NULL AND closed_at IS NULL;
CREATE INDEX improvement_external ON improvement (external) WHERE external IS NOT NULL;

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "improvement" INTEGER NOT NULL REFERENCES improvement (id),
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    -- What of this customer led to it.
    "feedback" INTEGER REFERENCES feedback (id),
    "survey" INTEGER REFERENCES survey (id),
    "ticket" INTEGER REFERENCES ticket (id),
    -- When they were told; nothing while they were not.
    "at" TEXT,
    "method" TEXT,
    "progress" TEXT,
    "contact" INTEGER REFERENCES contact (id),
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX notice_improvement ON notice (improvement, customer);
CREATE INDEX notice_customer ON notice (customer);
CREATE INDEX notice_at ON notice (at) WHERE at IS NOT NULL;
CREATE INDEX notice_feedback ON notice (feedback) WHERE feedback IS NOT NULL;
CREATE INDEX notice_survey ON notice (survey) WHERE survey IS NOT NULL;
CREATE INDEX notice_ticket ON notice (ticket) WHERE ticket IS NOT NULL;
