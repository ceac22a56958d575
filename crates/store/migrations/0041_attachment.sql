-- Files that hang on rows of registers. A file is kept once, under the digest of its content, and never changed.
CREATE TABLE attachment (
    -- SHA-256 of the content, in lower case.
    digest TEXT PRIMARY KEY NOT NULL,
    -- By its content: application/pdf.
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    -- Who brought it first, and when.
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    -- As received. BYTEA is the type of PostgreSQL; SQLite stores bytes under any name.
    content BYTEA NOT NULL
);

-- Which change of a row holds which file under which name; the change itself says so too, in its values.
CREATE TABLE register_file (
    row_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES attachment (digest),
    PRIMARY KEY (row_id, seq, field),
    FOREIGN KEY (row_id, seq) REFERENCES register_change (row_id, seq)
);
CREATE INDEX register_file_digest ON register_file (digest);
