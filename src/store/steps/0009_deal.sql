-- Deals, from the first day to the outcome, and what was learnt from them (F37).
CREATE TABLE deal (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "value" INTEGER,
    "expected" TEXT,
    "product" INTEGER REFERENCES product (id),
    "contact" INTEGER REFERENCES contact (id),
    "competitor" TEXT,
    "opened" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    "external" TEXT,
    -- 'won' or 'lost', with the day it was known and what it came to.
    outcome TEXT,
    closed_at TEXT,
    amount INTEGER,
    name_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX deal_customer ON deal (customer);
CREATE INDEX deal_open ON deal (owner) WHERE closed_at IS NULL AND removed_at IS NULL;
CREATE INDEX deal_closed ON deal (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX deal_external ON deal (external) WHERE external IS NOT NULL;

CREATE TABLE deal_review (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "deal" INTEGER NOT NULL REFERENCES deal (id),
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "success_factor" TEXT,
    "failure_reason" TEXT,
    "improvement" TEXT NOT NULL,
    "summary" TEXT,
    "comment" TEXT,
    "by" INTEGER REFERENCES staff (id),
    "at" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX deal_review_deal ON deal_review (deal);

-- A contact may be about a deal.
ALTER TABLE followup ADD COLUMN "deal" INTEGER REFERENCES deal (id);
