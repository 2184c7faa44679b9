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
    form_key  text,                 -- of the form it was entered with, so that a form sent twice makes one action
    PRIMARY KEY (unit, no),
    UNIQUE (unit, form_key)
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
