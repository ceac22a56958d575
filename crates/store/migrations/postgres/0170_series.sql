ALTER INDEX observation_of_series_pkey RENAME TO observation_pkey;
-- Tables that were filled a moment ago: nothing is known of them until somebody looks.
ANALYZE series;
ANALYZE observation;
