-- Cases of exchanges: what was listed on what terms, and everything that happened, as the events of the state machine.
-- Events are only ever added; what they come to is computed from them alone.
CREATE TABLE exchange_case (
    case_id INTEGER PRIMARY KEY NOT NULL,
    -- 项目编号.
    number TEXT NOT NULL UNIQUE,
    dataset TEXT NOT NULL,
    pack TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    -- Codes of the exchange in the pack and of its register, key of the row that is traded.
    exchange TEXT NOT NULL,
    register TEXT NOT NULL,
    row_key TEXT NOT NULL,
    -- JSON: the rules as they were when the case was opened, and the listing.
    rules TEXT NOT NULL,
    listing TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq)
);

CREATE TABLE exchange_event (
    case_id INTEGER NOT NULL REFERENCES exchange_case (case_id),
    -- From 1, without gaps.
    number INTEGER NOT NULL,
    -- JSON of one recorded event.
    body TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (case_id, number)
);
CREATE INDEX exchange_event_audit ON exchange_event (audit_seq, number);

-- What the events come to at present, for lists and for the timer. Made from the two tables above and from nothing else.
CREATE TABLE exchange_current (
    case_id INTEGER PRIMARY KEY NOT NULL REFERENCES exchange_case (case_id),
    -- Number of the last event: two writers at one instant are put in order by it.
    last_number INTEGER NOT NULL,
    phase TEXT NOT NULL,
    -- After this instant time alone brings something about; nothing while nothing is awaited.
    wakes_after TEXT,
    -- The row that is traded while the case is not over, so that no row is in two cases; nothing afterwards.
    live_row TEXT UNIQUE
);
CREATE INDEX exchange_current_wake ON exchange_current (wakes_after);
