-- Figures by one property of the visits at a time, instead of the cross of all. With some hundred forms a month nearly
-- every row of the cross was one person's, for good, and reading it cost as much as reading the answers. What this
-- migration adds up cannot be taken apart again.

CREATE TABLE figure (
    unit     integer  NOT NULL,
    by       "char"   NOT NULL, -- survey.Property: c channel; of the headline also f field, p reception point, s slip, a all together
    month    integer  NOT NULL,
    form     text     COLLATE "C" NOT NULL,
    question text     COLLATE "C" NOT NULL,
    key      text     COLLATE "C" NOT NULL, -- the value of that property; '' = not given
    choice   smallint NOT NULL,
    n        integer  NOT NULL,
    PRIMARY KEY (unit, by, month, form, question, key, choice)
) WITH (fillfactor = 70); -- rows are counted up in place

INSERT INTO figure
SELECT unit, 'c', month, form, question, channel, choice, sum(n) FROM rollup
GROUP BY unit, month, form, question, channel, choice HAVING sum(n) <> 0;

-- The headline is named in the questionnaire.
WITH headline AS (
    SELECT r.* FROM rollup r JOIN form f ON f.id = r.form
    WHERE r.question = substring(f.source FROM '(?n)^overall:\s*["'']?([a-z][a-z0-9]*)')
), split AS (
    SELECT unit, month, 'f'::"char" AS by, form, question, field AS key, choice, n FROM headline
    UNION ALL SELECT unit, month, 'p', form, question, coalesce(nullif(point, 0)::text, ''), choice, n FROM headline
    UNION ALL SELECT unit, month, 's', form, question, slip, choice, n FROM headline
    UNION ALL SELECT unit, month, 'a', form, question, '', choice, n FROM headline
)
INSERT INTO figure
SELECT unit, by, month, form, question, key, choice, sum(n) FROM split
GROUP BY unit, month, by, form, question, key, choice HAVING sum(n) <> 0;

DROP TABLE rollup;

-- survey.Marks, written when a form is closed; and whether its respondent had sent in at least four others of the month.
-- What somebody wrote stands here a second time, next to its form's month, and goes with the form.
ALTER TABLE session
    ADD fives boolean NOT NULL DEFAULT false,
    ADD often boolean NOT NULL DEFAULT false,
    ADD said  text[];

UPDATE session s SET often = true
FROM (SELECT unit, respondent, month FROM session GROUP BY unit, respondent, month HAVING count(*) >= 5) o
WHERE s.unit = o.unit AND s.respondent = o.respondent AND s.month = o.month;

UPDATE session s SET said = a.said
FROM (SELECT session, array_agg(left(body, 400)) AS said FROM answer WHERE body <> '' GROUP BY session) a
WHERE a.session = s.id AND s.status <> 'open' AND octet_length(array_to_string(a.said, '')) <= 2000;

-- The rated questions of a questionnaire are those on the scale of satisfaction. They are found in the text of the file,
-- question by question; forms of a questionnaire that is written otherwise stay without the mark.
WITH question AS (
    SELECT f.id AS form, q.text[1] AS id, substring(f.source FROM '(?n)^overall:\s*["'']?([a-z][a-z0-9]*)') = q.text[1] AS headline
    FROM form f, regexp_matches(f.source, '(?n)^\s*- id:\s*([a-z][a-z0-9]*)((?:\n(?!\s*- id:).*)*)', 'g') AS q (text)
    WHERE q.text[2] ~ '(?n)^\s*scale:\s*hai-long-5\s*$'
), least AS (
    SELECT form, least(2, count(*)) AS n FROM question GROUP BY form
), given AS (
    SELECT a.session, s.form, count(*) AS n, min(a.choice) AS worst, bool_or(q.headline) AS headline
    FROM session s JOIN question q USING (form) JOIN answer a ON a.session = s.id AND a.question = q.id
    WHERE a.choice > 0 AND s.status <> 'open' GROUP BY a.session, s.form
)
UPDATE session s SET fives = true FROM given g JOIN least l USING (form)
WHERE g.session = s.id AND g.headline AND g.worst = 5 AND g.n >= l.n;

-- How the forms of a month came in, and what was written, is read from indexes alone.
DROP INDEX session_month;
CREATE INDEX session_arrival ON session (unit, month, started_at) INCLUDE (channel, point, fives);
CREATE INDEX session_often ON session (unit, month) INCLUDE (respondent) WHERE often;
CREATE INDEX session_said ON session (unit, month, started_at) INCLUDE (said) WHERE said IS NOT NULL;
