-- What `today` asks for the days in which something began, without going through
-- every customer and contact.
CREATE INDEX customer_filed ON customer (filed_at) WHERE filed_at IS NOT NULL;
CREATE INDEX customer_submitted ON customer (submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX contact_birthday ON contact (birthday) WHERE birthday IS NOT NULL;
-- What rules ask of open tickets, without the tickets themselves.
CREATE INDEX ticket_owed ON ticket
    (id, customer, assignee, at, recorded_at, removed_at, priority, type, area)
    WHERE closed_at IS NULL;
-- Since when customers are what rules filter by, read in their order.
CREATE INDEX turn_customer ON turn (attribute, record, at, id, old, new) WHERE noun = 'customer';

-- A command that adds very many rows puts those from `unsearched` on into the full
-- text and the spellings itself, once, when it ends.
DROP TRIGGER IF EXISTS customer_text_insert;
CREATE TRIGGER customer_text_insert AFTER INSERT ON customer
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO customer_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS customer_text_delete;
CREATE TRIGGER customer_text_delete AFTER DELETE ON customer
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO customer_text (customer_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
DROP TRIGGER IF EXISTS customer_text_update;
CREATE TRIGGER customer_text_update AFTER UPDATE OF words ON customer
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO customer_text (customer_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO customer_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS followup_text_insert;
CREATE TRIGGER followup_text_insert AFTER INSERT ON followup
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO followup_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS followup_text_delete;
CREATE TRIGGER followup_text_delete AFTER DELETE ON followup
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO followup_text (followup_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
DROP TRIGGER IF EXISTS followup_text_update;
CREATE TRIGGER followup_text_update AFTER UPDATE OF words ON followup
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO followup_text (followup_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO followup_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS ticket_text_insert;
CREATE TRIGGER ticket_text_insert AFTER INSERT ON ticket
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO ticket_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS ticket_text_delete;
CREATE TRIGGER ticket_text_delete AFTER DELETE ON ticket
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO ticket_text (ticket_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
DROP TRIGGER IF EXISTS ticket_text_update;
CREATE TRIGGER ticket_text_update AFTER UPDATE OF words ON ticket
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO ticket_text (ticket_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO ticket_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS ticket_event_text_insert;
CREATE TRIGGER ticket_event_text_insert AFTER INSERT ON ticket_event
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO ticket_event_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS ticket_event_text_delete;
CREATE TRIGGER ticket_event_text_delete AFTER DELETE ON ticket_event
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO ticket_event_text (ticket_event_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
DROP TRIGGER IF EXISTS ticket_event_text_update;
CREATE TRIGGER ticket_event_text_update AFTER UPDATE OF words ON ticket_event
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO ticket_event_text (ticket_event_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO ticket_event_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS entry_text_insert;
CREATE TRIGGER entry_text_insert AFTER INSERT ON entry
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO entry_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS entry_text_delete;
CREATE TRIGGER entry_text_delete AFTER DELETE ON entry
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO entry_text (entry_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
DROP TRIGGER IF EXISTS entry_text_update;
CREATE TRIGGER entry_text_update AFTER UPDATE OF words ON entry
WHEN old.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), old.id + 1) BEGIN
    INSERT INTO entry_text (entry_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO entry_text (rowid, words) VALUES (new.id, new.words);
END;
DROP TRIGGER IF EXISTS customer_spelling_insert;
CREATE TRIGGER customer_spelling_insert AFTER INSERT ON customer
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO customer_spelling
    SELECT DISTINCT value, new.id FROM json_each('[' || replace(json_quote(new.initials), ' ', '","') || ']');
END;
DROP TRIGGER IF EXISTS contact_spelling_insert;
CREATE TRIGGER contact_spelling_insert AFTER INSERT ON contact
WHEN new.id < ifnull((SELECT value FROM meta WHERE key = 'unsearched'), new.id + 1) BEGIN
    INSERT INTO contact_spelling
    SELECT DISTINCT value, new.id FROM json_each('[' || replace(json_quote(new.initials), ' ', '","') || ']');
END;
