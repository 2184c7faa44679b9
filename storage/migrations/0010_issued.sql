-- What reports say of a unit's month, as it stood when one of them first said something of it. Nothing changes it any more:
-- a form that is deleted or comes in later would otherwise be the difference between two reports.
CREATE TABLE issued (
    unit  integer     NOT NULL REFERENCES unit,
    month integer     NOT NULL,
    odd   jsonb       NOT NULL, -- how forms came in oddly, []report.Batch
    said  jsonb       NOT NULL, -- what was suggested, []report.Group; emptied when the forms are past their time
    at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit, month)
);

-- The rows of figure that belong to it.
CREATE TABLE issued_figure (
    unit     integer  NOT NULL,
    by       "char"   NOT NULL,
    month    integer  NOT NULL,
    form     text     COLLATE "C" NOT NULL,
    question text     COLLATE "C" NOT NULL,
    key      text     COLLATE "C" NOT NULL,
    choice   smallint NOT NULL,
    n        integer  NOT NULL,
    PRIMARY KEY (unit, by, month, form, question, key, choice),
    FOREIGN KEY (unit, month) REFERENCES issued
);
