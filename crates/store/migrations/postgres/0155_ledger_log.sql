-- Texts of this size are stored beside their row. Pressing them together costs the server more time than writing them.
ALTER TABLE ledger_commit ALTER COLUMN log SET STORAGE EXTERNAL;
