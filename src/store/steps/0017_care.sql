-- Care by its kind (F26): what was done for the customer, for which occasion, with which
-- gift and at what cost.
ALTER TABLE followup ADD COLUMN "care" TEXT;
ALTER TABLE followup ADD COLUMN "occasion" INTEGER REFERENCES occasion (id);
ALTER TABLE followup ADD COLUMN "gift" TEXT;
ALTER TABLE followup ADD COLUMN "cost" INTEGER;
