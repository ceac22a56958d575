-- What a stream holds for itself alone while it lasts: a project that is in an agreement is in no other.
CREATE TABLE stream_hold (
    stream_id INTEGER PRIMARY KEY NOT NULL REFERENCES stream (stream_id),
    held TEXT NOT NULL UNIQUE
);
