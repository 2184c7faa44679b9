-- What a unit shows to everybody, once a leader has said so: frozen as it stood then. A row that was withdrawn stays, so
-- that what is published after it can be held beside it.
CREATE TABLE publication (
    unit         integer     NOT NULL REFERENCES unit,
    period       text        NOT NULL, -- 2026-10, 2026-Q3, 2026
    body         jsonb       NOT NULL, -- report.Public
    chart        bytea       NOT NULL, -- PNG; empty when no share is published
    way          text        NOT NULL, -- by which way it was said last: room, command, or the channel of a chat
    published_at timestamptz NOT NULL, -- the first time
    updated_at   timestamptz NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (unit, period)
);
