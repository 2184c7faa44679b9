-- Một Cửa's tables. Times are timestamptz; months are yyyymm integers in Vietnam's time.

-- One row: what this database is. Demo and real data never share a database.
CREATE TABLE installation (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    demo       boolean     NOT NULL,
    secret     bytea       NOT NULL, -- signs start payloads, keys respondent hashes; shared by all replicas
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE unit (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       text        NOT NULL UNIQUE,
    name       text        NOT NULL,
    form       text        NOT NULL DEFAULT 'mau-v1',
    settings   jsonb       NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE point (
    unit integer  NOT NULL REFERENCES unit,
    id   smallint NOT NULL,
    code text     NOT NULL,
    name text     NOT NULL,
    PRIMARY KEY (unit, id),
    UNIQUE (unit, code)
);

-- A published questionnaire, frozen: the same id with another hash is refused.
CREATE TABLE form (
    id         text PRIMARY KEY,
    hash       text        NOT NULL,
    source     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Where a unit's digests go. Several are possible, of different channels.
CREATE TABLE destination (
    unit       integer     NOT NULL REFERENCES unit,
    conv       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit, conv)
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

-- A filled-in form (phiếu). Nothing in it leads to a person.
CREATE TABLE session (
    id          bigint PRIMARY KEY,
    unit        integer     NOT NULL REFERENCES unit,
    form        text        NOT NULL,
    form_hash   text        NOT NULL,
    channel     text        NOT NULL,
    point       smallint    NOT NULL,
    slip        text        NOT NULL,
    month       integer     NOT NULL,
    day         date        NOT NULL, -- the slip window: one form per respondent, point, slip and day
    respondent  text        NOT NULL, -- keyed hash, other every quarter
    receipt     text        NOT NULL UNIQUE,
    notice      text        NOT NULL, -- version of the data notice that was agreed to
    status      text        NOT NULL DEFAULT 'open',
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (unit, respondent, point, slip, day)
);
CREATE INDEX session_month ON session (unit, month);

-- No foreign key to session: checking it cost a fifth of PostgreSQL's share of a turn, and nothing but the
-- turn that opens a session writes its first answer. Whoever deletes sessions deletes their answers.
CREATE TABLE answer (
    session  bigint   NOT NULL,
    question text     NOT NULL,
    choice   smallint NOT NULL, -- option value; 0 not applicable, -1 skipped, 1 a text was written
    body     text,
    at       timestamptz NOT NULL,
    PRIMARY KEY (session, question)
);

-- The figures, kept in the transaction of the answers themselves.
CREATE TABLE rollup (
    unit     integer  NOT NULL,
    month    integer  NOT NULL,
    form     text     NOT NULL,
    question text     NOT NULL,
    choice   smallint NOT NULL,
    channel  text     NOT NULL,
    point    smallint NOT NULL,
    slip     text     NOT NULL,
    field    text     NOT NULL,
    n        integer  NOT NULL,
    PRIMARY KEY (unit, month, form, question, choice, channel, point, slip, field)
) WITH (fillfactor = 80);

-- What the lookup could not answer, masked before it got here.
CREATE TABLE lookup_miss (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit integer     NOT NULL,
    month integer    NOT NULL,
    body text        NOT NULL,
    fold text        NOT NULL, -- folded, to count the same question in other spellings together
    at   timestamptz NOT NULL
);
CREATE INDEX lookup_miss_month ON lookup_miss (unit, month);

-- Messages that are owed to somebody. A row is written in the transaction of its cause and deleted
-- when it is delivered.
CREATE TABLE outbox (
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
