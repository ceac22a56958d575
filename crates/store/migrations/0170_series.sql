-- What the values of one series share is said once: dataset, indicator, place, scope and source (SDMX calls it a series).
-- A value names its series by a number. Looking up what stands of a month goes through a short index in which the months of
-- one series lie together, instead of through one leaf of long texts for each value.
CREATE TABLE series (
    series_id INTEGER PRIMARY KEY NOT NULL,
    dataset TEXT NOT NULL,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    scope TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (dataset, indicator, place, scope, source)
);

INSERT INTO series (series_id, dataset, indicator, place, scope, source)
SELECT row_number() OVER (ORDER BY dataset, indicator, place, scope, source), dataset, indicator, place, scope, source
FROM (SELECT DISTINCT dataset, indicator, place, scope, source FROM observation) AS found;

CREATE TABLE observation_of_series (
    observation_id INTEGER PRIMARY KEY NOT NULL,
    series_id INTEGER NOT NULL REFERENCES series (series_id),
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    grade TEXT NOT NULL,
    status TEXT NOT NULL,
    known_since TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    note TEXT,
    -- How far it may be seen: public (公开), internal (内部), sensitive (敏感).
    class TEXT NOT NULL,
    -- Whether the entry that vouches for the value vouches for its class: not of values from before there were classes.
    is_class_bound INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

INSERT INTO observation_of_series (observation_id, series_id, period, value, unit, grade, status, known_since, recorded_at,
                                   note, class, is_class_bound, audit_seq)
SELECT o.observation_id, s.series_id, o.period, o.value, o.unit, o.grade, o.status, o.known_since, o.recorded_at,
       o.note, o.class, o.is_class_bound, o.audit_seq
FROM observation o CROSS JOIN series s
WHERE s.dataset = o.dataset AND s.indicator = o.indicator AND s.place = o.place AND s.scope = o.scope
  AND s.source = o.source
ORDER BY o.observation_id;

DROP TABLE observation;
ALTER TABLE observation_of_series RENAME TO observation;

-- Nothing more than the name of a value: the shorter it is, the more months of a series lie on one page.
CREATE INDEX observation_key ON observation (series_id, period);
-- What was recorded since an entry, and of which series.
CREATE INDEX observation_audit ON observation (audit_seq, series_id);
-- What became known since: what waits for its release, and whether an answer is still true.
CREATE INDEX observation_known ON observation (known_since, series_id);
-- Where there is none nobody has to be kept from it.
CREATE INDEX observation_sensitive ON observation (series_id) WHERE class = 'sensitive';
