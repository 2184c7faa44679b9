-- What leaders' groups need: one-time codes that link a chat to a unit, and events nobody could take in.

CREATE TABLE link_code (
    hash       bytea PRIMARY KEY, -- SHA-256 of the code
    unit       integer     NOT NULL REFERENCES unit,
    expires_at timestamptz NOT NULL
);

-- Events that failed again and again. They hold back nothing and are kept for staff to see, without
-- anything the person wrote.
CREATE TABLE dead_letter (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel text        NOT NULL,
    event   text        NOT NULL,
    kind    text        NOT NULL,
    error   text        NOT NULL,
    at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (channel, event)
);

-- Work that one process at a time does, e.g. polling a platform.
CREATE TABLE lease (
    name   text PRIMARY KEY,
    holder text        NOT NULL,
    until  timestamptz NOT NULL
);
