-- Lines of `today` put off to a day, with the reason. The due stays what it was.
CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    -- When the obligation began: the next one is not put off with it.
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    why TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX snooze_record ON snooze (record);

-- What rules filter customers by, read without the customers themselves.
CREATE INDEX customer_rules ON customer
    (owner, removed_at, grade, segment, stage, intent, pool, acquired, recorded_at);
-- The few contacts that had a purpose or brought something.
CREATE INDEX followup_purpose ON followup (at, customer, purpose) WHERE purpose IS NOT NULL;
CREATE INDEX followup_sent ON followup (at, customer, sent) WHERE sent IS NOT NULL;
CREATE INDEX grade_at ON grade (at);
CREATE INDEX review_at ON review (noun, at);
