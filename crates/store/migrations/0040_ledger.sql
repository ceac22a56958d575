-- Logs of ledgers: each row holds the lines that were committed together, as `docs/ledger-log.md` describes them.
-- Balances are not stored; they are computed from the lines. Nothing here is ever changed.
CREATE TABLE ledger_commit (
    commit_id INTEGER PRIMARY KEY NOT NULL,
    ledger TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    -- Digest of the last line in the chain of the ledger.
    head TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    log TEXT NOT NULL
);
CREATE UNIQUE INDEX ledger_commit_key ON ledger_commit (ledger, first_seq);
