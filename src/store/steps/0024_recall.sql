-- Goods that are called back (F48, R166), and each customer who has them.
CREATE TABLE recall (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "defect" TEXT NOT NULL,
    "ticket" INTEGER REFERENCES ticket (id),
    "customer" INTEGER REFERENCES customer (id),
    "product" INTEGER REFERENCES product (id),
    "goods" TEXT,
    "batch" TEXT,
    "serial" TEXT,
    "serial_from" TEXT,
    "serial_to" TEXT,
    "sold_from" TEXT,
    "sold_to" TEXT,
    "measure" TEXT,
    "started_at" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    closed_at TEXT,
    conclusion TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX recall_ticket ON recall (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX recall_customer_of ON recall (customer) WHERE customer IS NOT NULL;

CREATE TABLE recall_customer (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "recall" INTEGER NOT NULL REFERENCES recall (id),
    "evidence" TEXT NOT NULL,
    "goods" TEXT,
    "quantity" INTEGER,
    "owner" INTEGER REFERENCES staff (id),
    "listed_at" TEXT NOT NULL,
    "notes" TEXT,
    -- When, how, whom and by whom the customer was told.
    informed_at TEXT,
    channel TEXT,
    told TEXT,
    said TEXT,
    informed_by INTEGER REFERENCES staff (id),
    -- What became of the goods.
    settled_at TEXT,
    outcome TEXT,
    result TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX recall_customer_customer ON recall_customer (customer);
CREATE INDEX recall_customer_recall ON recall_customer (recall);
CREATE INDEX recall_customer_listed ON recall_customer (listed_at) WHERE settled_at IS NULL;
