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
-- Contacts by what they were for and what they brought, without the rows themselves.
CREATE INDEX followup_purpose ON followup (at, customer, purpose, removed_at)
    WHERE purpose IS NOT NULL;
CREATE INDEX followup_sent ON followup (at, customer, sent, removed_at) WHERE sent IS NOT NULL;
-- The next contact that was agreed, and whether a newer one replaced it.
CREATE INDEX followup_agreed ON followup (customer, at)
    WHERE next_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX followup_due ON followup (next_at, customer, at)
    WHERE next_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX ticket_event_kind ON ticket_event (ticket, kind, at);
CREATE INDEX grade_at ON grade (at);
CREATE INDEX review_at ON review (noun, at);
