package storage

// forgetSaid takes what a response said ($1) out of what reports on its month are made of from now on, where one has been issued.
// The numbers stay as they were issued: their change would tell what the deleted response had answered. Words are kept there as
// report.GroupSuggestions writes them, in one line and cut with an ellipsis; words that another response said as well stay. A group
// of which no words are left is dropped.
const forgetSaid = `WITH gone AS (
		SELECT r.unit, r.month, regexp_replace(btrim(s), '\s+', ' ', 'g') AS s FROM response r, unnest(r.said) s
		WHERE r.id = $1 AND NOT EXISTS (SELECT FROM response o WHERE o.unit = r.unit AND o.month = r.month AND o.id <> r.id
			AND o.said IS NOT NULL AND s = ANY (o.said)))
	UPDATE issued i SET said = coalesce((
		SELECT jsonb_agg(g.v - 'examples' || jsonb_build_object('text', kept.t[1])
			|| CASE WHEN cardinality(kept.t) > 1 THEN jsonb_build_object('examples', to_jsonb(kept.t[2:])) ELSE '{}' END ORDER BY g.no)
		FROM jsonb_array_elements(i.said) WITH ORDINALITY g (v, no), LATERAL (
			SELECT array_agg(x ORDER BY at) AS t FROM (SELECT g.v->>'text' AS x, 0 AS at
				UNION ALL SELECT e.x, e.at FROM jsonb_array_elements_text(coalesce(g.v->'examples', '[]')) WITH ORDINALITY e (x, at)) words
			WHERE NOT EXISTS (SELECT FROM gone WHERE gone.s = x OR right(x, 1) = '…' AND starts_with(gone.s, left(x, -1)))) kept
		WHERE kept.t IS NOT NULL), '[]')
	WHERE i.said <> '[]' AND (i.unit, i.month) IN (SELECT unit, month FROM gone)`
