-- What became known since, whatever the dataset holds: what waits for its release, and whether an answer is still true.
CREATE INDEX observation_known ON observation (dataset, known_since);

-- When the dictionaries were changed last.
CREATE INDEX dictionary_entry_recorded ON dictionary_entry (recorded_at);

-- The same of rows of registers.
CREATE INDEX register_change_known ON register_change (known_since);

-- What was recorded since an instant.
CREATE INDEX audit_at ON audit (at);

-- What one person did.
CREATE INDEX audit_actor ON audit (actor, seq);
