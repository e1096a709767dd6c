-- Contracts (F17), what is to be paid under them, and what was paid.
CREATE TABLE contract (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "deal" INTEGER REFERENCES deal (id),
    "contract_no" TEXT,
    "subject" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "plan" TEXT,
    "their_party" TEXT,
    "our_party" TEXT,
    "payment_terms" TEXT,
    "delivery_terms" TEXT,
    "acceptance_terms" TEXT,
    "warranty" TEXT,
    "service" TEXT,
    "special" TEXT,
    "liability" TEXT,
    "expires" TEXT,
    "service_until" TEXT,
    "drafted" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    "external" TEXT,
    -- When both had signed, and who did.
    signed_at TEXT,
    signed_by INTEGER REFERENCES staff (id),
    signed_for TEXT,
    -- When its terms were changed last: a review before that is of other terms.
    revised_at TEXT,
    ended_at TEXT,
    end_reason TEXT,
    end_note TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX contract_customer ON contract (customer);
CREATE INDEX contract_deal ON contract (deal) WHERE deal IS NOT NULL;
CREATE INDEX contract_signed ON contract (signed_at) WHERE signed_at IS NOT NULL;
CREATE INDEX contract_expires ON contract (expires) WHERE expires IS NOT NULL;
CREATE INDEX contract_external ON contract (external) WHERE external IS NOT NULL;

-- What the contract's plan comes to; written anew with the contract.
CREATE TABLE instalment (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "contract" INTEGER NOT NULL REFERENCES contract (id),
    "n" INTEGER NOT NULL,
    "name" TEXT,
    "amount" INTEGER NOT NULL,
    "due" TEXT,
    "after" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX instalment_customer ON instalment (customer);
CREATE INDEX instalment_contract ON instalment (contract, n);
CREATE INDEX instalment_due ON instalment (due) WHERE due IS NOT NULL AND removed_at IS NULL;

CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "contract" INTEGER NOT NULL REFERENCES contract (id),
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "amount" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "instalment" INTEGER REFERENCES instalment (id),
    "method" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    "external" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX payment_customer ON payment (customer);
CREATE INDEX payment_contract ON payment (contract, at);
CREATE INDEX payment_instalment ON payment (instalment) WHERE instalment IS NOT NULL;
CREATE INDEX payment_at ON payment (at);
CREATE INDEX payment_external ON payment (external) WHERE external IS NOT NULL;
