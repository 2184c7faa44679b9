-- Một Cửa's tables. Times are timestamptz; months are yyyymm integers in Vietnam's time.

-- One row: what this database is. Demo and real data never share a database.
CREATE TABLE installation (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    demo       boolean     NOT NULL,
    secret     bytea       NOT NULL CHECK (octet_length(secret) >= 32), -- signs start payloads, keys respondent hashes; shared by all replicas
    created_at timestamptz NOT NULL DEFAULT now()
);

-- One row, written to see whether the database takes writes: /readyz asks.
CREATE TABLE heartbeat (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO heartbeat DEFAULT VALUES;

-- A published questionnaire, frozen: the same id with another hash is refused.
CREATE TABLE questionnaire (
    id         text PRIMARY KEY,
    hash       text        NOT NULL,
    source     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE unit (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text        NOT NULL UNIQUE,
    name          text        NOT NULL,
    questionnaire text        NOT NULL DEFAULT 'mau-v1' REFERENCES questionnaire, -- the one it asks now
    settings      jsonb       NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE point (
    unit integer  NOT NULL REFERENCES unit,
    id   smallint NOT NULL,
    code text     NOT NULL,
    name text     NOT NULL,
    removed boolean NOT NULL DEFAULT false, -- nobody is received there any more; reports on its time still name it
    PRIMARY KEY (unit, id),
    UNIQUE (unit, code)
);

-- What a unit itself enters for the indices of its questionnaire that citizens cannot know (survey.Index). One row for each, so that
-- two people who enter different ones, or change the unit meanwhile, do not undo each other.
CREATE TABLE fact (
    unit       integer     NOT NULL REFERENCES unit,
    period     text        NOT NULL, -- 2026-10, 2026-Q3, 2026-H1, 2026-9T, 2026
    number     smallint    NOT NULL CHECK (number > 0), -- of the index
    two        integer     NOT NULL CHECK (two >= 0),   -- dossiers with 2 points
    one        integer     NOT NULL CHECK (one >= 0),
    zero       integer     NOT NULL CHECK (zero >= 0),
    points     smallint CHECK (points BETWEEN 0 AND 2), -- of the whole agency, for an index that has no dossiers
    entered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit, period, number),
    CHECK (points IS NULL OR two + one + zero = 0)
);

-- Where a unit's digests go. Several are possible, of different channels.
CREATE TABLE destination (
    unit       integer     NOT NULL REFERENCES unit,
    conv       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit, conv)
);

-- What a destination does not let us do there, until it is seen to. No citizen's chat stands here.
CREATE TABLE refusal (
    conv    text        NOT NULL,
    lacks   text        NOT NULL, -- a bot.Right
    unit    integer     NOT NULL REFERENCES unit,
    problem text        NOT NULL, -- in the platform's words
    since   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (conv, lacks)
);

-- A room on the web (the leadership room): whoever has the secret may look. Only its hash is kept.
CREATE TABLE room (
    conv       text PRIMARY KEY,
    unit       integer     NOT NULL REFERENCES unit,
    token_hash bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- A conversation: one chat on one channel. Its version goes up by one with everything that happens in
-- it, which is what keeps two replicas from answering the same person at once.
CREATE TABLE conversation (
    conv       text PRIMARY KEY, -- channel:chat
    unit       integer,
    version    bigint      NOT NULL,
    state      text        NOT NULL DEFAULT '', -- bot.State as JSON; text, because nobody queries inside
    wake_at    timestamptz,                     -- when it wants to hear from us without anybody writing
    gone       boolean     NOT NULL DEFAULT false, -- blocked us: nothing is sent until he writes again
    created_at timestamptz NOT NULL DEFAULT now(),
    active_at  date        NOT NULL DEFAULT current_date
) WITH (fillfactor = 70);
CREATE INDEX conversation_wake ON conversation (wake_at) WHERE wake_at IS NOT NULL;

-- Events already taken in. A repeat changes nothing.
CREATE TABLE seen (
    channel text NOT NULL,
    event   text NOT NULL,
    day     date NOT NULL DEFAULT current_date,
    PRIMARY KEY (channel, event)
);
CREATE INDEX seen_day ON seen USING brin (day);

-- A response (phiếu). Nothing in it leads to a person. It has no foreign key to its questionnaire: every response that is begun
-- would lock the one row all of them share, and what is asked has always been published before.
CREATE TABLE response (
    id                 bigint PRIMARY KEY,
    unit               integer     NOT NULL REFERENCES unit,
    questionnaire      text        NOT NULL,
    questionnaire_hash text        NOT NULL,
    channel            text        NOT NULL,
    point              smallint    NOT NULL,
    slip               text        NOT NULL,
    evidence           text        NOT NULL DEFAULT '' CHECK (evidence IN ('code', 'screen', 'poster', '')), -- org.Evidence
    month              integer     NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    day                date        NOT NULL, -- the slip window: one response per respondent, point, slip and day
    respondent         text        NOT NULL, -- keyed hash, other every quarter
    receipt            text        NOT NULL UNIQUE,
    notice             text        NOT NULL, -- version of the data notice that was agreed to
    status             text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'finished', 'partial')),
    started_at         timestamptz NOT NULL,
    finished_at        timestamptz CHECK ((finished_at IS NULL) = (status = 'open')),
    -- survey.Marks, written when a response is closed; and whether its respondent had sent in at least four others of the month.
    -- What somebody wrote stands here a second time, next to its response's month, and goes with the response.
    fives              boolean     NOT NULL DEFAULT false,
    ones               boolean     NOT NULL DEFAULT false,
    crowd              boolean     NOT NULL DEFAULT false, -- its address sent in many forms that day (odd.CrowdSize); see net
    often              boolean     NOT NULL DEFAULT false,
    said               text[],
    CONSTRAINT response_once UNIQUE (unit, respondent, point, slip, day)
);
-- How the responses of a month came in is read once, when it is first looked over. What was written is read from an index alone.
CREATE INDEX response_arrival ON response (unit, month, started_at);
CREATE INDEX response_often ON response (unit, month) INCLUDE (respondent) WHERE often;
CREATE INDEX response_said ON response (unit, month, started_at) INCLUDE (said) WHERE said IS NOT NULL;

-- From which address the forms of a day were begun, as a hash under a key of that day; nightly only response.crowd is kept of
-- it and the rows go. Unlogged: it never stands in the log of writes nor on a standby, and a crash empties it.
CREATE UNLOGGED TABLE net (
    response bigint PRIMARY KEY,
    unit     integer NOT NULL,
    day      date    NOT NULL,
    net      text    NOT NULL
);

-- No foreign key to response: checking it cost a fifth of PostgreSQL's share of a turn, and nothing but the turn that begins a
-- response writes its first answer. Whoever deletes responses deletes their answers.
CREATE TABLE answer (
    response bigint   NOT NULL,
    question text     NOT NULL,
    choice   smallint NOT NULL, -- option value; 0 not applicable, -1 skipped, 1 a text was written
    body     text,
    at       timestamptz NOT NULL,
    PRIMARY KEY (response, question)
);

-- The figures, kept in the transaction of the answers themselves, by one property of the visits at a time. In the cross of all of
-- them nearly every row would be one person's, for good, and reading it would cost as much as reading the answers.
CREATE TABLE figure (
    unit          integer  NOT NULL,
    by            "char"   NOT NULL, -- survey.Property: c channel; of the headline also f field, p reception point, s slip, e evidence (with whole forms), a all together
    month         integer  NOT NULL,
    questionnaire text     COLLATE "C" NOT NULL,
    question      text     COLLATE "C" NOT NULL,
    key           text     COLLATE "C" NOT NULL, -- the value of that property; '' = not given
    choice        smallint NOT NULL,
    n             integer  NOT NULL,
    PRIMARY KEY (unit, by, month, questionnaire, question, key, choice)
) WITH (fillfactor = 70); -- rows are counted up in place

-- What the lookup could not answer, masked before it got here.
CREATE TABLE lookup_miss (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit  integer     NOT NULL,
    month integer     NOT NULL,
    body  text        NOT NULL,
    fold  text        NOT NULL, -- folded, to count the same question in other spellings together
    at    timestamptz NOT NULL
);
CREATE INDEX lookup_miss_month ON lookup_miss (unit, month);

-- Messages that are owed to somebody (the outbox). A row is written in the transaction of its cause and deleted
-- when it is delivered.
CREATE TABLE pending (
    conv       text     NOT NULL,
    seq        bigint   NOT NULL,
    body       text     NOT NULL, -- bot.Message as JSON
    attempts   smallint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (conv, seq)
);

-- One row per recipient: who is delivering to it (holder) and until when (due); or when to try again
-- (holder NULL); or nothing is owed (due NULL).
CREATE TABLE lane (
    conv   text PRIMARY KEY,
    holder text,
    due    timestamptz
) WITH (fillfactor = 70);
CREATE INDEX lane_due ON lane (due) WHERE due IS NOT NULL;

CREATE TABLE blob (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body       bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What the web chat has shown: its delivered messages, in order.
CREATE TABLE weblog (
    conv text        NOT NULL,
    seq  bigint      NOT NULL,
    body text        NOT NULL,
    at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (conv, seq)
);
CREATE INDEX weblog_at ON weblog USING brin (at);

-- Duties: one row per job, unit and period, so that each is done once whatever restarts and replicas do.
CREATE TABLE duty (
    job      text    NOT NULL,
    unit     integer NOT NULL,
    period   text    NOT NULL,
    holder   text,
    lease    timestamptz,
    tries    integer NOT NULL DEFAULT 0,
    error    text,
    done_at  timestamptz,
    note     text,
    PRIMARY KEY (job, unit, period)
);

-- One-time codes that link a chat of leaders to a unit.
CREATE TABLE link_code (
    hash       bytea PRIMARY KEY, -- SHA-256 of the code
    unit       integer     NOT NULL REFERENCES unit,
    expires_at timestamptz NOT NULL
);

-- One-time tickets of visits: a code given by hand, or the QR of a moment on the screen at the counter. A ticket knows its place
-- and its kind, and nothing of who used it or when; a response knows nothing of its ticket. Rows have no order but that of hashes.
CREATE TABLE ticket (
    hash       bytea PRIMARY KEY,      -- SHA-256 of the code
    unit       integer     NOT NULL REFERENCES unit,
    point      smallint    NOT NULL,   -- 0 = none
    slip       text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('code', 'screen')),
    sheet      integer     NOT NULL,   -- number of the sheet it was printed on; 0 on a screen
    state      text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'revoked')),
    expires_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX ticket_expires ON ticket (expires_at);

-- Sheets of visit codes that were given out. Only here stands on which day; how many were used stands nowhere but in the figures.
CREATE TABLE code_sheet (
    unit       integer     NOT NULL REFERENCES unit,
    no         integer     NOT NULL, -- counted within the unit from 1
    point      smallint    NOT NULL, -- 0 = none
    slip       text        NOT NULL,
    day        date        NOT NULL,
    given      integer     NOT NULL CHECK (given > 0),
    revoked    integer     NOT NULL DEFAULT 0 CHECK (revoked BETWEEN 0 AND given),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (unit, no)
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

-- Who wants to hear when a procedure changes. Nothing is kept about him but where to send the message.
CREATE TABLE follow (
    conv    text   NOT NULL,
    key     text   NOT NULL, -- key of the procedure; a procedure may leave the catalogue, so this references nothing
    release bigint NOT NULL, -- the newest release of the catalogue he has heard of, or that held when he asked
    until   date   NOT NULL, -- last day; nobody is written to for ever because of one tap
    PRIMARY KEY (conv, key)
);
-- The followers a release owes a message: by procedure, those behind first.
CREATE INDEX follow_behind ON follow (key, release);

-- What a unit has taken up about the findings of its reports. Nothing is ever deleted: a report says what became of the
-- last one.
CREATE TABLE action (
    unit      integer     NOT NULL REFERENCES unit,
    no        integer     NOT NULL, -- counted within the unit from 1, as people call it
    period    text        NOT NULL, -- of the report it is about
    finding   text        NOT NULL,
    what      text        NOT NULL,
    who       text        NOT NULL, -- office or post, no person
    due       date        NOT NULL,
    state     text        NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    said      text        NOT NULL, -- what was done, or why it was dropped
    done_on   date        CHECK ((done_on IS NOT NULL) = (state = 'done')),
    made_at   timestamptz NOT NULL,
    closed_at timestamptz CHECK ((closed_at IS NULL) = (state = 'open')),
    version   integer     NOT NULL,
    entry     text,                 -- key of the page's form it was entered with, so that one sent twice makes one action
    PRIMARY KEY (unit, no),
    UNIQUE (unit, entry)
);

-- Every change, the making included. By names a channel, never a person.
CREATE TABLE action_log (
    unit  integer     NOT NULL,
    no    integer     NOT NULL,
    step  integer     NOT NULL, -- the version of the action that it led to
    state text        NOT NULL,
    said  text        NOT NULL,
    by    text        NOT NULL,
    at    timestamptz NOT NULL,
    PRIMARY KEY (unit, no, step),
    FOREIGN KEY (unit, no) REFERENCES action
);

-- What a unit shows to everybody, once a leader has said so: frozen as it stood then. A row that was withdrawn stays, so
-- that what is published after it can be held beside it.
CREATE TABLE publication (
    unit         integer     NOT NULL REFERENCES unit,
    period       text        NOT NULL, -- 2026-10, 2026-Q3, 2026-H1, 2026-9T, 2026
    body         jsonb       NOT NULL, -- report.Public
    chart        bytea       NOT NULL, -- PNG; empty when no share is published
    way          text        NOT NULL, -- by which way it was said last: room, command, or the channel of a chat
    published_at timestamptz NOT NULL, -- the first time
    updated_at   timestamptz NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (unit, period)
);

-- How far clean-ups have gone: everything past its time by the end of this day is gone. One row for what is kept for the
-- whole service (unit 0) and one for the forms of each unit. A clean-up goes a day further at the most, so that a wrong clock
-- takes no more than that with it; only an operator's word moves the day on further.
CREATE TABLE cleaned (
    unit integer PRIMARY KEY,
    upto date NOT NULL
);

-- What reports say of a unit's month, as it stood when one of them first said something of it. Nothing changes it any more:
-- a form that is deleted or comes in later would otherwise be the difference between two reports. Only what a deleted form
-- said is taken out of said, so that it is not printed again; the numbers stay.
CREATE TABLE issued (
    unit  integer     NOT NULL REFERENCES unit,
    month integer     NOT NULL,
    odd   jsonb       NOT NULL, -- how forms came in oddly, []report.Batch
    said  jsonb       NOT NULL, -- what was suggested, []report.Group; emptied when the forms are past their time
    since date, -- the day of the unit's first form as it was known then; null where there was none yet
    at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit, month)
);

-- The rows of figure that belong to it.
CREATE TABLE issued_figure (
    unit     integer  NOT NULL,
    by       "char"   NOT NULL,
    month    integer  NOT NULL,
    questionnaire text     COLLATE "C" NOT NULL,
    question text     COLLATE "C" NOT NULL,
    key      text     COLLATE "C" NOT NULL,
    choice   smallint NOT NULL,
    batch    integer  NOT NULL DEFAULT 0, -- forms that were counted apart then: by channel and as a whole only
    n        integer  NOT NULL,
    PRIMARY KEY (unit, by, month, questionnaire, question, key, choice, batch),
    FOREIGN KEY (unit, month) REFERENCES issued
);

-- A page on a tablet or monitor at a counter: whoever has the secret of its link may show it. Only its hash is kept. Its codes are
-- good for minutes, so the one it shows is kept as it is, to be shown again after a reload.
CREATE TABLE screen (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit         integer     NOT NULL REFERENCES unit,
    point        smallint    NOT NULL, -- 0 = none
    slip         text        NOT NULL,
    kiosk        boolean     NOT NULL, -- forms can be filled in on it
    token_hash   bytea       NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    revoked_at   timestamptz,
    serial       bigint      NOT NULL DEFAULT 0,  -- how many codes it has shown
    ticket       text        NOT NULL DEFAULT '', -- the code it shows
    ticket_hash  bytea,                           -- … in table ticket
    former       bytea,                           -- the one it has replaced and that may still be opened
    shown_at     timestamptz,
    booked       timestamptz,                     -- up to when its pace of codes is used up
    visitor      text        NOT NULL DEFAULT '', -- chat of whoever is filling in a form there; forgotten when he leaves
    visited_from text        NOT NULL DEFAULT '', -- what his page has named itself: a link that was copied sends nobody away
    visited_at   timestamptz,
    forms_booked timestamptz                      -- up to when its pace of forms is used up
) WITH (fillfactor = 70);
-- Months whose forms were looked over for odd batches: once, after the month has ended.
CREATE TABLE looked_over (
    unit  integer     NOT NULL REFERENCES unit,
    month integer     NOT NULL,
    at    timestamptz NOT NULL,
    PRIMARY KEY (unit, month)
);

-- Forms that came in oddly (report/odd). They are counted apart until a leader restores them.
CREATE TABLE batch (
    id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit     integer  NOT NULL,
    month    integer  NOT NULL,
    no       integer  NOT NULL, -- counted within the unit and month from 1, as people call it
    kind     text     NOT NULL,
    mark     text     NOT NULL, -- fives, ones, or '' where the reason is another
    whole    boolean  NOT NULL, -- the whole unit, not one point
    point    smallint NOT NULL,
    n        integer  NOT NULL CHECK (n >= 5),
    times    integer  NOT NULL,
    most     integer  NOT NULL,
    first_at timestamptz NOT NULL, -- when the largest of them began
    state    text     NOT NULL DEFAULT 'flagged' CHECK (state IN ('flagged', 'set-aside', 'restored')),
    step     integer  NOT NULL DEFAULT 1,
    merged   boolean  NOT NULL DEFAULT false, -- restored before the month was first reported on: for good
    UNIQUE (unit, month, no),
    FOREIGN KEY (unit, month) REFERENCES looked_over
);

-- Which responses are in it; a response is in one at the most. No foreign key to response, as with answers.
CREATE TABLE batch_response (
    response bigint  PRIMARY KEY,
    batch    integer NOT NULL REFERENCES batch
);
CREATE INDEX batch_response_batch ON batch_response (batch);

-- Every decision, the finding included. Nothing in it is ever changed or deleted. By names a way, never a person.
CREATE TABLE batch_log (
    batch  integer     NOT NULL REFERENCES batch,
    step   integer     NOT NULL,
    state  text        NOT NULL,
    reason text        NOT NULL CHECK (step = 1 OR reason <> ''),
    by     text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (batch, step)
);

CREATE FUNCTION only_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is only appended to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER batch_log_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON batch_log
    FOR EACH STATEMENT EXECUTE FUNCTION only_appended();
