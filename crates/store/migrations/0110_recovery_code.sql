-- Recovery codes for the second factor, each used once; a new secret makes the earlier ones void and they are deleted.
CREATE TABLE recovery_code (
    user_name TEXT NOT NULL REFERENCES user_account (name),
    seq INTEGER NOT NULL,
    -- SHA-256: a code is 80 random bits, so that a slow hash would add nothing.
    code_digest TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (user_name, seq)
);
