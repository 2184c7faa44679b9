package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// visitor is one more citizen of a service.
func (s *serving) visitor() *serving {
	v := *s
	v.client = newClient(s.t)
	v.page("/")
	return &v
}

// sayings says one after another; each begins with word, so that it is an event of its own.
func (s *serving) sayings(word string, all ...string) {
	s.t.Helper()
	for i, text := range all {
		if status := s.send(fmt.Sprintf("%s-%08d", word, i), "text", text); status != http.StatusNoContent {
			s.t.Fatalf("%q is not taken: %d", text, status)
		}
	}
}

// An IT person lets a unit ask by the nine indices: the running service follows, a citizen in the middle of the old form
// finishes it, and with the unit's own entries the report has all nine.
func TestUnitAsksTheNine(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	contains(t, e.must(t, "form", "list"), "mau-v1\t", "mau-v2\t", "đang dùng: long-dien\n", "tt01-2018-v3\t", "9 chỉ số\tchưa đơn vị nào dùng")
	s := e.serve(t)
	early := s.visitor()
	early.sayings("som", "/danhgia", "đồng ý", "hộ tịch")
	early.says("Nhìn chung, Ông/Bà có hài lòng")

	contains(t, e.must(t, "unit", "add", "--code", "long-dien", "--form", "tt01-2018-v3"), "Từ nay hỏi theo phiếu tt01-2018-v3 thay cho mau-v2", "vài giây", "tiếp phiếu cũ")
	contains(t, e.must(t, "unit", "list"), "phiếu tt01-2018-v3")
	lacks(t, e.must(t, "unit", "add", "--code", "long-dien", "--hotline", "0254 1"), "Từ nay")
	contains(t, e.must(t, "unit", "list"), "phiếu tt01-2018-v3") // it stays when something else is changed

	tries, next := 0, time.Now()
	until(t, "the service asks by the new form", func() bool {
		if time.Now().Before(next) {
			return false
		}
		tries, next = tries+1, time.Now().Add(500*time.Millisecond)
		v := s.visitor()
		v.sayings("thu", "/danhgia", "đồng ý", "bỏ qua")
		return strings.Contains(v.page("/"), "phải đến mấy cơ quan, kể cả Bộ phận Một cửa")
	})
	early.sayings("sau", "hài lòng")
	early.says("thái độ và cách hướng dẫn của cán bộ")
	early.sayings("xong", "hài lòng", "hài lòng", "hài lòng", "không lần nào", "đúng hẹn", "không", "bỏ qua")
	early.says("Mã phiếu")
	for i := range 12 {
		v, often := s.visitor(), "không lần nào"
		if i%4 == 0 {
			often = "một lần"
		}
		v.sayings("moi", "/danhgia", "đồng ý", "hộ tịch", often, "một cửa", "không", "đúng hẹn", "hài lòng", "bỏ qua")
		v.says("Mã phiếu")
	}
	contains(t, e.must(t, "doctor"), "số liệu khớp khi đếm lại")

	month := calendar.MonthOf(time.Now().In(org.Location())).String()
	// The month is running: nothing is said yet of what citizens answered.
	e.refused(t, 1, []string{"digest", "--period", month, "--out", t.TempDir()}, "chưa có tháng nào đã hết")
	e.must(t, "indices", "--period", month, "--set", "1=3/1/0", "--set", "2=0/1/1", "--set", "5=2", "--set", "6=2", "--set", "8=1")
	shown := e.must(t, "indices", "--period", month, "--set", "9=1", "--set", "8=2")
	contains(t, shown, "1\t1,8\ttự nhập, 4 hồ sơ\t", "8\t2,0\ttự nhập, điểm chung", "Chín chỉ số: mới có 6/9 chỉ số (9,3/12 điểm), chưa xếp loại được.\n")
	contains(t, e.must(t, "indices", "--period", month, "--clear", "5"), "5\tchưa có\t", "mới có 5/9 chỉ số")
	contains(t, e.must(t, "indices", "--period", month, "--show"), "mới có 5/9 chỉ số")
}

func readText(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	check(t, err)
	return string(b)
}

// ownForm is a questionnaire of a unit's own.
const ownForm = `id: xa-v1
version: 1
title: Phiếu của xã
effective: "2026-11-01"
overall: chung
scales:
  hai-long-5:
    - {value: 5, label: Rất hài lòng}
    - {value: 4, label: Hài lòng}
    - {value: 3, label: Bình thường}
    - {value: 2, label: Không hài lòng}
    - {value: 1, label: Rất không hài lòng}
questions:
  - {id: chung, text: "Ông/Bà có hài lòng không?", scale: hai-long-5}
`

func TestOwnForm(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	file := func(text string) string {
		path := filepath.Join(t.TempDir(), "phieu.yaml")
		check(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	own := file(ownForm)
	contains(t, e.must(t, "form", "add", "--dry-run", own), "hợp lệ", "Chưa phát hành")
	lacks(t, e.must(t, "form", "list"), "xa-v1")
	e.refused(t, 1, []string{"unit", "add", "--code", "long-dien", "--form", "xa-v1"}, `Không có mẫu phiếu "xa-v1"`, "motcua form list")
	contains(t, e.must(t, "form", "add", own), "Đã phát hành phiếu xa-v1", "không sửa được", "--form xa-v1")
	e.must(t, "form", "add", own) // once more changes nothing
	e.must(t, "unit", "add", "--code", "phuoc-hai", "--name", "xã Phước Hải", "--form", "xa-v1")
	contains(t, e.must(t, "form", "list"), "xa-v1\tPhiếu của xã\t1 câu hỏi\tđang dùng: phuoc-hai\n")
	if got := e.must(t, "form", "show", "xa-v1"); got != ownForm {
		t.Errorf("shown is %q", got)
	}
	contains(t, e.must(t, "form", "show", "tt01-2018-v3"), "id: tt01-2018-v3")

	contains(t, e.must(t, "form", "add", "--dry-run", file(strings.Replace(ownForm, "overall: chung\n", "", 1))), "không có overall")
	for text, says := range map[string]string{
		strings.Replace(ownForm, "không?", "chứ?", 1):                "đã phát hành với câu chữ khác. Xin đặt id mới",
		strings.Replace(ownForm, "id: xa-v1", "id: mau-v1", 1):       "mẫu phiếu mau-v1 có sẵn trong chương trình với câu chữ khác",
		strings.Replace(ownForm, "overall: chung", "overall: q9", 1): `overall: câu hỏi "q9"`,
		strings.Replace(ownForm, "overall:", "overal:", 1):           "overal",
		strings.Replace(ownForm, "scale: hai-long-5", "", 1):         `câu hỏi "chung": cần ít nhất hai lựa chọn`,
		strings.Replace(ownForm, "value: 4", "value: 5", 1):          "không trùng nhau",
		"":                         "tệp phiếu không đọc được",
		strings.Repeat("#", 2<<20): "không phải mẫu phiếu",
	} {
		e.refused(t, 1, []string{"form", "add", file(text)}, says)
	}
	e.refused(t, 1, []string{"form", "add", filepath.Join(t.TempDir(), "away.yaml")}, "away.yaml")
	e.refused(t, 1, []string{"form", "show", "../forms/mau-v1"}, "Không có mẫu phiếu")
	for _, args := range [][]string{{"form"}, {"form", "add"}, {"form", "show"}, {"form", "add", own, own}} {
		e.refused(t, 2, args)
	}
}

func TestNineIsChecked(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	indices := func(args ...string) []string { return append([]string{"indices", "--period", "2026-Q3"}, args...) }
	e.refused(t, 1, indices("--set", "5=2"), "hỏi theo phiếu mau-v2, phiếu này không có chín chỉ số", "--form tt01-2018-v3")
	e.must(t, "unit", "add", "--code", "long-dien", "--form", "tt01-2018-v3")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--set", "3=2"}, "Chỉ số 3 lấy từ câu trả lời của người dân"},
		{[]string{"--clear", "7"}, "Chỉ số 7 lấy từ câu trả lời của người dân"},
		{[]string{"--set", "10=1"}, "không có chỉ số 10"},
		{[]string{"--set", "5=3"}, "Chỉ số 5 có từ 0 đến 2 điểm, không phải 3"},
		{[]string{"--set", "5=1/2/3"}, "Chỉ số 5 là điểm chung"},
		{[]string{"--set", "1=2"}, "Chỉ số 1 tính theo hồ sơ"},
		{[]string{"--set", "2=0/0/0"}, "Chỉ số 2 cần ít nhất một hồ sơ"},
	} {
		e.refused(t, 1, indices(c.args...), c.says)
	}
	for _, args := range [][]string{
		indices("--set", "5"), indices("--set", "5="), indices("--set", "x=1"), indices("--set", "5=-1"), indices("--set", "1=1/2"), indices("--set", "1=1/2/3/4"),
		indices("--set", "1=99999999/0/0"), indices("--set", "5=1", "--set", "5=2"), indices("--set", "5=1", "--clear", "5"), indices("--clear", "x"),
		{"indices"}, {"indices", "--period", "Q3"}, {"indices", "--period", "2199"},
	} {
		e.refused(t, 2, args)
	}
	contains(t, e.must(t, indices()...), "chưa có điểm của chỉ số nào")
	e.must(t, indices("--set", "5=0", "--set", "6=1")...)
	contains(t, e.must(t, indices("--set", "1=0/0/7")...), "1\t0,0\t", "5\t0,0\t", "6\t1,0\t", "mới có 3/9 chỉ số (1,0/6 điểm)")
	contains(t, e.must(t, "indices", "--period", "2026-Q2"), "chưa có điểm của chỉ số nào") // each period by itself
	e.must(t, "unit", "add", "--code", "long-dien", "--hotline", "0254 1")
	contains(t, e.must(t, indices("--clear", "1", "--clear", "5", "--clear", "6")...), "chưa có điểm của chỉ số nào")
}
