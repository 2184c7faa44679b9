package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// layout lists what does not fit: anything beyond the edges of the window, controls that are too small for
// an old finger (48 CSS pixels), and bars that leave no room for the words. A field of one line may hold more than
// it shows.
const layout = `(() => {
	const bad = [], w = innerWidth;
	const name = el => el.tagName.toLowerCase() + (el.className ? "." + el.className : "") + " " + JSON.stringify(el.textContent.trim().slice(0, 40));
	if (document.documentElement.scrollWidth > w) bad.push("the page is " + document.documentElement.scrollWidth + " wide");
	if (visualViewport.width < w - 1) bad.push("the page was zoomed out or in");
	let standing = 0;
	for (const el of document.body.querySelectorAll("*")) {
		if (getComputedStyle(el).position === "sticky") standing += el.offsetHeight;
		const r = el.getBoundingClientRect();
		if (r.width === 0 || r.height === 0 || el.closest(".sr, .skip, .quiet, .sprite")) continue;
		if (r.left < -0.5 || r.right > w + 0.5) bad.push("beyond the edge: " + name(el));
		if (el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0 && getComputedStyle(el).overflowX !== "visible" && !el.matches("input")) bad.push("cut off: " + name(el));
		if (el.matches("button, .button, textarea") && (r.height < 47.99 || r.width < 47.99)) bad.push("too small, " + r.width + " by " + r.height + ": " + name(el));
	}
	if (standing > innerHeight / 2) bad.push("bars stand in " + standing + " of " + innerHeight);
	return bad;
})()`

// looks checks what the page looks like: that it fits the narrow window, also with letters twice as large,
// and that it is accessible. It keeps a picture.
func (p *phone) looks(name string) {
	p.t.Helper()
	p.picture(name)
	if w := js[int](p, `innerWidth`); w != phoneWidth {
		p.t.Errorf("%s: the window is %d wide", name, w)
	}
	p.fits(name)
	p.accessible(name)
	p.letters(2)
	p.fits(name + ", large letters")
	p.picture(name + " large")
	p.letters(1)
}

func (p *phone) fits(name string) {
	p.t.Helper()
	for _, bad := range js[[]string](p, layout) {
		p.t.Errorf("%s: %s", name, bad)
	}
}

// letters sets the size of letters as the settings of a telephone do.
func (p *phone) letters(times int64) {
	p.t.Helper()
	call(p, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: 16 * times, Fixed: 13 * times}})
}

// axeFile is axe-core, which make test fetches; its version is named in internal/setup/lib.sh as well.
const axeFile = "../../.build/axe-core-4.14.1.min.js"

// judge asks axe-core for everything it finds.
const judge = `axe.run(document, {
	resultTypes: ["violations"],
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(r => r.passes.length === 0 ? ["nothing was checked"] :
	r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 200) + "\n" + n.failureSummary)))`

// accessible lets axe-core judge the page.
func (p *phone) accessible(name string) {
	p.t.Helper()
	axe, err := os.ReadFile(filepath.FromSlash(axeFile))
	if err != nil {
		p.t.Fatalf("axe-core is not here; run the tests with make test, which fetches it: %v", err)
	}
	// From outside, so that the page's own policy against foreign scripts stays as it is.
	p.do(chromedp.Evaluate[chromedp.Void](string(axe) + "; undefined"))
	for _, bad := range js[[]string](p, judge) {
		p.t.Errorf("%s: %s", name, strings.ReplaceAll(bad, "\n", "\n\t"))
	}
}

// orderly checks that nothing is shown twice, and everything in its order.
func (p *phone) orderly() {
	p.t.Helper()
	for _, kind := range []string{"article", ".me"} {
		for _, bad := range js[[]string](p, `Array.from(document.querySelectorAll("#log `+kind+`"))
			.filter((el, i, all) => i > 0 && !(Number(el.dataset.seq) > Number(all[i-1].dataset.seq)))
			.map(el => el.dataset.seq + " " + el.textContent.slice(0, 60))`) {
			p.t.Errorf("%s twice or out of order: %s", kind, bad)
		}
	}
}
