-- A ticket's team, its links, what it was merged into and when it was archived; what an
-- event says of the team, a visit, a shipment, and a reply written with AI.
ALTER TABLE ticket ADD COLUMN "team" TEXT;
ALTER TABLE ticket ADD COLUMN "logistics" TEXT;
ALTER TABLE ticket ADD COLUMN "delivery" INTEGER REFERENCES delivery (id);
ALTER TABLE ticket ADD COLUMN "contract" INTEGER REFERENCES contract (id);
ALTER TABLE ticket ADD COLUMN "earlier" INTEGER REFERENCES ticket (id);
ALTER TABLE ticket ADD COLUMN merged_into INTEGER REFERENCES ticket (id);
ALTER TABLE ticket ADD COLUMN archived_at TEXT;
ALTER TABLE ticket_event ADD COLUMN "team" TEXT;
ALTER TABLE ticket_event ADD COLUMN "demonstrated" TEXT;
ALTER TABLE ticket_event ADD COLUMN "carrier" TEXT;
ALTER TABLE ticket_event ADD COLUMN "compensation" TEXT;
ALTER TABLE ticket_event ADD COLUMN "ai" TEXT;
ALTER TABLE ticket_event ADD COLUMN "verdict" TEXT;
CREATE INDEX ticket_earlier ON ticket (earlier) WHERE earlier IS NOT NULL;
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;
