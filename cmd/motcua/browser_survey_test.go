package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/testkit"
	"motcua/storage/private"
)

var receiptShown = regexp.MustCompile(`Mã phiếu[^:]*\s+([2-9A-Z]{5}-[2-9A-Z]{5})`)

// scan makes a QR on the command line, beside the running service, and opens what it says.
func (p *phone) scan(h *house, point, slip string) {
	p.t.Helper()
	q := readQR(p.t, h.must(p.t, "qr", "--point", point, "--slip", slip))
	if !q.Demo {
		p.t.Errorf("the QR is not the demo's: %+v", q)
	}
	p.open("/s/" + q.Payload)
}

// ask reads one figure from the database of the running service.
func (h *house) ask(t *testing.T, sql string, args ...any) int {
	t.Helper()
	pg, err := private.Open(t.Context(), private.Options{Dir: h.env["MOTCUA_DATA"]})
	check(t, err)
	defer func() { check(t, pg.Close()) }()
	return testkit.Value[int](t, pg.DSN("motcua_demo"), sql, args...)
}

// A citizen scans the code on a slip, answers with a finger and by typing, loses the page in the middle, and
// in the end takes everything back.
func (h *house) testSurvey(t *testing.T) {
	p := h.phone(t)
	wire := p.listen()
	forms := h.ask(t, `SELECT count(*) FROM response`)
	p.scan(h, "quay-1", "tra-ket-qua")
	p.says("xin Ông/Bà cho ý kiến")
	contains(t, p.newest(), "UBND xã Tam Phước", "9 câu, khoảng 1\u00a0phút.", "Về lần làm thủ tục vừa rồi ở Quầy 1", "Xem đầy đủ quyền của Ông/Bà")
	p.allSeen("consent")
	bytes, addresses, _ := wire.seen()
	if bytes == 0 || bytes > 20_000 {
		t.Errorf("the first page takes %.0f bytes", bytes)
	}
	t.Logf("first page: %.0f bytes in %d requests", bytes, len(addresses))
	for _, a := range addresses {
		if !strings.HasPrefix(a, h.url+"/") {
			t.Errorf("asked elsewhere: %s", a)
		}
	}
	p.looks("invitation")

	js[bool](p, `window.sameVisit = true`)
	p.tap("Đồng ý và bắt đầu")
	p.says("thuộc lĩnh vực nào?")
	p.wait("an address without the code", `location.pathname === "/"`)
	contains(t, p.newest(), "Thường làm ở Quầy 1")
	p.looks("first question")
	p.allSeen("first question")
	p.tap("Hộ tịch")
	p.says("Nhìn chung, Ông/Bà có hài lòng")
	contains(t, p.newest(), "Lĩnh vực: Hộ tịch")
	p.allSeen("five degrees")
	p.tap("Rất hài lòng")
	p.says("thái độ và cách hướng dẫn")
	p.write("hai long")
	p.says("hướng dẫn giấy tờ cần nộp")
	if !js[bool](p, `window.sameVisit === true`) {
		t.Error("the page was loaded again")
	}
	p.idle()
	_, _, came := wire.seen()
	if len(came) < 4 || len(slices.Compact(slices.Sorted(slices.Values(came)))) != len(came) {
		t.Errorf("messages that came by themselves: %v", came)
	}
	p.orderly()

	p.do(chromedp.Reload())
	p.says("hướng dẫn giấy tờ cần nộp")
	p.step("Câu 4 trong 9 · Quầy 1")
	p.orderly()
	p.looks("survey")
	p.tap("Bình thường")
	p.says("chỗ ngồi chờ")
	p.tap("Không rõ / Không áp dụng")
	p.says("gọi thêm mấy lần")
	p.write("khong lan nao")
	p.says("đúng ngày hẹn không?")
	p.tap("Quay lại")
	p.wait("the answer that was given", `document.querySelector("#log article:last-of-type [aria-pressed=true]")?.textContent === "Không lần nào"`)
	p.tap("1 lần")
	p.says("đúng ngày hẹn không?")
	p.tap("Đúng hẹn")
	p.says("ngoài mức niêm yết không?")
	if js[bool](p, `Array.from(document.querySelectorAll("#log .me:not(.quiet)")).some(m => m.textContent.includes("1 lần"))`) {
		t.Error("an answer that was changed pushes the question away that is being answered")
	}
	p.write("không")
	p.says("góp ý thêm điều gì?")
	p.touch("the review", `document.querySelector("#log article:last-of-type .review summary")`)
	contains(t, p.newest(), "Số lần đi lại, gọi thêm: 1 lần", "Hẹn trả kết quả: Đúng hẹn")
	p.write("Cán bộ tận tình, gọi tôi 0903 123 456")
	p.says("Mã phiếu, cần khi muốn xem lại hoặc xóa")
	p.step("Đã gửi xong")
	contains(t, p.newest(), "đã được che trước khi lưu")
	code := p.find(receiptShown)
	p.orderly()
	p.looks("receipt")
	lacks(t, js[string](p, `document.body.innerText`), "0903 123 456")
	h.takeBack(t, p, code)
	if n := h.ask(t, `SELECT count(*) FROM response`); n != forms {
		t.Errorf("%d forms, %d before", n, forms)
	}
}

// takeBack looks at the form again, by its code, and deletes it.
func (h *house) takeBack(t *testing.T, p *phone, code string) {
	t.Helper()
	if n := h.ask(t, `SELECT count(*) FROM answer JOIN response ON response = id WHERE receipt = $1`, strings.ReplaceAll(code, "-", "")); n != 9 {
		t.Errorf("%d answers are kept", n)
	}
	p.write("/dulieu " + code)
	p.says("Phiếu " + code)
	contains(t, p.newest(), "Lĩnh vực: Hộ tịch", "Hài lòng chung: Rất hài lòng", "Thái độ, hướng dẫn của cán bộ: Hài lòng",
		"Số lần đi lại, gọi thêm: 1 lần", "Cán bộ tận tình, gọi tôi [đã che]", "đã gửi")
	shown := js[int](p, `document.querySelectorAll("#log article").length`)
	p.write("/xoa " + strings.ToLower(code))
	p.wait("the form once more", fmt.Sprintf(`document.querySelectorAll("#log article").length > %d`, shown))
	p.says("Xóa phiếu " + code)
	p.tap("Xóa phiếu " + code)
	p.says("Tôi đã xóa phiếu " + code)
	if n := h.ask(t, `SELECT count(*) FROM response WHERE receipt = $1`, strings.ReplaceAll(code, "-", "")); n != 0 {
		t.Error("the form is still there")
	}
	p.write("/dulieu " + code)
	p.says("Không có phiếu nào mang mã này")
	p.orderly()
}

// step expects what the head says of how far a survey has come.
func (p *phone) step(text string) {
	p.t.Helper()
	p.wait(text, fmt.Sprintf(`document.getElementById("place").textContent === %q`, text))
}

// unseen lists the answers and buttons of consent of the newest message that cannot be seen whole without scrolling.
const unseen = `Array.from(document.querySelectorAll("#log article:last-of-type .pick, #log article:last-of-type .choose button")).filter(b => {
	const r = b.getBoundingClientRect(), x = r.left + r.width / 2;
	return [r.top + 1, r.bottom - 1].some(y => { const top = document.elementFromPoint(x, y); return !top || !(top === b || b.contains(top)); });
}).map(b => b.textContent)`

// allSeen expects every answer, and both buttons of consent, to be seen without scrolling: on a telephone whose browser shows its bars, on
// one without, and on a desk.
func (p *phone) allSeen(name string) {
	p.t.Helper()
	for _, size := range [][2]int64{{360, 512}, {1280, 800}, {phoneWidth, phoneHeight}} {
		p.do(chromedp.EmulateViewport(size[0], size[1], chromedp.EmulateMobile, chromedp.EmulateTouch))
		js[bool](p, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
			const a = document.querySelector("#log article:last-of-type");
			scrollTo(0, a.getBoundingClientRect().top + scrollY - document.querySelector(".top").offsetHeight - 6);
			done(true);
		})))`)
		for _, bad := range js[[]string](p, unseen) {
			p.t.Errorf("%s at %d×%d: not seen: %s", name, size[0], size[1], bad)
		}
		p.picture(fmt.Sprintf("%s %dx%d", name, size[0], size[1]))
	}
}
