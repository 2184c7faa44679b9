package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A citizen asks about a procedure in his own spelling, and goes on asking.
func (h *house) testLookup(t *testing.T) {
	p := h.phone(t)
	p.open("/")
	p.looks("start")
	p.write("lam giay khai sinh can gi")
	p.says("Ông/Bà thuộc trường hợp nào?")
	p.looks("cases")
	p.tap("Trường hợp thông thường")
	p.says("Giấy tờ – Đăng ký khai sinh")
	contains(t, p.newest(), "Giấy chứng sinh", "Mã thủ tục: 1.001193", "theo Quyết định số")
	p.tap("Tóm tắt")
	p.says("Nơi nộp:")
	p.looks("card")
	p.tap("Thời hạn")
	p.says("Thời hạn giải quyết – Đăng ký khai sinh")
	p.write("vậy lệ phí bao nhiêu?")
	p.says("Phí, lệ phí – Đăng ký khai sinh")
	p.orderly()
	p.write("giá vàng hôm nay")
	p.says("không dám trả lời")
	p.looks("refusal")
	p.tap("Xem theo lĩnh vực")
	p.says("Ông/Bà chọn lĩnh vực")
	p.looks("fields")
}

// The leaders press the button and see the report arrive, once.
func (h *house) testLeaders(t *testing.T) {
	p := h.phone(t)
	p.open("/lanh-dao")
	p.wait("the empty room", `document.body.innerText.includes("Chưa có báo cáo nào")`)
	js[bool](p, `window.sameVisit = true`)
	p.tap("Gửi báo cáo tháng trước")
	p.says("mức độ hài lòng tháng")
	p.wait("the answer", `document.getElementById("net").innerText.startsWith("Đã gửi báo cáo tháng")`)
	p.wait("the chart", `(() => {
		const img = document.querySelector("#log article img");
		img.scrollIntoView({block: "center", behavior: "instant"});
		return img.complete && img.naturalWidth >= 800 && img.getBoundingClientRect().width > 250 && img.alt.startsWith("Biểu đồ mức độ hài lòng");
	})()`)
	if js[bool](p, `!!document.getElementById("empty")`) || !js[bool](p, `window.sameVisit === true`) {
		t.Error("the digest did not arrive by itself")
	}
	if c := js[string](p, `getComputedStyle(document.querySelector("#digest button")).backgroundColor`); c != "rgb(20, 61, 111)" {
		t.Errorf("the button looks as if a finger were still on it: %s", c)
	}
	p.looks("leaders")
	p.tap("Gửi báo cáo tháng trước")
	p.wait("the second answer", `document.getElementById("net").innerText.includes("mỗi tháng chỉ gửi một lần")`)
	if n := js[int](p, `document.querySelectorAll("#log article").length`); n != 1 {
		t.Errorf("%d digests", n)
	}
	p.do(chromedp.Reload())
	p.says("mức độ hài lòng tháng")
	p.orderly()
	p.accessible("leaders, loaded again")
}

func (h *house) testOtherPages(t *testing.T) {
	p := h.phone(t)
	for path, c := range map[string]struct{ name, says string }{
		"/mau":             {"tour", "Quầy 1 – Hộ tịch, chứng thực"},
		"/quyen-rieng-tu":  {"privacy", "Những gì không làm"},
		"/khong-co-trang":  {"nowhere", "Không có trang này"},
		"/s/ma-qr-bi-hong": {"damaged code", "Mã QR này không đọc được"},
	} {
		p.open(path)
		p.wait(c.says, `document.body.innerText.includes(`+"`"+c.says+"`"+`)`)
		p.looks(c.name)
	}
	p.open("/mau")
	p.wait("the pictures", `Array.from(document.images).every(i => {
		i.scrollIntoView({block: "center", behavior: "instant"});
		return i.complete && i.naturalWidth === 512;
	}) && document.images.length === 12`)
	js[bool](p, `scrollTo(0, 0), true`)
	p.do(chromedp.EmulateViewport(1280, 800))
	p.picture("tour 1280")
	for _, bad := range js[[]string](p, layout) {
		t.Errorf("tour on a desk: %s", bad)
	}
	if status, _ := h.get("/khong-co-trang"); status != http.StatusNotFound {
		t.Errorf("a page that is not there: %d", status)
	}
}

// focused says what has the focus and whether it can be seen.
type focused struct {
	What    string // label or id
	Kind    string // tag
	Visible bool   // inside the window, and nothing lies over it
	Ring    bool   // it is marked
}

const focus = `(() => {
	const el = document.activeElement, r = el.getBoundingClientRect(), s = getComputedStyle(el);
	const x = r.x + r.width / 2, y = r.y + Math.min(r.height / 2, 20);
	const top = document.elementFromPoint(x, y);
	return {What: el.id || el.textContent.trim().slice(0, 60), Kind: el.tagName.toLowerCase(),
		Visible: !!top && (el === top || el.contains(top)), Ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2};
})()`

// tab presses Tab and expects the focus on a control, visibly.
func (p *phone) tab(what string) {
	p.t.Helper()
	p.key(kb.Tab)
	if f := js[focused](p, focus); f.What != what || !f.Visible || !f.Ring {
		p.picture("focus")
		p.t.Fatalf("after Tab the focus is at %+v, want %q; the page says:\n%s", f, what, js[string](p, `document.body.innerText`))
	}
}

// Everything can be done without a pointer: the focus follows the conversation and is never hidden.
func (h *house) testKeyboard(t *testing.T) {
	p := h.phone(t)
	p.open("/")
	p.tab("Đến nội dung chính")
	p.key(kb.Enter)
	if f := js[focused](p, focus); f.What != "chinh" {
		t.Errorf("the skip link leads to %+v", f)
	}
	p.tab("Đánh giá lần làm thủ tục")
	p.key(kb.Enter)
	p.says("Đồng ý và bắt đầu")
	p.tab("Đồng ý và bắt đầu")
	p.key(kb.Enter)
	for _, step := range [][2]string{
		{"lĩnh vực nào?", "Hộ tịch"}, {"Nhìn chung", "Rất hài lòng"}, {"thái độ", "Rất hài lòng"}, {"hướng dẫn giấy tờ cần nộp", "Rất hài lòng"},
		{"chỗ ngồi chờ", "Rất hài lòng"}, {"gọi thêm", "Không lần nào"}, {"đúng ngày hẹn không", "Sớm hẹn"}, {"ngoài mức niêm yết", "Không"},
	} {
		p.says(step[0])
		if f := js[focused](p, focus); f.Kind != "article" || !strings.Contains(p.newest(), step[0]) {
			t.Fatalf("the focus does not follow to %q: %+v", step[0], f)
		}
		if step[1] != "Hộ tịch" {
			p.tab("Sửa")
		}
		p.tab(step[1])
		p.key(kb.Enter)
	}
	p.says("góp ý thêm")
	p.tab("Sửa")
	p.tab("Xem lại các câu đã trả lời")
	p.tab("Quay lại")
	p.tab("Bỏ qua")
	p.tab("text")
	p.key("Nên có thêm ghế")
	p.key(kb.Enter)
	p.says("Mã phiếu")
	if f := js[focused](p, focus); f.What != "text" {
		t.Errorf("whoever types is taken away from the field: %+v", f)
	}
	p.orderly()
}
