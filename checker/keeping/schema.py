"""The schema of the history, as the steps that lead from each version to the next.

A step that has been released is never changed: a new one is put after it. Money is in whole sen; times are ISO 8601 in
UTC, to the second, so that their order as text is their order in time.
"""

# The database's own marks in the header of its file: whose it is ("sJHT"), and which version of the schema it has.
APPLICATION = 0x734A4854

_RUNS_AND_READINGS = """
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
CREATE INDEX reading_by_time ON reading (checked_at, id);
CREATE INDEX reading_by_card ON reading (account, kpj, checked_at);
CREATE TRIGGER run_kept BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER run_stays BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""

_WARNINGS = """
CREATE TABLE warning (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    kpj TEXT,
    code TEXT NOT NULL,
    since TEXT,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX warning_by_run ON warning (run);
CREATE TRIGGER warning_kept BEFORE UPDATE ON warning BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER warning_stays BEFORE DELETE ON warning BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""

# What a card is known by, as one text: its KPJ or, where it has none, its employer (as `plausible.key`).
# It is part of a step, and so never changed.
CARD = "iif(kpj IS NULL, '-' || coalesce(npp, company, ''), '+' || kpj)"
# The last reading of each card, and the last that has a date of its own, are found without a look at the others.
_LAST = f"""
CREATE INDEX reading_last ON reading (account, {CARD}, checked_at);
CREATE INDEX reading_dated ON reading (account, {CARD}, checked_at) WHERE as_of IS NOT NULL
"""

# What is to count no more, or to count again: the last row about a run decides. And what readings were taken from.
_RETRACTIONS = """
CREATE TABLE retraction (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    at TEXT NOT NULL,
    retracted INTEGER NOT NULL CHECK (retracted IN (0, 1))
) STRICT;
CREATE INDEX retraction_by_run ON retraction (run, id);
CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    name TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX origin_by_digest ON origin (digest);
ALTER TABLE warning ADD COLUMN against INTEGER REFERENCES run (id);
CREATE TRIGGER retraction_kept BEFORE UPDATE ON retraction BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER retraction_stays BEFORE DELETE ON retraction
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER origin_kept BEFORE UPDATE ON origin BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER origin_stays BEFORE DELETE ON origin BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE VIEW retracted AS SELECT run FROM retraction AS one
WHERE retracted = 1 AND id = (SELECT max(id) FROM retraction WHERE run = one.run);
CREATE VIEW counted AS SELECT * FROM reading WHERE run NOT IN (SELECT run FROM retracted)
"""

# Which rule refused tells what a person should do about it, where the code alone does not.
_RULES = "ALTER TABLE run ADD COLUMN rule TEXT"

# STEPS[n] leads from version n to version n + 1; version 0 is an empty file.
STEPS = (_RUNS_AND_READINGS, _WARNINGS, _LAST, _RETRACTIONS, _RULES)
CURRENT = len(STEPS)


def statements(step: str) -> list[str]:
    """The single statements of a step, so that they can run inside a transaction."""
    found, begun = [], ""
    for piece in step.split(";"):
        begun += piece + ";"
        # Inside a trigger a semicolon ends a statement of its body only.
        if "CREATE TRIGGER" not in begun or piece.strip() == "END":
            found.append(begun.strip())
            begun = ""
    return found
