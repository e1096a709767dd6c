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
