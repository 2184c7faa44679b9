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
