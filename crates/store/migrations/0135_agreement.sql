-- Agreements on sharing about rows of registers: drafted, signed, in force, ended, as the records of the state machine.
-- Records are only ever added; what they come to is computed from them alone.
CREATE TABLE agreement (
    agreement_id INTEGER PRIMARY KEY NOT NULL,
    -- 协议编号.
    number TEXT NOT NULL UNIQUE,
    dataset TEXT NOT NULL,
    pack TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    -- Codes of the rule in the pack and of its register, key of the row that is transferred.
    rule_code TEXT NOT NULL,
    register TEXT NOT NULL,
    row_key TEXT NOT NULL,
    -- What the row was called then.
    title TEXT NOT NULL,
    -- JSON: the rule as it was when the agreement was drafted.
    rule TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

CREATE TABLE agreement_event (
    agreement_id INTEGER NOT NULL REFERENCES agreement (agreement_id),
    -- From 1, without gaps.
    number INTEGER NOT NULL,
    -- JSON of one record.
    body TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (agreement_id, number)
);
CREATE INDEX agreement_event_audit ON agreement_event (audit_seq, number);

-- What the records come to at present, for lists. Made from the two tables above and from nothing else.
CREATE TABLE agreement_current (
    agreement_id INTEGER PRIMARY KEY NOT NULL REFERENCES agreement (agreement_id),
    -- Number of the last record: two writers at one instant are put in order by it.
    last_number INTEGER NOT NULL,
    stage TEXT NOT NULL,
    -- Division codes of the two sides, who see the agreement.
    giver TEXT NOT NULL,
    taker TEXT NOT NULL,
    -- The row while the agreement is not over, so that no row is in two; nothing afterwards.
    live_row TEXT UNIQUE
);
