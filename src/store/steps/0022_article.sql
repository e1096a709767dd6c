-- The knowledge base: solved cases (F44), phrases and procedures (F49), and when
-- each helped.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "symptom" TEXT,
    "cause" TEXT,
    "solution" TEXT NOT NULL,
    "prevention" TEXT,
    "product" TEXT,
    "tags" TEXT,
    "ticket" INTEGER REFERENCES ticket (id),
    "author" INTEGER REFERENCES staff (id),
    "at" TEXT NOT NULL,
    "version" TEXT,
    "effective" TEXT,
    "external" TEXT,
    name_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX article_key ON article (name_key);
CREATE INDEX article_ticket ON article (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX article_external ON article (external) WHERE external IS NOT NULL;
CREATE INDEX article_at ON article (at);

CREATE TABLE article_use (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id),
    ticket INTEGER REFERENCES ticket (id),
    at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
CREATE INDEX article_use_article ON article_use (article);
CREATE INDEX article_use_ticket ON article_use (ticket) WHERE ticket IS NOT NULL;
