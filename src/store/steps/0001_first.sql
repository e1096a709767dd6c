-- The first schema. A step that has shipped never changes.

-- The file's own facts. `next_id`: see ids.rs. `command`: the command that is
-- being written, null between commands. `me`, `since`: set by init.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;

-- The last serial given out under each prefix; never journalled, never reused.
CREATE TABLE sequence (
    prefix TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal: one row a command, one row a changed row.
CREATE TABLE command (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who INTEGER,
    verb TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    summary_en TEXT NOT NULL DEFAULT '',
    summary_zh TEXT NOT NULL DEFAULT '',
    schema INTEGER NOT NULL,
    undoes INTEGER,
    undone_by INTEGER
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    command INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row INTEGER NOT NULL,
    op TEXT NOT NULL,
    columns TEXT
) STRICT;
CREATE INDEX change_command ON change (command);
CREATE INDEX change_row ON change (row);

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "supervisor" INTEGER REFERENCES staff (id),
    "region" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "left" TEXT,
    name_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uscc" TEXT,
    "id_number" TEXT,
    "industry" TEXT,
    "region" TEXT,
    "employees" TEXT,
    "revenue" INTEGER,
    "main_business" TEXT,
    "business_type" TEXT,
    "source" TEXT,
    "source_detail" TEXT,
    "acquired" TEXT,
    "first_contact" TEXT,
    "need" TEXT,
    "need_type" TEXT,
    "intent" TEXT,
    "keywords" TEXT,
    "scenario" TEXT,
    "current_solution" TEXT,
    "goal" TEXT,
    "budget" TEXT,
    "decision_team" TEXT,
    "purchase_cycle" TEXT,
    "urgency" TEXT,
    "segment" TEXT,
    "stage" TEXT,
    "sales_line" TEXT,
    "preferred_channel" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    "parent" INTEGER REFERENCES customer (id),
    "arpu" INTEGER,
    "potential" INTEGER,
    "background" TEXT,
    "product_config" TEXT,
    "warranty_until" TEXT,
    "service_until" TEXT,
    "licence" TEXT,
    "notes" TEXT,
    "external" TEXT,
    grade TEXT,
    pool INTEGER NOT NULL DEFAULT 0,
    submitted_at TEXT,
    filed_at TEXT,
    name_key TEXT NOT NULL,
    name_core TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "name" TEXT NOT NULL,
    "title" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "wechat" TEXT,
    "role" TEXT,
    "phone2" TEXT,
    "birthday" TEXT,
    "preferred_channel" TEXT,
    "phone_verified" TEXT,
    "left" TEXT,
    "notes" TEXT,
    name_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE occasion (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "contact" INTEGER REFERENCES contact (id),
    "greeting" TEXT,
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "at" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "focus" TEXT,
    "goal" TEXT,
    "what" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    done_at TEXT,
    cancelled_at TEXT,
    cancel_reason TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "type" TEXT NOT NULL,
    "symptom" TEXT NOT NULL,
    "occurred" TEXT,
    "tried" TEXT,
    "severity" TEXT,
    "scope" TEXT,
    "priority" TEXT NOT NULL,
    "core_note" TEXT,
    "channel" TEXT,
    "contact" INTEGER REFERENCES contact (id),
    "at" TEXT NOT NULL,
    "area" TEXT,
    "nature" TEXT,
    "quality" TEXT,
    "product" TEXT,
    "assignee" INTEGER REFERENCES staff (id),
    "accepted_by" INTEGER REFERENCES staff (id),
    "told" TEXT,
    "notes" TEXT,
    "external" TEXT,
    status TEXT NOT NULL,
    cause TEXT,
    responded_at TEXT,
    answered_at TEXT,
    solved_at TEXT,
    confirmed_at TEXT,
    revisited_at TEXT,
    revisit_result TEXT,
    closed_at TEXT,
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE followup (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "said" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "reached" TEXT NOT NULL,
    "deep" TEXT,
    "purpose" TEXT,
    "topic" TEXT,
    "participants" TEXT,
    "content" TEXT,
    "feedback" TEXT,
    "need_change" TEXT,
    "objection" TEXT,
    "sent" TEXT,
    "restated" TEXT,
    "next_at" TEXT,
    "next_what" TEXT,
    "plan" INTEGER REFERENCES plan (id),
    "ticket" INTEGER REFERENCES ticket (id),
    "owner" INTEGER REFERENCES staff (id),
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "what" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "followup" INTEGER REFERENCES followup (id),
    "ticket" INTEGER REFERENCES ticket (id),
    done_at TEXT,
    cancelled_at TEXT,
    cancel_reason TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE grade (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "at" TEXT NOT NULL,
    "purchase" INTEGER NOT NULL,
    "potential" INTEGER NOT NULL,
    "stability" INTEGER,
    "profit" INTEGER,
    "outlook" INTEGER,
    "growth" INTEGER,
    "expansion" INTEGER,
    "basis" TEXT,
    "grade" TEXT,
    "strategy" TEXT,
    "proposal" TEXT,
    "owner" INTEGER REFERENCES staff (id),
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE screening (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "customer" INTEGER NOT NULL REFERENCES customer (id),
    "industry_fit" TEXT NOT NULL,
    "need_clear" TEXT NOT NULL,
    "budget_mentioned" TEXT NOT NULL,
    "cycle_mentioned" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "drop_reason" TEXT,
    "at" TEXT NOT NULL,
    "owner" INTEGER REFERENCES staff (id),
    "notes" TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "result" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" INTEGER REFERENCES staff (id),
    "reason" TEXT,
    "grade" TEXT,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE ticket_event (
    id INTEGER PRIMARY KEY,
    number TEXT,
    "ticket" INTEGER NOT NULL REFERENCES ticket (id),
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" INTEGER REFERENCES staff (id),
    "to" INTEGER REFERENCES staff (id),
    "text" TEXT,
    "answer" TEXT,
    "cause" TEXT,
    "steps" TEXT,
    "spares" TEXT,
    "mode" TEXT,
    "signed" TEXT,
    "result" TEXT,
    "satisfaction" INTEGER,
    "channel" TEXT,
    "until" TEXT,
    words TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL,
    UNIQUE (customer, name)
) STRICT;

-- Every dated change of an attribute that rules look at: the past is judged by
-- what was true then.
CREATE TABLE turn (
    id INTEGER PRIMARY KEY,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    attribute TEXT NOT NULL,
    at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    old TEXT,
    new TEXT
) STRICT;

-- Fields that were asked and not answered yet (待确认, R132).
CREATE TABLE to_confirm (
    id INTEGER PRIMARY KEY,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    field TEXT NOT NULL,
    since TEXT NOT NULL,
    UNIQUE (noun, record, field)
) STRICT;

-- What a gate let pass, and what a person overrode with a reason.
CREATE TABLE gate_note (
    id INTEGER PRIMARY KEY,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    gate TEXT NOT NULL,
    reason TEXT,
    at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX staff_name ON staff (name) WHERE removed_at IS NULL;
CREATE INDEX customer_owner ON customer (owner);
CREATE INDEX customer_key ON customer (name_key);
CREATE INDEX customer_core ON customer (name_core);
CREATE INDEX customer_uscc ON customer (uscc) WHERE uscc IS NOT NULL;
CREATE INDEX customer_external ON customer (external) WHERE external IS NOT NULL;
CREATE INDEX customer_acquired ON customer (acquired);
CREATE INDEX customer_recorded ON customer (recorded_at);
CREATE INDEX contact_customer ON contact (customer);
CREATE INDEX contact_phone ON contact (phone) WHERE phone IS NOT NULL;
CREATE INDEX contact_key ON contact (name_key);
CREATE INDEX occasion_customer ON occasion (customer);
CREATE INDEX plan_customer ON plan (customer, at);
CREATE INDEX plan_open ON plan (at) WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX ticket_customer ON ticket (customer, at);
CREATE INDEX ticket_at ON ticket (at);
CREATE INDEX ticket_open ON ticket (status) WHERE closed_at IS NULL;
CREATE INDEX ticket_closed ON ticket (closed_at) WHERE closed_at IS NOT NULL;
-- The last contact is read off the index alone.
CREATE INDEX followup_customer ON followup (customer, at, reached, method, removed_at);
CREATE INDEX followup_at ON followup (at);
CREATE INDEX followup_plan ON followup (plan) WHERE plan IS NOT NULL;
CREATE INDEX followup_ticket ON followup (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX followup_next ON followup (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX action_customer ON action (customer);
CREATE INDEX action_due ON action (due);
CREATE INDEX grade_customer ON grade (customer, at);
CREATE INDEX screening_customer ON screening (customer);
CREATE INDEX review_record ON review (noun, record);
CREATE INDEX ticket_event_ticket ON ticket_event (ticket, at);
CREATE INDEX tag_name ON tag (name);
CREATE INDEX turn_record ON turn (record, attribute, at);
CREATE INDEX turn_at ON turn (attribute, at);
CREATE INDEX to_confirm_record ON to_confirm (noun, record);
CREATE INDEX gate_note_record ON gate_note (noun, record);

-- Full text. The columns are written by the program with a space round every
-- Chinese character, so that words of one and two characters are found too.
CREATE VIRTUAL TABLE followup_text USING fts5 (words, content='followup', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER followup_text_insert AFTER INSERT ON followup BEGIN
    INSERT INTO followup_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER followup_text_delete AFTER DELETE ON followup BEGIN
    INSERT INTO followup_text (followup_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER followup_text_update AFTER UPDATE OF words ON followup BEGIN
    INSERT INTO followup_text (followup_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO followup_text (rowid, words) VALUES (new.id, new.words);
END;

CREATE VIRTUAL TABLE ticket_text USING fts5 (words, content='ticket', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER ticket_text_insert AFTER INSERT ON ticket BEGIN
    INSERT INTO ticket_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER ticket_text_delete AFTER DELETE ON ticket BEGIN
    INSERT INTO ticket_text (ticket_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER ticket_text_update AFTER UPDATE OF words ON ticket BEGIN
    INSERT INTO ticket_text (ticket_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO ticket_text (rowid, words) VALUES (new.id, new.words);
END;

CREATE VIRTUAL TABLE ticket_event_text USING fts5 (words, content='ticket_event', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER ticket_event_text_insert AFTER INSERT ON ticket_event BEGIN
    INSERT INTO ticket_event_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER ticket_event_text_delete AFTER DELETE ON ticket_event BEGIN
    INSERT INTO ticket_event_text (ticket_event_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER ticket_event_text_update AFTER UPDATE OF words ON ticket_event BEGIN
    INSERT INTO ticket_event_text (ticket_event_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO ticket_event_text (rowid, words) VALUES (new.id, new.words);
END;

CREATE VIRTUAL TABLE customer_text USING fts5 (words, content='customer', content_rowid='id', tokenize='unicode61');
CREATE TRIGGER customer_text_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_text (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER customer_text_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_text (customer_text, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER customer_text_update AFTER UPDATE OF words ON customer BEGIN
    INSERT INTO customer_text (customer_text, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO customer_text (rowid, words) VALUES (new.id, new.words);
END;
