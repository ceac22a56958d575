-- Allocations as they were frozen: the cut that they were computed from and the outcome, both compressed JSON.
-- Nothing here is ever changed; what happens to a run afterwards is an event, and an adjusted run is a new row.
CREATE TABLE allocation_run (
    run_id INTEGER PRIMARY KEY NOT NULL,
    pack TEXT NOT NULL,
    version TEXT NOT NULL,
    allocation TEXT NOT NULL,
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
    replaces INTEGER REFERENCES allocation_run (run_id),
    reason TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX allocation_run_key ON allocation_run (allocation, period, dataset, run_id);

CREATE TABLE allocation_event (
    run_id INTEGER NOT NULL REFERENCES allocation_run (run_id),
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    -- Of handing down (下达): the document.
    note TEXT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (run_id, seq)
);
