-- Log-in through the issuer of a city. Who is linked to whom stands in access_record (kind `identity`), bound to the audit
-- chain; here stands what waits for its next step, and for a while what was used, so that nothing counts twice.
CREATE TABLE sign_in_step (
    -- Of the token that the browser holds.
    digest TEXT PRIMARY KEY NOT NULL,
    -- link: somebody who is logged in wants to be linked; code: known by the issuer, the session is still to be opened;
    -- used: done.
    kind TEXT NOT NULL,
    user_name TEXT NOT NULL REFERENCES user_account (name),
    ends_at TEXT NOT NULL
);

-- How it was opened: password or identity.
ALTER TABLE user_session ADD COLUMN via TEXT NOT NULL DEFAULT 'password';
