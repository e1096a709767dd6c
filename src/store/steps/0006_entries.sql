-- Filled-in forms of the playbook; their own answers as JSON, under the form's keys.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "form" TEXT NOT NULL,
    -- The customer that it belongs to, whatever it is about.
    "customer" INTEGER REFERENCES customer (id),
    "at" TEXT NOT NULL,
    "by" INTEGER REFERENCES staff (id),
    "due" TEXT,
    "who" INTEGER REFERENCES staff (id),
    "note" TEXT,
    -- The record that it is about.
    noun TEXT,
    record INTEGER,
    answers TEXT NOT NULL,
    -- When a form that stays open was closed.
    closed_at TEXT,
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
-- One that belongs to no customer stands for itself.
CREATE INDEX entry_home ON entry (coalesce(customer, id), form, at);
CREATE INDEX entry_form ON entry (form, at);
CREATE INDEX entry_record ON entry (record);
CREATE INDEX entry_due ON entry (due) WHERE due IS NOT NULL AND closed_at IS NULL;

CREATE VIRTUAL TABLE entry_text USING fts5 (words, content='entry', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER entry_text_insert AFTER INSERT ON entry BEGIN
    INSERT INTO entry_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER entry_text_delete AFTER DELETE ON entry BEGIN
    INSERT INTO entry_text (entry_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER entry_text_update AFTER UPDATE OF words ON entry BEGIN
    INSERT INTO entry_text (entry_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO entry_text (rowid, words) VALUES (new.id, new.words);
END;

-- Periodic duties that were done, each for one period of its rule.
CREATE TABLE duty (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "rule" TEXT NOT NULL,
    -- The first day of the period.
    "period" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" INTEGER NOT NULL REFERENCES staff (id),
    "note" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX duty_rule ON duty (rule, period);
