-- How far a value may be seen: public (公开), internal (内部), sensitive (敏感). Until now this was read off its grade and
-- source; what was filled in here is internal, also where it counted as published because its request is a source.
ALTER TABLE observation ADD COLUMN class TEXT NOT NULL DEFAULT 'internal';

-- Whether the entry that vouches for the value vouches for its class: not of values from before there were classes.
ALTER TABLE observation ADD COLUMN is_class_bound INTEGER NOT NULL DEFAULT 0;

UPDATE observation SET class = 'public'
WHERE dataset = 'real' AND grade IN ('A', 'B', 'P') AND substr(source, 1, 11) <> 'collection_'
  AND EXISTS (SELECT 1 FROM dictionary_entry e WHERE e.kind = 'source' AND e.code = observation.source);

-- Where there is none nobody has to be kept from it.
CREATE INDEX observation_sensitive ON observation (dataset) WHERE class = 'sensitive';
