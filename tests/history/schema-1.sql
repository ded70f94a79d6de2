-- A history as schema 1 had it: kept as it is, to prove that what was written then is read now.
BEGIN TRANSACTION;
CREATE TABLE reading (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    checked_at TEXT NOT NULL,
    account TEXT NOT NULL,
    source TEXT NOT NULL,
    kpj TEXT,
    company TEXT,
    npp TEXT,
    segment TEXT,
    membership TEXT,
    as_of TEXT,
    balance INTEGER NOT NULL CHECK (balance >= 0),
    confidence TEXT
) STRICT;
INSERT INTO "reading" VALUES(1,1,'2026-01-01T01:00:04Z','default','portal','01234567890','PT Contoh Maju','JJ000001','PU','Aktif','2025-12-31',1234567800,'agreed');
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    source TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    code TEXT NOT NULL,
    screen TEXT
) STRICT;
INSERT INTO "run" VALUES(1,'default','portal','2026-01-01T01:00:00Z','2026-01-01T01:00:04Z',4100,'ok',NULL);
INSERT INTO "run" VALUES(2,'default','portal','2026-01-02T01:00:00Z','2026-01-02T01:00:02Z',2000,'needs-human','login');
CREATE INDEX reading_by_time ON reading (checked_at, id);
CREATE INDEX reading_by_card ON reading (account, kpj, checked_at);
CREATE TRIGGER run_kept BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER run_stays BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
COMMIT;
PRAGMA application_id = 1934248020;
PRAGMA user_version = 1;
