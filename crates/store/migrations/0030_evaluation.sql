-- Evaluations as they were frozen: the cut that they were computed from and the outcome, both compressed JSON.
-- Nothing here is ever changed; what happens to a run afterwards is an event, and a corrected run is a new row.
CREATE TABLE evaluation_run (
    run_id INTEGER PRIMARY KEY NOT NULL,
    pack TEXT NOT NULL,
    version TEXT NOT NULL,
    evaluation TEXT NOT NULL,
    period TEXT NOT NULL,
    dataset TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    cut BLOB NOT NULL,
    cut_size INTEGER NOT NULL,
    cut_digest TEXT NOT NULL,
    outcome BLOB NOT NULL,
    outcome_size INTEGER NOT NULL,
    outcome_digest TEXT NOT NULL,
    -- The run that this one replaces, and why.
    replaces INTEGER REFERENCES evaluation_run (run_id),
    reason TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX evaluation_run_key ON evaluation_run (evaluation, period, dataset, run_id);

CREATE TABLE evaluation_event (
    run_id INTEGER NOT NULL REFERENCES evaluation_run (run_id),
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    note TEXT,
    -- First and last day on which anyone may object, of a publication.
    first_day TEXT,
    last_day TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (run_id, seq)
);

CREATE TABLE evaluation_objection (
    objection_id INTEGER PRIMARY KEY NOT NULL,
    run_id INTEGER NOT NULL REFERENCES evaluation_run (run_id),
    -- Key of the subject.
    subject TEXT NOT NULL,
    -- What is disputed, what it should be, reason and evidence, as JSON.
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX evaluation_objection_run ON evaluation_objection (run_id, objection_id);

CREATE TABLE evaluation_answer (
    objection_id INTEGER PRIMARY KEY NOT NULL REFERENCES evaluation_objection (objection_id),
    is_accepted INTEGER NOT NULL,
    note TEXT NOT NULL,
    -- The corrected run, of an objection that was accepted.
    run_id INTEGER REFERENCES evaluation_run (run_id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
