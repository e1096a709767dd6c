-- Deliveries (F20), their milestones (F22), progress and deviations (F21), what was
-- delivered, what was accepted (F23), and the handover pack (F19).
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "what" TEXT NOT NULL,
    "contract" INTEGER REFERENCES contract (id),
    "deal" INTEGER REFERENCES deal (id),
    "owner" INTEGER REFERENCES staff (id),
    "contact" INTEGER REFERENCES contact (id),
    "planned" TEXT,
    "standard" TEXT,
    "deliverables" TEXT,
    "planned_at" TEXT NOT NULL,
    "notes" TEXT,
    started_at TEXT,
    delivered_at TEXT,
    -- The acceptance, and who put their name to it.
    accepted_at TEXT,
    result TEXT,
    signed_for TEXT,
    sealed TEXT,
    participants TEXT,
    leftover TEXT,
    -- The first evaluation (F24).
    evaluated_at TEXT,
    score INTEGER,
    evaluation TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX delivery_customer ON delivery (customer);
CREATE INDEX delivery_contract ON delivery (contract) WHERE contract IS NOT NULL;
CREATE INDEX delivery_planned ON delivery (planned_at);

CREATE TABLE milestone (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "delivery" INTEGER NOT NULL REFERENCES delivery (id),
    "name" TEXT NOT NULL,
    "planned" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "contact" INTEGER REFERENCES contact (id),
    "standard" TEXT,
    "deliverables" TEXT,
    "notes" TEXT,
    done_at TEXT,
    met TEXT,
    issues TEXT,
    signed_at TEXT,
    signed_for TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX milestone_customer ON milestone (customer);
CREATE INDEX milestone_delivery ON milestone (delivery);
CREATE INDEX milestone_planned ON milestone (planned) WHERE done_at IS NULL AND removed_at IS NULL;

CREATE TABLE progress (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "delivery" INTEGER NOT NULL REFERENCES delivery (id),
    "said" TEXT NOT NULL,
    "percent" INTEGER,
    "at" TEXT NOT NULL,
    "told_at" TEXT,
    "next" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX progress_customer ON progress (customer);
CREATE INDEX progress_delivery ON progress (delivery, at);

CREATE TABLE deviation (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "delivery" INTEGER NOT NULL REFERENCES delivery (id),
    "what" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "measure" TEXT,
    "found" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    closed_at TEXT,
    outcome TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX deviation_customer ON deviation (customer);
CREATE INDEX deviation_delivery ON deviation (delivery);

-- What a customer has of which batch.
CREATE TABLE delivered (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "delivery" INTEGER NOT NULL REFERENCES delivery (id),
    "product" INTEGER REFERENCES product (id),
    "what" TEXT,
    "quantity" INTEGER,
    "serial" TEXT,
    "batch" TEXT,
    "day" TEXT NOT NULL,
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX delivered_customer ON delivered (customer);
CREATE INDEX delivered_delivery ON delivered (delivery);
CREATE INDEX delivered_batch ON delivered (batch) WHERE batch IS NOT NULL;

CREATE TABLE acceptance (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "delivery" INTEGER NOT NULL REFERENCES delivery (id),
    "n" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "standard" TEXT,
    "source" TEXT NOT NULL,
    "promise" INTEGER REFERENCES promise (id),
    "result" TEXT,
    "at" TEXT,
    "actual" TEXT,
    "remedy_by" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX acceptance_customer ON acceptance (customer);
CREATE INDEX acceptance_delivery ON acceptance (delivery, n);

CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "deal" INTEGER REFERENCES deal (id),
    "receiver" INTEGER NOT NULL REFERENCES staff (id),
    "special" TEXT,
    "handed" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    accepted_at TEXT,
    accepted_note TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX pack_customer ON pack (customer);
CREATE INDEX pack_deal ON pack (deal) WHERE deal IS NOT NULL;

-- A file may be a contract's scan, or a signed acceptance.
ALTER TABLE attachment ADD COLUMN "contract" INTEGER REFERENCES contract (id);
ALTER TABLE attachment ADD COLUMN "delivery" INTEGER REFERENCES delivery (id);
