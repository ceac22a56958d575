-- Things that live by events (requests for data, the answers to them, instructions of leaders): what each began with and
-- everything that happened to it. Events are only ever added; what they come to is computed from them alone.
CREATE TABLE stream (
    stream_id INTEGER PRIMARY KEY NOT NULL,
    -- request, response, instruction.
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    -- Code of the stream that this one belongs to: the request of a response.
    parent TEXT,
    dataset TEXT NOT NULL,
    -- JSON.
    head TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    UNIQUE (kind, code)
);
CREATE INDEX stream_parent ON stream (kind, parent, stream_id);
CREATE INDEX stream_audit ON stream (audit_seq, stream_id);

CREATE TABLE stream_event (
    stream_id INTEGER NOT NULL REFERENCES stream (stream_id),
    -- From 1, without gaps.
    number INTEGER NOT NULL,
    -- JSON of one recorded event.
    body TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (stream_id, number)
);
CREATE INDEX stream_event_audit ON stream_event (audit_seq, stream_id, number);

-- What the events come to at present, for lists. Made from the two tables above and from nothing else.
CREATE TABLE stream_current (
    stream_id INTEGER PRIMARY KEY NOT NULL REFERENCES stream (stream_id),
    -- Number of the last event: two writers at one instant are put in order by it.
    last_number INTEGER NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX stream_current_state ON stream_current (state, stream_id);

-- Notices that went out. The key says what a notice is about, so that none goes out twice.
CREATE TABLE notice (
    notice_id INTEGER PRIMARY KEY NOT NULL,
    notice_key TEXT NOT NULL UNIQUE,
    -- Name of the agency, and who there.
    agency TEXT NOT NULL,
    audience TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Where it leads: the kind and the code of a stream.
    about_kind TEXT NOT NULL,
    about TEXT NOT NULL,
    at TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);
CREATE INDEX notice_agency ON notice (agency, notice_id);
