-- Bodies, proposals about accounts with their decisions, and settings: each change is a new row, the newest one stands.
CREATE TABLE access_record (
    -- agency, proposal or setting.
    kind TEXT NOT NULL,
    -- Code of the body, number of the proposal, name of the setting.
    code TEXT NOT NULL,
    seq INTEGER NOT NULL,
    -- JSON.
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (kind, code, seq)
);

-- Who holds which role for what. Granted and ended, never changed.
CREATE TABLE assignment (
    assignment_id INTEGER PRIMARY KEY NOT NULL,
    user_name TEXT NOT NULL REFERENCES user_account (name),
    role TEXT NOT NULL,
    agency TEXT,
    place TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    deputy_of TEXT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX assignment_user ON assignment (user_name);

CREATE TABLE assignment_end (
    assignment_id INTEGER PRIMARY KEY NOT NULL REFERENCES assignment (assignment_id),
    -- The last day that it counts.
    ends_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

-- Hashes of earlier passwords, so that the last ones are not used again.
CREATE TABLE password_history (
    user_name TEXT NOT NULL REFERENCES user_account (name),
    seq INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (user_name, seq)
);

-- Since when the present password holds; nothing for accounts from before this table, whose age counts from now on.
ALTER TABLE user_account ADD COLUMN password_since TEXT;
-- Last day of the account; nothing when it has none.
ALTER TABLE user_account ADD COLUMN expires_on TEXT;
ALTER TABLE user_account ADD COLUMN disabled_at TEXT;
-- From when unused days are counted, where that is later than the last login.
ALTER TABLE user_account ADD COLUMN enabled_at TEXT;
-- Secret of the second factor in base 32; nothing until it is set up.
ALTER TABLE user_account ADD COLUMN second_factor TEXT;
-- Secret that waits for its first right code.
ALTER TABLE user_account ADD COLUMN second_factor_offered TEXT;
-- Time step of the last code that was used, so that no code counts twice.
ALTER TABLE user_account ADD COLUMN second_factor_step INTEGER;
