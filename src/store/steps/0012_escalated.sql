-- Where a ticket was escalated to, if not to a colleague: the task force (R173) or
-- the fast lane (R181).
ALTER TABLE ticket_event ADD COLUMN "place" TEXT;
