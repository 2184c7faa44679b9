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

var receiptShown = regexp.MustCompile(`Mã phiếu:\s+([2-9A-Z]{5}-[2-9A-Z]{5})`)

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
	p.says("Ông/Bà vừa nhận kết quả ở Quầy 1 – Hộ tịch, chứng thực")
	p.wait("an address without the code", `location.pathname === "/"`)
	bytes, addresses, _ := wire.seen()
	if bytes == 0 || bytes > 60_000 {
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
	p.looks("first question")
	p.tap("Hộ tịch")
	p.says("Nhìn chung, Ông/Bà có hài lòng")
	p.tap("Rất hài lòng")
	p.says("thái độ và cách hướng dẫn")
	p.write("hai long")
	p.says("Giấy tờ cần nộp")
	if !js[bool](p, `window.sameVisit === true`) {
		t.Error("the page was loaded again")
	}
	_, _, came := wire.seen()
	if len(came) < 5 || len(slices.Compact(slices.Sorted(slices.Values(came)))) != len(came) {
		t.Errorf("messages that came by themselves: %v", came)
	}
	p.orderly()

	p.do(chromedp.Reload())
	p.says("Giấy tờ cần nộp")
	contains(t, p.newest(), "Câu 4/9")
	p.orderly()
	p.looks("survey")
	p.tap("Bình thường")
	p.says("nơi ngồi chờ")
	p.tap("Không rõ / Không áp dụng")
	p.says("bổ sung thêm mấy lần")
	p.write("khong lan nao")
	p.says("Kết quả có đúng hẹn không?")
	p.tap("Quay lại")
	p.says("Đang chọn: Không lần nào")
	p.tap("1 lần")
	p.says("Kết quả có đúng hẹn không?")
	p.tap("Đúng hẹn")
	p.says("ngoài niêm yết không?")
	p.write("không")
	p.says("góp ý thêm điều gì?")
	p.write("Cán bộ tận tình, gọi tôi 0903 123 456")
	p.says("Cảm ơn Ông/Bà. Mã phiếu:")
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
		"Số lần bổ sung: 1 lần", "Cán bộ tận tình, gọi tôi [đã che]", "đã gửi")
	shown := js[int](p, `document.querySelectorAll("#log article").length`)
	p.write("/xoa " + strings.ToLower(code))
	p.wait("the form once more", fmt.Sprintf(`document.querySelectorAll("#log article").length > %d`, shown))
	p.says("Xóa phiếu " + code)
	p.tap("Xóa phiếu " + code)
	p.says("Đã xóa phiếu " + code)
	if n := h.ask(t, `SELECT count(*) FROM response WHERE receipt = $1`, strings.ReplaceAll(code, "-", "")); n != 0 {
		t.Error("the form is still there")
	}
	p.write("/dulieu " + code)
	p.says("Không có phiếu nào mang mã này")
	p.orderly()
}
