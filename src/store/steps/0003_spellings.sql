-- A name by the beginning of its initials or of its pinyin, found at every TAB
-- without a look at each record. `initials` holds every way of spelling a name,
-- with spaces between; here each has a row. Not journalled: the tables hang on
-- the columns by triggers, as the full text does.
CREATE TABLE customer_spelling (
    initials TEXT NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (initials, record)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER customer_spelling_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_spelling
    SELECT DISTINCT value, new.id FROM json_each('[' || replace(json_quote(new.initials), ' ', '","') || ']');
END;
CREATE TRIGGER customer_spelling_delete AFTER DELETE ON customer BEGIN
    DELETE FROM customer_spelling WHERE record = old.id AND initials IN (
        SELECT value FROM json_each('[' || replace(json_quote(old.initials), ' ', '","') || ']'));
END;
CREATE TRIGGER customer_spelling_update AFTER UPDATE OF initials ON customer BEGIN
    DELETE FROM customer_spelling WHERE record = old.id AND initials IN (
        SELECT value FROM json_each('[' || replace(json_quote(old.initials), ' ', '","') || ']'));
    INSERT INTO customer_spelling
    SELECT DISTINCT value, new.id FROM json_each('[' || replace(json_quote(new.initials), ' ', '","') || ']');
END;
INSERT INTO customer_spelling
SELECT DISTINCT value, c.id FROM customer c, json_each('[' || replace(json_quote(c.initials), ' ', '","') || ']');
CREATE INDEX customer_pinyin ON customer (pinyin);

CREATE TABLE contact_spelling (
    initials TEXT NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (initials, record)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contact_spelling_insert AFTER INSERT ON contact BEGIN
    INSERT INTO contact_spelling
    SELECT DISTINCT value, new.id FROM json_each('[' || replace(json_quote(new.initials), ' ', '","') || ']');
END;
CREATE TRIGGER contact_spelling_delete AFTER DELETE ON contact BEGIN
    DELETE FROM contact_spelling WHERE record = old.id AND initials IN (
        SELECT value FROM json_each('[' || replace(json_quote(old.initials), ' ', '","') || ']'));
END;
CREATE TRIGGER contact_spelling_update AFTER UPDATE OF initials ON contact BEGIN
    DELETE FROM contact_spelling WHERE record = old.id AND initials IN (
        SELECT value FROM json_each('[' || replace(json_quote(old.initials), ' ', '","') || ']'));
    INSERT INTO contact_spelling
    SELECT DISTINCT value, new.id FROM json_each('[' || replace(json_quote(new.initials), ' ', '","') || ']');
END;
INSERT INTO contact_spelling
SELECT DISTINCT value, c.id FROM contact c, json_each('[' || replace(json_quote(c.initials), ' ', '","') || ']');
CREATE INDEX contact_pinyin ON contact (pinyin);
