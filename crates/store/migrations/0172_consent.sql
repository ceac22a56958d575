-- 数据授权: an enterprise lets a body see declared results about itself; and who looked. A consent is never changed, only
-- withdrawn.
CREATE TABLE consent (
    consent_id INTEGER PRIMARY KEY NOT NULL,
    dataset TEXT NOT NULL,
    -- Code of the enterprise's body, and the key of its row.
    giver TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Code of the body that may look.
    receiver TEXT NOT NULL,
    -- As the site's own rules name them.
    item TEXT NOT NULL,
    purpose TEXT NOT NULL,
    period TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at TEXT NOT NULL,
    withdrawn_by TEXT,
    withdrawn_at TEXT,
    withdrawn_why TEXT
);

CREATE INDEX consent_giver ON consent (giver, dataset);
CREATE INDEX consent_receiver ON consent (receiver, dataset);

CREATE TABLE consent_look (
    look_id INTEGER PRIMARY KEY NOT NULL,
    consent_id INTEGER NOT NULL REFERENCES consent (consent_id),
    looked_by TEXT NOT NULL,
    looked_at TEXT NOT NULL,
    -- label, report, docx, pdf; refused.
    kind TEXT NOT NULL
);

CREATE INDEX consent_look_of ON consent_look (consent_id, look_id);
