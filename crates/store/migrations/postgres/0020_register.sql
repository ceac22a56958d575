-- An index entry holds at most 2 700 bytes here, and the words of a row may be longer.
DROP INDEX register_current_list;
CREATE INDEX register_current_list ON register_current (dataset, pack, register, period, place, key, state);
