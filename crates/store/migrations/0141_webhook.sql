-- Addresses that are told of events, and what is on its way to them. A delivery is written in the transaction of its
-- event and stays until it arrived or was given up.
CREATE TABLE webhook (
    webhook_id INTEGER PRIMARY KEY NOT NULL,
    address TEXT NOT NULL,
    -- Names of events, one blank between.
    events TEXT NOT NULL,
    -- The server signs with it, so that it cannot be a digest.
    secret TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT
);

CREATE TABLE webhook_delivery (
    delivery_id INTEGER PRIMARY KEY NOT NULL,
    webhook_id INTEGER NOT NULL REFERENCES webhook (webhook_id),
    -- The same event is told once.
    event_key TEXT NOT NULL,
    event TEXT NOT NULL,
    object TEXT NOT NULL,
    dataset TEXT NOT NULL,
    happened_at TEXT NOT NULL,
    -- waiting, arrived, given_up
    state TEXT NOT NULL,
    due_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    last_try_at TEXT,
    last_answer TEXT,
    UNIQUE (webhook_id, event_key)
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (state, due_at);
