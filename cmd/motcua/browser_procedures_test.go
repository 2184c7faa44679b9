package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The pages about procedures fit a narrow telephone, large letters and a screen reader, and each leads on.
func (h *house) testProcedures(t *testing.T) {
	p := h.phone(t)
	for _, c := range []struct{ name, path, says string }{
		{"catalogue", "/thu-tuc", "Theo lĩnh vực"},
		{"field", "/thu-tuc?linh-vuc=chung-thuc", "Chứng thực bản sao từ bản chính"},
		{"procedure", "/thu-tuc/1.001193", "Giấy chứng sinh"},
		{"longest procedure", "/thu-tuc/1.013949", "Căn cứ pháp lý"},
		{"found", "/thu-tuc?q=lam+giay+khai+sinh+can+gi", "Xem đầy đủ"},
		{"not found", "/thu-tuc?q=gi%C3%A1+v%C3%A0ng+h%C3%B4m+nay", "Không tìm thấy"},
		{"unknown procedure", "/thu-tuc/9.999999", "Danh mục không có thủ tục"},
		{"changes", "/thu-tuc/thay-doi", "chưa có thay đổi nào"},
		{"sheet on a telephone", "/thu-tuc/1.001193/in", "Về trang thủ tục"},
		{"board on a telephone", "/thu-tuc/in?linh-vuc=chung-thuc", "Về danh sách"},
	} {
		p.open(c.path)
		p.wait(c.says, `document.body.innerText.includes(`+"`"+c.says+"`"+`)`)
		p.looks(c.name)
	}
	if status, _ := h.get("/thu-tuc/9.999999"); status != http.StatusNotFound {
		t.Errorf("a procedure that is not there: %d", status)
	}

	// From a question to the page, and on to the chat, which begins by itself.
	p.open("/thu-tuc")
	p.touch("search field", `document.getElementById("q")`)
	p.key("lam giay khai sinh can gi")
	p.tap("Tìm")
	p.wait("the answer", `document.readyState === "complete" && document.body.innerText.includes("Xem đầy đủ")`)
	p.tap("Xem đầy đủ")
	p.wait("the page", `document.readyState === "complete" && location.pathname === "/thu-tuc/1.001193"`)
	p.tap("Hỏi trong trò chuyện")
	p.wait("the chat", `document.readyState === "complete" && location.pathname === "/"`)
	p.says("Mã thủ tục: 1.001193")
	if at := js[string](p, `location.pathname + location.search`); at != "/" {
		t.Errorf("a reload would ask again: %s", at)
	}
	p.do(chromedp.Reload())
	p.says("Mã thủ tục: 1.001193")
	p.orderly()
	if n := js[int](p, `document.querySelectorAll("#log article").length`); n != 1 {
		t.Errorf("%d answers to one question", n)
	}
}

// onPaper lists what would not be fit for a notice board: letters below 12 points, anything but black on
// white, anything beyond the paper, and controls nobody can press there.
const onPaper = `(() => {
	const bad = [], w = innerWidth, black = "rgb(0, 0, 0)";
	for (const el of document.body.querySelectorAll("*")) {
		const r = el.getBoundingClientRect(), s = getComputedStyle(el);
		if (r.width === 0 || r.height === 0 || el.closest(".skip, .sr")) continue;
		const name = el.tagName.toLowerCase() + " " + JSON.stringify(el.textContent.trim().slice(0, 40));
		const words = Array.from(el.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
		if (words && parseFloat(s.fontSize) < 15.99) bad.push(s.fontSize + ": " + name);
		if (words && s.color !== black) bad.push(s.color + ": " + name);
		if (!["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(s.backgroundColor)) bad.push("on " + s.backgroundColor + ": " + name);
		if (r.right > w + 0.5) bad.push("beyond the paper: " + name);
		if (el.matches("button, .button, input, nav")) bad.push("on paper: " + name);
	}
	if (Array.from(document.images).some(i => !i.complete || i.getBoundingClientRect().width < 75)) bad.push("a code too small to scan");
	return bad;
})()`

// What is printed can be read on a wall and scanned.
func (h *house) testNoticeBoard(t *testing.T) {
	p := h.phone(t)
	p.do(chromedp.EmulateViewport(680, 1000)) // A4 without its margins, at 96 dots an inch
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	for name, path := range map[string]string{
		"sheet": "/thu-tuc/1.001193/in", "longest sheet": "/thu-tuc/1.013949/in", "board": "/thu-tuc/in?linh-vuc=chung-thuc", "page": "/thu-tuc/1.001193",
	} {
		p.open(path)
		p.wait("the pictures", `Array.from(document.images).every(i => i.complete && i.naturalWidth > 0)`)
		for _, bad := range js[[]string](p, onPaper) {
			t.Errorf("%s: %s", name, bad)
		}
		pdf := call(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
		if !bytes.HasPrefix(pdf.Data, []byte("%PDF")) {
			t.Fatalf("%s: not printed: %.20q", name, pdf.Data)
		}
		check(t, os.WriteFile(filepath.Join(t.ArtifactDir(), name+".pdf"), pdf.Data, 0o644))
	}
}
