-- Up to which reminder an account has read those that are addressed to it; later ones are unread.
CREATE TABLE notice_read (
    user_name TEXT PRIMARY KEY NOT NULL REFERENCES user_account (name),
    notice_id INTEGER NOT NULL
);
