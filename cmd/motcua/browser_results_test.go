package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// path waits until the browser is at a page and has read it.
func (p *phone) path(path string) {
	p.t.Helper()
	p.wait(path, `document.readyState === "complete" && location.pathname === "`+path+`"`)
}

// drawnOtherwise lists the parts of the bars that are not as wide as the figure they stand for, in hundredths of their bar.
const drawnOtherwise = `Array.from(document.querySelectorAll("svg.bar rect"))
	.map(r => [Number(r.getAttribute("width")), r.getBoundingClientRect().width / r.ownerSVGElement.getBoundingClientRect().width * 100])
	.filter(([figure, drawn]) => Math.abs(figure - drawn) > 0.5).map(([figure, drawn]) => figure + " is drawn as " + drawn)`

// The leaders look at what would be published, publish it, see it as citizens do, and take it back.
func (h *house) testResults(t *testing.T) {
	p := h.phone(t)
	p.open("/ket-qua")
	p.wait("nothing yet", `document.body.innerText.includes("Chưa có kết quả nào được công bố")`)
	p.looks("no results")
	p.open("/lanh-dao")
	p.tap("Công bố kết quả cho người dân xem")
	p.path("/lanh-dao/cong-bo")
	p.looks("periods")
	js[bool](p, `document.querySelector(".desk a").click(), true`)
	p.wait("the preview", `document.readyState === "complete" && document.body.innerText.includes("Bản xem trước")`)
	p.looks("preview")
	js[bool](p, `document.querySelector("form button").click(), true`)
	p.path("/lanh-dao/cong-bo")
	p.wait("the answer", `document.querySelector("[role=status]").innerText.includes("Đã công bố")`)
	p.looks("periods, one published")
	p.open("/ket-qua")
	p.wait("the figures", `document.querySelectorAll("svg.bar").length > 5 && document.body.innerText.includes("hài lòng và rất hài lòng")`)
	p.looks("results")
	for _, bad := range js[[]string](p, drawnOtherwise) {
		t.Errorf("results: %s", bad)
	}
	p.touch("the picture", `document.querySelector("summary")`)
	p.wait("the picture", `(() => {
		const img = document.querySelector("details img");
		img.scrollIntoView({block: "center", behavior: "instant"});
		return img.complete && img.naturalWidth === 1080;
	})()`)
	p.looks("results with the picture")
	p.do(chromedp.EmulateViewport(1280, 900))
	p.picture("results 1280")
	for _, bad := range js[[]string](p, layout) {
		t.Errorf("results on a desk: %s", bad)
	}
	paper := h.phone(t)
	paper.do(chromedp.EmulateViewport(680, 1000))
	call(paper, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	paper.open("/ket-qua")
	js[bool](paper, `document.querySelector("details").remove(), true`) // not printed; onPaper would look for a code in its picture
	for _, bad := range js[[]string](paper, onPaper) {
		t.Errorf("results on paper: %s", bad)
	}
	paper.picture("results on paper")

	p = h.phone(t)
	p.open("/lanh-dao/cong-bo")
	p.tap("Rút lại…")
	p.wait("the question", `document.readyState === "complete" && location.pathname.endsWith("/rut-lai")`)
	p.looks("withdraw")
	js[bool](p, `document.querySelector("form button").click(), true`)
	p.path("/lanh-dao/cong-bo")
	p.wait("the answer", `document.querySelector("[role=status]").innerText.includes("Đã rút lại")`)
	p.open("/ket-qua")
	p.wait("nothing any more", `document.body.innerText.includes("Chưa có kết quả nào được công bố")`)
}
