-- Registers of packs. A row is named once; everything that happens to it is a change beside the earlier ones.
CREATE TABLE register_row (
    row_id INTEGER PRIMARY KEY NOT NULL,
    dataset TEXT NOT NULL,
    pack TEXT NOT NULL,
    register TEXT NOT NULL,
    -- The period that the row is about; empty in registers that stand.
    period TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (dataset, pack, register, period, key)
);

CREATE TABLE register_change (
    row_id INTEGER NOT NULL REFERENCES register_row (row_id),
    seq INTEGER NOT NULL,
    -- save, step or remove.
    kind TEXT NOT NULL,
    -- JSON object: code of a field -> stored text, without missing fields; nothing for a step or a removal.
    body TEXT,
    -- State after the change; nothing in a register without states and after a removal.
    state TEXT,
    -- Code of the step that was taken.
    step TEXT,
    -- Version of the pack that the change was made under.
    pack_version TEXT NOT NULL,
    known_since TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    note TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (row_id, seq)
);
CREATE INDEX register_change_audit ON register_change (audit_seq, row_id, seq);

-- What the changes come to at present, for lists that page fast. Made from the two tables above and from nothing else.
CREATE TABLE register_current (
    row_id INTEGER PRIMARY KEY NOT NULL REFERENCES register_row (row_id),
    dataset TEXT NOT NULL,
    pack TEXT NOT NULL,
    register TEXT NOT NULL,
    period TEXT NOT NULL,
    -- Division code; empty without one.
    place TEXT NOT NULL,
    key TEXT NOT NULL,
    -- Empty without one.
    state TEXT NOT NULL,
    -- What is searched: the key and the texts of the row.
    words TEXT NOT NULL,
    state_since TEXT NOT NULL,
    -- The change that gave the row its values.
    body_seq INTEGER NOT NULL,
    -- Number of the audit entry of the last change: whoever has seen it has seen everything.
    pulse INTEGER NOT NULL
);
CREATE INDEX register_current_list
    ON register_current (dataset, pack, register, period, place, key, state, words);
CREATE INDEX register_current_state ON register_current (dataset, pack, register, period, state, place, key);

-- Values that no two rows share, of the rows as they stand.
CREATE TABLE register_unique (
    dataset TEXT NOT NULL,
    pack TEXT NOT NULL,
    register TEXT NOT NULL,
    period TEXT NOT NULL,
    -- Place of the rule among those of the register.
    rule INTEGER NOT NULL,
    value TEXT NOT NULL,
    row_id INTEGER NOT NULL REFERENCES register_row (row_id),
    PRIMARY KEY (dataset, pack, register, period, rule, value)
);
CREATE INDEX register_unique_row ON register_unique (row_id);

-- A person found that two rows that look alike are two things. The newest decision about a pair stands.
CREATE TABLE register_distinct (
    left_id INTEGER NOT NULL REFERENCES register_row (row_id),
    right_id INTEGER NOT NULL REFERENCES register_row (row_id),
    seq INTEGER NOT NULL,
    is_distinct INTEGER NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (left_id, right_id, seq)
);

-- Who may take the steps of a pack. A change is a new row; the newest one stands.
CREATE TABLE role_grant (
    pack TEXT NOT NULL,
    role TEXT NOT NULL,
    user_name TEXT NOT NULL REFERENCES user_account (name),
    seq INTEGER NOT NULL,
    is_granted INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (pack, role, user_name, seq)
);
CREATE INDEX role_grant_user ON role_grant (user_name, pack);
