package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Every command that prints an address says when nobody outside can open it, beside what it prints and not in it; a sheet for the
// printer is refused before a code is given out. Doctor names the codes that are out.
func TestAddressNobodyOpens(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	dir := t.TempDir()
	const warning = "Lưu ý: điện thoại của người dân có thể không mở được http://127.0.0.1"
	says := func(e env, args ...string) {
		t.Helper()
		r := e.call(t, args...)
		contains(t, r.err, warning)
		lacks(t, r.out, "Lưu ý")
		if r.status != 0 {
			t.Errorf("%v: status %d: %s", args, r.status, r.err)
		}
	}
	says(e, "room")
	says(e, "screen")
	says(e, "qr", "--png", filepath.Join(dir, "qr.png"))
	readQR(t, e.call(t, "qr").out)
	lacks(t, e.call(t, "doctor").out, "mã lượt đã phát")
	sheet := filepath.Join(dir, "to-ma.html")
	e.refused(t, 1, []string{"code", "-n", "3", "--sheet", sheet}, "Chưa ghi tờ mã", "MOTCUA_PUBLIC_URL")
	if _, err := os.Stat(sheet); err == nil {
		t.Error("the sheet was written")
	}
	lacks(t, e.call(t, "doctor").out, "mã lượt đã phát")
	says(e, "code", "-n", "2")
	contains(t, e.call(t, "doctor").out, "HỎNG  mã lượt đã phát: 2 còn hạn mà chưa có địa chỉ công khai")
	meant := e.with("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8080")
	says(meant, "code", "-n", "3", "--sheet", sheet)
	contains(t, meant.call(t, "doctor").out, "HỎNG  mã lượt đã phát: 5 còn hạn mà điện thoại không mở được http://127.0.0.1:8080")
	public := e.with("MOTCUA_PUBLIC_URL", "https://motcua.long-dien.vn")
	for _, args := range [][]string{{"room"}, {"screen"}, {"qr"}, {"code", "-n", "1"}} {
		lacks(t, public.call(t, args...).err, "Lưu ý")
	}
}
