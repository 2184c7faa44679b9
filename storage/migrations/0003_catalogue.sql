-- The installation's own catalogue of procedures, laid over the bundled one: what it has published holds whatever a
-- later program brings. Days are dates of Vietnam's calendar.

-- One row for each time the catalogue changed. Numbers grow in the order of commits, because whoever writes the
-- catalogue holds one lock; readers may therefore ask for what is newer than the last they saw.
CREATE TABLE release (
    id       bigint PRIMARY KEY,
    at       timestamptz NOT NULL,
    note     text        NOT NULL DEFAULT '', -- what it was: "import", "fees", …; for the operator
    by       text        NOT NULL DEFAULT ''  -- who did it, as far as the command was told
);

-- Every wording of a record that was imported. A draft has been shown to nobody. From its first day (holds_from) on, a
-- published version is what citizens see, until the day of the next published or withdrawn one; a withdrawn version is
-- the sign that the procedure is gone from that day. A version is replaced when another took its place before
-- or on its first day, so that it never was, or is no longer, anybody's answer.
CREATE TABLE record_version (
    key            text        NOT NULL CHECK (key ~ '^[A-Za-z0-9.-]{1,16}$'), -- fits into the callback of a button
    version        integer     NOT NULL CHECK (version > 0),
    state          text        NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn', 'replaced')),
    record         jsonb       NOT NULL CHECK (record->>'key' IS NOT DISTINCT FROM key
                   AND coalesce(record->>'name', '') <> '' AND coalesce(record->>'field', '') <> ''),
    hash           bytea       NOT NULL, -- of the content; the same content is not stored twice
    source         text        NOT NULL DEFAULT '', -- the file it came from, or what --source said
    note           text        NOT NULL DEFAULT '', -- why it was withdrawn; shown to citizens
    effective_from date,        -- first day by law, if known
    review_due     date,        -- day by which an official should look at it again
    imported_at    timestamptz NOT NULL DEFAULT now(),
    imported_by    text        NOT NULL DEFAULT '',
    published_at   timestamptz,
    published_by   text        NOT NULL DEFAULT '',
    release        bigint REFERENCES release,
    holds_from     date,        -- first day it is shown: effective_from, or the day of publishing if that is later
    PRIMARY KEY (key, version),
    CHECK (state IN ('draft', 'replaced') OR (published_at IS NOT NULL AND release IS NOT NULL AND holds_from IS NOT NULL)),
    CHECK (state <> 'draft' OR (published_at IS NULL AND release IS NULL AND holds_from IS NULL)),
    CHECK (state <> 'withdrawn' OR note <> ''),
    CHECK (holds_from IS NULL OR effective_from IS NULL OR holds_from >= effective_from),
    CHECK (review_due IS NULL OR effective_from IS NULL OR review_due >= effective_from)
);
-- One draft waits for an official, not a heap of them.
CREATE UNIQUE INDEX record_draft ON record_version (key) WHERE state = 'draft';
-- On any day at most one version of a record holds: the one that began last, and no two begin on one day.
CREATE UNIQUE INDEX record_held ON record_version (key, holds_from) WHERE state IN ('published', 'withdrawn');

-- Codes that are no longer in use and the code that took their place, which may itself be given up later: chains are
-- followed when the catalogue is put together.
CREATE TABLE alias (
    code    text   PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9.-]{1,16}$'),
    key     text   NOT NULL CHECK (key ~ '^[A-Za-z0-9.-]{1,16}$' AND key <> code),
    since   date,
    release bigint NOT NULL REFERENCES release
);

-- A province's table of fees: facts of a place and a time, not of a procedure.
CREATE TABLE fee_rule (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- order of the table
    province   text    NOT NULL CHECK (province <> ''),
    place      text    NOT NULL CHECK (place <> ''), -- the province folded, as it is compared
    key        text    NOT NULL CHECK (key <> ''),
    channel    text    NOT NULL DEFAULT '',
    condition  text    NOT NULL DEFAULT '',
    amount_vnd integer NOT NULL CHECK (amount_vnd >= 0),
    per        text    NOT NULL DEFAULT '',
    exempt     text    NOT NULL DEFAULT '',
    source     text    NOT NULL CHECK (source <> ''), -- a fee without its resolution cannot be quoted
    from_day   date    NOT NULL,
    until_day  date CHECK (until_day >= from_day),
    UNIQUE (place, key, channel, condition, per, from_day)
);

-- What one unit says instead of the record.
CREATE TABLE unit_override (
    unit      integer NOT NULL REFERENCES unit,
    key       text    NOT NULL CHECK (key <> ''),
    block     text    NOT NULL CHECK (block IN ('fee', 'time', 'place')),
    text      text    NOT NULL CHECK (text <> ''),
    source    text    NOT NULL CHECK (source <> ''),
    from_day  date    NOT NULL,
    until_day date CHECK (until_day >= from_day),
    PRIMARY KEY (unit, key, block, from_day)
);

-- Lines the installation adds to the search's lexicon, in the order of its file.
CREATE TABLE word (
    line    integer PRIMARY KEY CHECK (line > 0),
    list    text NOT NULL CHECK (list <> ''),
    head    text NOT NULL CHECK (head <> ''),
    entries text NOT NULL CHECK (entries <> '')
);

-- What a release changed about a procedure, in sentences citizens can read. The name is kept, since a procedure may be
-- gone later.
CREATE TABLE change (
    release bigint NOT NULL REFERENCES release,
    key     text   NOT NULL,
    name    text   NOT NULL,
    kind    text   NOT NULL CHECK (kind IN ('added', 'changed', 'withdrawn')),
    lines   text[] NOT NULL CHECK (cardinality(lines) > 0),
    PRIMARY KEY (release, key)
);
