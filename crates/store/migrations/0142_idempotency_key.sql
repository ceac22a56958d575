-- Answers to requests that named themselves (Idempotency-Key), so that a repeated one is answered and not done again.
CREATE TABLE idempotency_key (
    user_name TEXT NOT NULL,
    name TEXT NOT NULL,
    -- SHA-256 of method, address and content.
    fingerprint TEXT NOT NULL,
    at TEXT NOT NULL,
    -- Nothing while the request runs.
    status INTEGER,
    kind TEXT,
    body BLOB,
    PRIMARY KEY (user_name, name)
);
