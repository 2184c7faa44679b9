package main

import (
	"encoding/json"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"motcua/internal/testkit/pgtest"
	"motcua/org"
)

var roomLink = regexp.MustCompile(`/phong/[A-Za-z0-9_-]+`)

// newUnit is an installation with one unit and two reception points.
func newUnit(t testing.TB) env {
	t.Helper()
	e := newEnv(t)
	e.must(t, "unit", "add", "--code", "long-dien", "--name", "xã Long Điền", "--hotline", "0254 3000 000")
	e.must(t, "point", "add", "--code", "quay-1", "--name", "Quầy 1 – Hộ tịch")
	e.must(t, "point", "add", "--unit", "long-dien", "--code", "quay-2", "--name", "Quầy 2 – Đất đai")
	return e
}

func TestUnits(t *testing.T) {
	t.Parallel()
	e := newEnv(t)
	if got := e.must(t, "unit", "list"); got != "" {
		t.Errorf("an empty installation lists %q", got)
	}
	for _, args := range [][]string{{"point", "list"}, {"room"}, {"qr"}, {"digest", "--period", "2026-10", "--out", t.TempDir()}} {
		e.refused(t, 1, args, "Chưa có đơn vị nào. Xin thêm đơn vị: motcua unit add")
	}
	e.refused(t, 2, []string{"unit", "add", "--code", "long-dien"}, "Đơn vị mới cần có --name")
	added := e.must(t, "unit", "add", "--code", "long-dien", "--name", "xã Long Điền")
	contains(t, added, "Đã thêm đơn vị xã Long Điền (long-dien).", "đường dẫn cũ hết hiệu lực")
	if !roomLink.MatchString(added) {
		t.Errorf("no room: %s", added)
	}
	changed := e.must(t, "unit", "add", "--code", "long-dien", "--name", "xã Long Điền mới")
	contains(t, changed, "Đã cập nhật đơn vị xã Long Điền mới")
	lacks(t, changed, "/phong/") // the leaders' link goes on
	contains(t, e.must(t, "unit", "list"), "long-dien\txã Long Điền mới\t0 điểm tiếp nhận\tphiếu mau-v2")

	e.must(t, "unit", "add", "--code", "phuoc-hai", "--name", "xã Phước Hải")
	e.refused(t, 1, []string{"point", "list"}, "xin ghi --unit; có: long-dien, phuoc-hai")
	e.refused(t, 1, []string{"point", "list", "--unit", "x"}, `Không có đơn vị "x"; có: long-dien, phuoc-hai`)
}

// What is known of a unit is shown by the flags that change it, and what is not known is named.
func TestUnitShow(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	contains(t, e.must(t, "unit", "show"), "xã Long Điền (long-dien)", "2 điểm tiếp nhận, 1 nơi nhận báo cáo", "--hotline", "0254 3000 000", "Chưa ghi: ", "--signer")
	e.refused(t, 1, []string{"unit", "show", "--unit", "x"}, `Không có đơn vị "x"`)
}

// A counter that is closed is offered nowhere, keeps its number, and its posters lead to the unit.
func TestPointRemove(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	contains(t, e.must(t, "point", "remove", "--point", "quay-1"), "Đã bỏ điểm tiếp nhận Quầy 1 – Hộ tịch (quay-1)")
	lacks(t, e.must(t, "point", "list"), "quay-1")
	e.refused(t, 1, []string{"point", "remove", "--point", "quay-1"}, "Không có quầy")
	e.refused(t, 1, []string{"qr", "--point", "quay-1"}, "Không có quầy")
	contains(t, e.must(t, "unit", "list"), "1 điểm tiếp nhận")
	contains(t, e.must(t, "point", "add", "--code", "quay-3", "--name", "Quầy 3"), "Điểm tiếp nhận 3")
	contains(t, e.must(t, "point", "add", "--code", "quay-1", "--name", "Quầy 1 mới"), "Điểm tiếp nhận 1: Quầy 1 mới")
	e.must(t, "screen", "add", "--point", "quay-3")
	e.refused(t, 1, []string{"point", "remove", "--point", "quay-3"}, "Quầy 3 đang có màn hình số 1")
}

// Changing one thing of a unit leaves the rest as it was.
func TestUnitIsChanged(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	e.must(t, "unit", "add", "--code", "long-dien", "--center", "Trung tâm Phục vụ hành chính công xã", "--retention-months", "36")
	contains(t, e.must(t, "unit", "list"), "long-dien\txã Long Điền\t2 điểm tiếp nhận")
	for _, wrong := range [][]string{{"--digest-hour", "24"}, {"--digest-hour", "0"}, {"--retention-months", "0"}, {"--retention-months", "-1"}} {
		e.refused(t, 2, append([]string{"unit", "add", "--code", "long-dien"}, wrong...), wrong[0])
	}
	e.must(t, "unit", "add", "--code", "long-dien", "--province", "Đồng Nai", "--reception", "Thứ năm hằng tuần", "--portal-url", "https://dichvucong.example.vn",
		"--online", "a", "--post", "b", "--proxy", "c", "--payment", "d", "--complaint", "e")
	contains(t, e.serve(t).page("/quyen-rieng-tu"), "Lưu 36 tháng", "xin gọi 0254 3000 000", "Văn phòng HĐND và UBND xã")
}

func TestPoints(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	want := "1\tquay-1\tQuầy 1 – Hộ tịch\n2\tquay-2\tQuầy 2 – Đất đai\n"
	if got := e.must(t, "point", "list"); got != want {
		t.Errorf("%q", got)
	}
	contains(t, e.must(t, "point", "add", "--code", "quay-2", "--name", "Quầy 2 – Nhà đất"), "Điểm tiếp nhận 2: Quầy 2 – Nhà đất")
	contains(t, e.must(t, "point", "add", "--code", "quay-3", "--name", "Quầy 3"), "Điểm tiếp nhận 3:")
	e.refused(t, 1, []string{"point", "add", "--code", "Quầy", "--name", "x"}, "Quầy cần --code")
	e.refused(t, 1, []string{"point", "add", "--code", "quay-4"}, "cần --name")
	if got := e.must(t, "point", "list"); strings.Count(got, "\n") != 3 {
		t.Errorf("%q", got)
	}
}

// readQR reads the output of "motcua qr" strictly.
func readQR(t testing.TB, out string) qrOutput {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	var q qrOutput
	check(t, d.Decode(&q))
	return q
}

var payloadAlphabet = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func TestQR(t *testing.T) {
	t.Parallel()
	e := newUnit(t).with("MOTCUA_PUBLIC_URL", "https://motcua.xa.vn/")
	seen := map[string]bool{}
	for _, point := range []string{"", "1", "quay-2", "quay 1 ho tich"} {
		for _, slip := range []string{"", "tiep-nhan", "bo-sung", "tu-choi", "tra-ket-qua"} {
			q := readQR(t, e.must(t, "qr", "--point", point, "--slip", slip))
			if !payloadAlphabet.MatchString(q.Payload) || q.Links["web"] != "https://motcua.xa.vn/s/"+q.Payload || q.Unit != "long-dien" || q.Slip != slip || q.Demo {
				t.Errorf("%+v", q)
			}
			seen[q.Payload] = true
		}
	}
	if len(seen) != 3*5 { // "1" and "quay 1 ho tich" are the same point
		t.Errorf("%d payloads", len(seen))
	}
	e.refused(t, 1, []string{"qr", "--point", "quay-9"}, "quay-9", "quay-1", "quay-2")
	e.refused(t, 1, []string{"qr", "--slip", "phieu"}, "phieu", "tiep-nhan, bo-sung, tu-choi, tra-ket-qua")
	e.refused(t, 1, []string{"qr", "--unit", "x"}, `Không có đơn vị "x"`)
}

func TestQRPicture(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	file := filepath.Join(t.TempDir(), "qr.png")
	if q := readQR(t, e.must(t, "qr", "--point", "1", "--png", file)); q.PNG != file {
		t.Errorf("%+v", q)
	}
	f, err := os.Open(file)
	check(t, err)
	defer f.Close()
	picture, err := png.Decode(f)
	check(t, err)
	if b := picture.Bounds(); b.Dx() != pngSize || b.Dy() != pngSize {
		t.Errorf("picture of %v", b)
	}
	e.refused(t, 1, []string{"qr", "--png", filepath.Join(file, "no", "folder.png")}, "no/folder.png")
}

// A new link makes the old one worthless at once, also in a service that runs.
func TestRoom(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	s := e.serve(t)
	first := roomLink.FindString(e.must(t, "room"))
	contains(t, s.page(first), "Báo cáo cho lãnh đạo", "UBND xã Long Điền")
	second := roomLink.FindString(e.must(t, "room", "--unit", "long-dien"))
	if first == second {
		t.Fatal("the same link again")
	}
	if status, body := s.get(first); status != http.StatusNotFound || strings.Contains(body, "Long Điền") {
		t.Errorf("the old link: %d\n%s", status, body)
	}
	contains(t, s.page(second), "Báo cáo cho lãnh đạo")
	if status, _ := s.get("/lanh-dao"); status != http.StatusNotFound {
		t.Errorf("the demo's room is there without the demo: %d", status)
	}
}

// Demo and real installation never share a database, whichever came first.
func TestKindsAreNotMixed(t *testing.T) {
	t.Parallel()
	demo := newEnv(t)
	demo.serve(t, "--demo").stop()
	real := newUnit(t)
	real.serve(t).stop()

	mixed := "đơn vị mẫu và đơn vị thật không bao giờ chung cơ sở dữ liệu"
	demo.refused(t, 1, []string{"serve"}, "holds the demo, not a real installation", mixed, "DATABASE_URL riêng")
	real.refused(t, 1, []string{"serve", "--demo"}, "holds a real installation, not the demo", mixed)
	demo.refused(t, 1, []string{"unit", "add", "--code", "a", "--name", "xã A"}, "demo")
	for _, args := range [][]string{{"unit", "list"}, {"point", "list"}, {"qr"}, {"room"}, {"doctor"}, {"digest", "--period", "2026-10", "--out", t.TempDir()}} {
		r := real.call(t, append(args, "--demo")...)
		if r.status != 1 || !strings.Contains(r.out+r.err, "holds a real installation") {
			t.Errorf("%v --demo in a real installation: status %d\n%s%s", args, r.status, r.out, r.err)
		}
	}
	if got := demo.must(t, "unit", "list"); strings.Count(got, "\n") != 1 || !strings.Contains(got, "mau-tam-phuoc") {
		t.Errorf("the demo's units: %s", got)
	}
	if got := real.must(t, "unit", "list"); strings.Count(got, "\n") != 1 || !strings.Contains(got, "long-dien") {
		t.Errorf("the real units: %s", got)
	}
}

// Looking at an empty database does not decide what it becomes.
func TestLookingDecidesNothing(t *testing.T) {
	t.Parallel()
	e := newEnv(t)
	e.must(t, "migrate")
	e.must(t, "unit", "list")
	contains(t, e.must(t, "doctor"), "chưa phục vụ lần nào", "chưa có đơn vị nào")
	e.serve(t, "--demo").stop()
	contains(t, e.must(t, "doctor"), "đây là bản mẫu")

	// What was served from the data directory says nothing about a database elsewhere.
	real := newUnit(t)
	check(t, os.WriteFile(filepath.Join(real["MOTCUA_DATA"], "served"), []byte("motcua_demo\n"), 0o644))
	contains(t, real.must(t, "unit", "list"), "long-dien")
}

// In a data directory both kinds live side by side; commands follow the one that was served last.
func TestKindsInADataDirectory(t *testing.T) {
	t.Parallel()
	e := env{"MOTCUA_DATA": pgtest.DataDir(t), "MOTCUA_ADDR": "127.0.0.1:0"}
	e.serve(t, "--demo").stop()
	contains(t, e.must(t, "unit", "list"), "mau-tam-phuoc")
	e.refused(t, 1, []string{"unit", "add", "--code", "a", "--name", "xã A"}, "vừa phục vụ bản mẫu", "motcua serve")
	s := e.serve(t)
	contains(t, s.out.String(), "motcua unit add")
	if got := e.must(t, "unit", "list"); got != "" {
		t.Errorf("the real installation lists %q", got)
	}
	e.must(t, "unit", "add", "--code", "a", "--name", "xã A")
	contains(t, e.must(t, "unit", "list"), "a\txã A")
	contains(t, e.must(t, "unit", "list", "--demo"), "mau-tam-phuoc")
	s.stop()
}

func TestTextsFlagReplacesWhatWasStored(t *testing.T) {
	u := org.Unit{Settings: org.Settings{To: []string{"cũ"}, CC: []string{"giữ"}}}
	read := func(args ...string) error {
		f := newFlags(command{}, args)
		unitFlags(f, &u)
		_, err := f.read(words{})
		return err
	}
	check(t, read("--to", "UBND tỉnh", "--to", " Sở Nội vụ ", "--sign-as", "PHÓ CHỦ TỊCH"))
	if !slices.Equal(u.Settings.To, []string{"UBND tỉnh", "Sở Nội vụ"}) || !slices.Equal(u.Settings.CC, []string{"giữ"}) || u.Settings.SignAs != "PHÓ CHỦ TỊCH" {
		t.Errorf("settings are %q, %q, %q", u.Settings.To, u.Settings.CC, u.Settings.SignAs)
	}
	if err := read("--to", ""); err != nil || len(u.Settings.To) != 0 {
		t.Errorf("an empty text leaves %q, %v", u.Settings.To, err)
	}
}
