-- What is proposed, said of it and objected to is found by its words.
ALTER TABLE proposal ADD COLUMN words TEXT NOT NULL DEFAULT '';
CREATE VIRTUAL TABLE proposal_text USING fts5 (words, content='proposal', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER proposal_text_insert AFTER INSERT ON proposal
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO proposal_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER proposal_text_delete AFTER DELETE ON proposal
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO proposal_text (proposal_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER proposal_text_update AFTER UPDATE OF words ON proposal
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO proposal_text (proposal_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO proposal_text (rowid, words) VALUES (new.id, new.words);
END;
ALTER TABLE remark ADD COLUMN words TEXT NOT NULL DEFAULT '';
CREATE VIRTUAL TABLE remark_text USING fts5 (words, content='remark', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER remark_text_insert AFTER INSERT ON remark
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO remark_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER remark_text_delete AFTER DELETE ON remark
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO remark_text (remark_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER remark_text_update AFTER UPDATE OF words ON remark
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO remark_text (remark_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO remark_text (rowid, words) VALUES (new.id, new.words);
END;
ALTER TABLE objection ADD COLUMN words TEXT NOT NULL DEFAULT '';
CREATE VIRTUAL TABLE objection_text USING fts5 (words, content='objection', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER objection_text_insert AFTER INSERT ON objection
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO objection_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER objection_text_delete AFTER DELETE ON objection
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO objection_text (objection_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER objection_text_update AFTER UPDATE OF words ON objection
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO objection_text (objection_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO objection_text (rowid, words) VALUES (new.id, new.words);
END;
INSERT INTO proposal_text (proposal_text) VALUES ('rebuild');
INSERT INTO remark_text (remark_text) VALUES ('rebuild');
INSERT INTO objection_text (objection_text) VALUES ('rebuild');
