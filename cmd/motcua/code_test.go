package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"motcua/org"
)

func TestCode(t *testing.T) {
	t.Parallel()
	e := newUnit(t).with("MOTCUA_PUBLIC_URL", "https://motcua.long-dien.vn")
	sheet := filepath.Join(t.TempDir(), "to-ma.html")
	out := e.must(t, "code", "--slip", "tra-ket-qua", "-n", "3", "--sheet", sheet)
	contains(t, out, "Tờ mã số 1 của xã Long Điền", "3 mã", "Trả kết quả", "/s/", sheet)
	codes := regexp.MustCompile(`(?m)^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`).FindAllString(out, -1)
	if len(codes) != 3 {
		t.Fatalf("codes %q", codes)
	}
	page, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(page), append(codes, "UBND xã Long Điền", "Dùng một lần", "A4")...)
	if n := strings.Count(string(page), "<svg"); n != 3 || strings.Contains(string(page), "http-equiv") || strings.Contains(string(page), "src=") {
		t.Errorf("%d pictures, or something from elsewhere", n)
	}
	if info, err := os.Stat(sheet); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may read the sheet: %v (%v)", info.Mode(), err)
	}
	var o codeOutput
	if err := json.Unmarshal([]byte(e.must(t, "code", "give", "-n", "2", "--json")), &o); err != nil || o.Sheet != 2 || len(o.Codes) != 2 {
		t.Fatalf("%+v (%v)", o, err)
	}
	for _, c := range o.Codes {
		code, _, ok := org.ParseVisitCode(c.Code)
		if !ok || !strings.HasSuffix(c.Links["web"], "/s/"+code) {
			t.Errorf("%+v", c)
		}
	}
	// The same sentence whether a code was open or not: who asks again and again must not learn when it was used.
	first := e.must(t, "code", "revoke", codes[0])
	contains(t, first, "Mã "+codes[0]+" từ nay không dùng được.")
	if again := e.must(t, "code", "revoke", strings.ToLower(strings.ReplaceAll(codes[0], "-", ""))); again != first {
		t.Errorf("asked again it says %q", again)
	}
	contains(t, e.must(t, "code", "revoke", "--sheet", "1"), "tờ số 1")
	contains(t, e.must(t, "code", "list"), "chưa có mã lượt nào", "hôm nay chưa qua")
	if list := e.must(t, "code", "list", "--json"); strings.TrimSpace(list) != "[]" {
		t.Errorf("of the present day it lists %s", list)
	}
}

func TestCodeRefused(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	for _, c := range []struct {
		status int
		args   string
		says   string
	}{
		{2, "", "-n từ 1 đến 1000"},
		{2, "-n 1001", "-n từ 1 đến 1000"},
		{2, "-n 5 --days 0", "từ 1 đến 180 ngày"},
		{1, "-n 5 --point 9", "Không có quầy"},
		{1, "-n 5 --slip hoa-don", "Không có loại giấy hẹn"},
		{2, "revoke", "Xin ghi các mã cần hủy"},
		{2, "revoke 7KQ4-M2PT-VC8H", "Xin xem lại từng chữ"},
		{1, "revoke --sheet 7", "không có tờ mã số 7"},
		{2, "list --days 0", "ít nhất 1 ngày"},
	} {
		e.refused(t, c.status, append([]string{"code"}, strings.Fields(c.args)...), c.says)
	}
}
