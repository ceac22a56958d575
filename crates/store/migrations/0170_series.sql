-- What the values of one series share is said once: dataset, indicator, place, scope and source (SDMX calls it a series).
-- A value names its series by a number. A series is kept by years, so that the months of a year lie together: an import of a
-- month goes through the short index of its own year, however many years there are, instead of through one leaf of long
-- texts for each value.
CREATE TABLE series (
    series_id INTEGER PRIMARY KEY NOT NULL,
    dataset TEXT NOT NULL,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    scope TEXT NOT NULL,
    source TEXT NOT NULL,
    -- Of the periods of its values.
    year TEXT NOT NULL,
    UNIQUE (dataset, indicator, place, scope, source, year)
);

INSERT INTO series (series_id, dataset, indicator, place, scope, source, year)
SELECT row_number() OVER (ORDER BY year, dataset, indicator, place, scope, source),
       dataset, indicator, place, scope, source, year
FROM (SELECT DISTINCT dataset, indicator, place, scope, source, substr(period, 1, 4) AS year FROM observation) AS found;

-- That the series and the entry of a value are there is not asked for each of them: `verify` tells a value that has none, for
-- what vouches for it then no longer does, and PostgreSQL would spend more on asking than on writing.
CREATE TABLE observation_of_series (
    observation_id INTEGER PRIMARY KEY NOT NULL,
    series_id INTEGER NOT NULL,
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
    audit_seq INTEGER NOT NULL
);

INSERT INTO observation_of_series (observation_id, series_id, period, value, unit, grade, status, known_since, recorded_at,
                                   note, class, is_class_bound, audit_seq)
SELECT o.observation_id, s.series_id, o.period, o.value, o.unit, o.grade, o.status, o.known_since, o.recorded_at,
       o.note, o.class, o.is_class_bound, o.audit_seq
FROM observation o CROSS JOIN series s
WHERE s.dataset = o.dataset AND s.indicator = o.indicator AND s.place = o.place AND s.scope = o.scope
  AND s.source = o.source AND s.year = substr(o.period, 1, 4)
ORDER BY o.observation_id;

DROP TABLE observation;
ALTER TABLE observation_of_series RENAME TO observation;

-- Nothing more than the name of a value: the shorter it is, the more of them lie on one page.
CREATE INDEX observation_key ON observation (series_id, period);
-- What was recorded since an entry, and of which series.
CREATE INDEX observation_audit ON observation (audit_seq, series_id);
-- What became known since: what waits for its release, and whether an answer is still true.
CREATE INDEX observation_known ON observation (known_since, series_id);
-- Where there is none nobody has to be kept from it.
CREATE INDEX observation_sensitive ON observation (series_id) WHERE class = 'sensitive';
