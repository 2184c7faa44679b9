package main

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/testkit"
)

// aBatch is an odd batch of the demo's last month, as it is stored when one has been found.
const aBatch = `WITH m AS (INSERT INTO looked_over (unit, month, at) SELECT 1, max(month), now() FROM response WHERE unit = 1 AND month < to_char(now(), 'YYYYMM')::int
		ON CONFLICT (unit, month) DO UPDATE SET at = now() RETURNING month),
	b AS (INSERT INTO batch (unit, month, no, kind, mark, whole, point, n, times, most, first_at)
		SELECT 1, month, 91, 'surge', 'ones', false, 1, 20, 1, 20, now() - interval '40 days' FROM m RETURNING id, month),
	l AS (INSERT INTO batch_log (batch, step, state, reason, by, at) SELECT id, 1, 'flagged', '', 'system', now() FROM b)
	INSERT INTO batch_response SELECT r.id, b.id FROM b, LATERAL (SELECT id FROM response WHERE unit = 1 AND month = b.month ORDER BY id LIMIT 20) r`

// A leader decides on an odd batch, on a telephone and at a desk, at an address of the office's network without HTTPS.
func (c *counter) testBatches(t *testing.T) {
	check(t, testkit.Exec(t.Context(), c.env["DATABASE_URL"], aBatch))
	page := roomLink.FindString(c.must(t, "room", "--demo")) + "/lo-phieu"
	for _, size := range []struct{ width, height int64 }{{phoneWidth, 640}, {1280, 900}} {
		p := c.phone(t)
		p.base = c.base
		p.do(chromedp.EmulateViewport(size.width, size.height))
		p.open(page)
		p.wait("the batch", `document.body.innerText.includes("20 phiếu, dồn vào một lúc, toàn mức thấp nhất")`)
		name := fmt.Sprintf("batches %d", size.width)
		p.picture(name)
		p.fits(name)
		p.accessible(name)
		if size.width == phoneWidth {
			js[bool](p, `document.querySelector("form textarea[name=lydo]").value = "đợt tập huấn", document.querySelector("form button[value=de-rieng]").click(), true`)
			p.wait("the decision", `document.readyState === "complete" && document.body.innerText.includes("Đã quyết định")`)
			if n := c.number(t, `SELECT count(*) FROM batch_log WHERE state = 'set-aside' AND reason = 'đợt tập huấn'`); n != 1 {
				t.Errorf("%d decisions are on the record", n)
			}
			if u, err := url.Parse(js[string](p, `location.href`)); err != nil || u.Hostname() != screenHost {
				t.Errorf("the decision leads to %v", u)
			}
		}
	}
}
