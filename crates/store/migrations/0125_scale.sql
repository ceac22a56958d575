-- What became known since, whatever the dataset holds: what waits for its release, and whether an answer is still true.
CREATE INDEX observation_known ON observation (dataset, known_since);

-- When the dictionaries were changed last.
CREATE INDEX dictionary_entry_recorded ON dictionary_entry (recorded_at);

-- What one person did.
CREATE INDEX audit_actor ON audit (actor, seq);
