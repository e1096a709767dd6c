-- What customers need, and the conversations that brought it to light (F06).
CREATE TABLE need (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "what" TEXT NOT NULL,
    "visibility" TEXT,
    "spin" TEXT,
    "rigidity" TEXT,
    "horizon" TEXT,
    "urgency" INTEGER,
    "worth" INTEGER,
    "feasibility" INTEGER,
    "set_priority" TEXT,
    "priority_reason" TEXT,
    "fit" TEXT,
    "fit_notes" TEXT,
    "solution" TEXT,
    "found" TEXT NOT NULL,
    "deal" INTEGER REFERENCES deal (id),
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX need_customer ON need (customer);
CREATE INDEX need_found ON need (found);

CREATE TABLE analysis (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "situation" TEXT,
    "problem" TEXT,
    "implication" TEXT,
    "need_payoff" TEXT,
    "current_solution" TEXT,
    "goal" TEXT,
    "budget" TEXT,
    "period" TEXT,
    "wanted_by" TEXT,
    "factors" TEXT,
    "chain" TEXT,
    "fit" TEXT,
    "framework" TEXT,
    "at" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX analysis_customer ON analysis (customer);

CREATE VIRTUAL TABLE need_text USING fts5 (words, content='need', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER need_text_insert AFTER INSERT ON need
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO need_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER need_text_delete AFTER DELETE ON need
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO need_text (need_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER need_text_update AFTER UPDATE OF words ON need
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO need_text (need_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO need_text (rowid, words) VALUES (new.id, new.words);
END;

CREATE VIRTUAL TABLE analysis_text USING fts5 (words, content='analysis', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER analysis_text_insert AFTER INSERT ON analysis
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO analysis_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER analysis_text_delete AFTER DELETE ON analysis
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO analysis_text (analysis_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER analysis_text_update AFTER UPDATE OF words ON analysis
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO analysis_text (analysis_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO analysis_text (rowid, words) VALUES (new.id, new.words);
END;
