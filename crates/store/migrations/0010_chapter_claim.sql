-- Who checks which chapter of a plan. A change is a new row; the newest one of a chapter stands.
CREATE TABLE chapter_claim (
    plan_id INTEGER NOT NULL REFERENCES plan (plan_id),
    seq INTEGER NOT NULL,
    -- Id of the heading; empty for what stands before the first one.
    chapter TEXT NOT NULL,
    -- User name; nothing when the chapter was given back.
    checker TEXT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (plan_id, seq)
);
