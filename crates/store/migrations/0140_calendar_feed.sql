-- Addresses of calendars: one an account, known by the digest of its secret only; taken back by deleting it.
CREATE TABLE calendar_feed (
    user_name TEXT PRIMARY KEY NOT NULL REFERENCES user_account (name),
    token_digest TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);
