-- Written for SQLite and PostgreSQL alike: figures and times are TEXT (times as RFC 3339 UTC with six decimals,
-- so that they sort), ids INTEGER, JSON documents TEXT. Nothing in these tables is ever overwritten, except
-- counters of logins and the idle time of sessions.

-- The hash chain: digest = SHA-256(prev || "\n" || ["seq","at","actor","action","object","note","content"]).
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    note TEXT,
    -- SHA-256 of what was written together with this entry.
    content TEXT NOT NULL,
    prev TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX audit_object ON audit (object, seq);

CREATE TABLE plan (
    plan_id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    file_name TEXT,
    is_sample INTEGER NOT NULL,
    -- SHA-256 of the official text, known even where the text is not stored.
    text_digest TEXT NOT NULL UNIQUE,
    -- `model::Plan` as read or as loaded.
    draft TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

CREATE TABLE plan_text (
    plan_id INTEGER PRIMARY KEY NOT NULL REFERENCES plan (plan_id),
    text TEXT NOT NULL,
    file_name TEXT,
    attached_at TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

CREATE TABLE decision (
    plan_id INTEGER NOT NULL REFERENCES plan (plan_id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    -- `model::Decision`.
    body TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (plan_id, seq)
);

CREATE TABLE stage_change (
    plan_id INTEGER NOT NULL REFERENCES plan (plan_id),
    seq INTEGER NOT NULL,
    stage TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    note TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (plan_id, seq)
);

-- Indicators, places, sources, conflicts, series breaks, rankings and geometry. A changed entry is a new row;
-- the newest one recorded by a given time stands.
CREATE TABLE dictionary_entry (
    entry_id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    -- Official order within the kind.
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX dictionary_entry_key ON dictionary_entry (kind, code, entry_id);

-- Two times on every value: since when it is known, and when it was recorded here.
CREATE TABLE observation (
    observation_id INTEGER PRIMARY KEY NOT NULL,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    scope TEXT NOT NULL,
    grade TEXT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    known_since TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    dataset TEXT NOT NULL,
    note TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX observation_key ON observation (dataset, indicator, place, period, scope, source, known_since);
CREATE INDEX observation_audit ON observation (audit_seq);

CREATE TABLE bulletin (
    bulletin_id INTEGER PRIMARY KEY NOT NULL,
    plan_id INTEGER NOT NULL REFERENCES plan (plan_id),
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    -- Canonical JSON of everything that the files are rendered from.
    cut TEXT NOT NULL,
    cut_digest TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

CREATE TABLE user_account (
    name TEXT PRIMARY KEY NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password INTEGER NOT NULL,
    failure_count INTEGER NOT NULL,
    locked_until TEXT,
    last_login TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE user_session (
    -- SHA-256 of the token; the token itself is only in the browser.
    token_digest TEXT PRIMARY KEY NOT NULL,
    user_name TEXT NOT NULL REFERENCES user_account (name),
    csrf TEXT NOT NULL,
    ip TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    -- The login before this one, shown to the user.
    previous_login TEXT
);
