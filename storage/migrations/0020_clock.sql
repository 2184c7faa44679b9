-- How far clean-ups have gone: everything past its time by the end of this day is gone. One row for what is kept for the
-- whole service (unit 0) and one for the forms of each unit. A clean-up goes a day further at the most, so that a wrong clock
-- takes no more than that with it; only an operator's word moves the day on further.
CREATE TABLE cleaned (
    unit integer PRIMARY KEY,
    upto date NOT NULL
);

-- What was cleaned before this table was made stands in the duties, one for each day.
INSERT INTO cleaned (unit, upto)
SELECT unit, max(period::date) FROM duty
WHERE job IN ('sweep', 'forget') AND done_at IS NOT NULL AND period ~ '^\d{4}-\d\d-\d\d$' AND period::date <= current_date
GROUP BY unit;
