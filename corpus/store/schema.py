"""The corpus database's tables and their migrations. PRAGMA user_version holds the schema version."""

from __future__ import annotations

# One entry a version: the statements that lead from the version before to it. Never edit an entry that was
# released; append. Every migration runs after a backup (database.open_database).
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE batches (
        id INTEGER PRIMARY KEY AUTOINCREMENT, started_at TEXT NOT NULL, origin TEXT NOT NULL, importer TEXT NOT NULL);
    CREATE TABLE raw (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE records (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('judgment', 'official', 'digest', 'sample')),
        key TEXT NOT NULL UNIQUE, title TEXT NOT NULL, case_number TEXT, court TEXT, date TEXT, doc_type TEXT NOT NULL,
        lead INTEGER NOT NULL, generation INTEGER NOT NULL);
    CREATE INDEX records_number ON records (case_number);
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY AUTOINCREMENT, record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL REFERENCES raw (sha256), part INTEGER NOT NULL, file TEXT NOT NULL, layout TEXT NOT NULL,
        kind TEXT NOT NULL, taken_at TEXT NOT NULL, importer TEXT NOT NULL,
        batch INTEGER NOT NULL REFERENCES batches (id), truncated INTEGER NOT NULL, metadata TEXT NOT NULL,
        text TEXT NOT NULL, text_hash TEXT NOT NULL, UNIQUE (sha256, part, kind));
    CREATE INDEX sources_record ON sources (record);
    CREATE INDEX sources_text ON sources (text_hash);
    CREATE TABLE stages (
        source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        stage TEXT NOT NULL CHECK (stage IN ('parse', 'annotate')), version TEXT NOT NULL, input_hash TEXT NOT NULL,
        output BLOB NOT NULL, PRIMARY KEY (source, stage)) WITHOUT ROWID;
    CREATE TABLE aliases (
        alias TEXT PRIMARY KEY, record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE) WITHOUT ROWID;
    CREATE TABLE numbers (
        record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE, number TEXT NOT NULL,
        relation TEXT NOT NULL CHECK (relation IN ('own', 'prior')), PRIMARY KEY (record, number, relation))
        WITHOUT ROWID;
    CREATE INDEX numbers_number ON numbers (number, relation);
    CREATE TABLE changes (key TEXT PRIMARY KEY, generation INTEGER NOT NULL, deleted INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX changes_generation ON changes (generation);
    CREATE TABLE refusals (
        id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL, file TEXT NOT NULL, reason TEXT NOT NULL,
        message TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE removals (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, title TEXT NOT NULL, at TEXT NOT NULL,
        backup TEXT NOT NULL);
    """,
)

SCHEMA_VERSION = len(MIGRATIONS)
