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
    words TEXT NOT NULL DEFAULT '',
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX survey_customer ON survey (customer);
CREATE INDEX survey_at ON survey (at) WHERE at IS NOT NULL;
CREATE INDEX survey_open ON survey (asked_at) WHERE at IS NULL AND removed_at IS NULL;
CREATE VIRTUAL TABLE survey_text USING fts5 (words, content='survey', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER survey_text_insert AFTER INSERT ON survey
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO survey_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER survey_text_delete AFTER DELETE ON survey
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO survey_text (survey_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER survey_text_update AFTER UPDATE OF words ON survey
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO survey_text (survey_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO survey_text (rowid, words) VALUES (new.id, new.words);
END;

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
    words TEXT NOT NULL DEFAULT '',
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX feedback_customer ON feedback (customer);
CREATE INDEX feedback_received ON feedback (received_at);
CREATE INDEX feedback_open ON feedback (received_at) WHERE closed_at IS NULL AND removed_at IS NULL;
CREATE VIRTUAL TABLE feedback_text USING fts5 (words, content='feedback', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER feedback_text_insert AFTER INSERT ON feedback
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO feedback_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER feedback_text_delete AFTER DELETE ON feedback
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO feedback_text (feedback_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER feedback_text_update AFTER UPDATE OF words ON feedback
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO feedback_text (feedback_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO feedback_text (rowid, words) VALUES (new.id, new.words);
END;
