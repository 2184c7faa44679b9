package main

import (
	"net/http"
	"strings"
	"testing"
)

// A screen is made, listed and revoked on the command line, beside the running service.
func TestScreenCommand(t *testing.T) {
	t.Parallel()
	e := newEnv(t).with("MOTCUA_PUBLIC_URL", "https://"+screenHost)
	s := e.serve(t, "--demo")
	out := e.must(t, "screen", "--point", "quay-1", "--slip", "tra ket qua", "--kiosk")
	contains(t, out, "Màn hình số 1 của UBND xã Tam Phước", "Quầy 1 – Hộ tịch, chứng thực · Trả kết quả", "https://"+screenHost+"/quay/", "chế độ một trang (kiosk)")
	lacks(t, out, "Lưu ý")
	link := "/quay/" + strings.Fields(strings.SplitAfter(out, "/quay/")[1])[0]
	contains(t, s.page(link), "UBND xã Tam Phước", "Không có điện thoại? Bấm vào đây")
	out = e.must(t, "screen", "add")
	contains(t, out, "Màn hình số 2", "không theo quầy")
	lacks(t, out, "kiosk")
	contains(t, e.must(t, "screen", "list"), "1\tQuầy 1 – Hộ tịch, chứng thực · Trả kết quả\tkiosk\tđang dùng\n", "2\tkhông theo quầy\tmàn hình\tđang dùng\n")
	contains(t, e.must(t, "screen", "revoke", "1"), "Đã thu hồi màn hình số 1.")
	if status, _ := s.get(link); status != http.StatusNotFound {
		t.Errorf("a revoked link: %d", status)
	}
	contains(t, e.must(t, "screen", "list"), "kiosk\tđã thu hồi ngày ")
	e.refused(t, 1, []string{"screen", "revoke", "1"}, "Không có màn hình số 1 đang dùng")
	e.refused(t, 1, []string{"screen", "revoke", "x"}, `"x" không phải số của màn hình`)
	e.refused(t, 1, []string{"screen", "--point", "quay-77"}, "quay-77")
	e.refused(t, 1, []string{"screen", "--slip", "khong-co"}, "khong-co")
}

// Where nobody outside can open the address, whoever makes a screen is told, and doctor says so as long as there is one.
func TestScreenWithoutAddress(t *testing.T) {
	t.Parallel()
	e := newEnv(t)
	s := e.serve(t, "--demo")
	lacks(t, e.call(t, "doctor").out, "màn hình")
	contains(t, e.call(t, "screen").err, "Lưu ý: điện thoại của người dân có thể không mở được http://127.0.0.1:0")
	for address, says := range map[string]string{
		"":                            "HỎNG  màn hình tại quầy: 1 đang dùng mà chưa có địa chỉ công khai",
		"http://localhost:8080":       "HỎNG  màn hình tại quầy: 1 đang dùng mà điện thoại không mở được http://localhost:8080",
		"http://192.168.1.10:8080":    "lưu ý màn hình tại quầy: 1 đang dùng, nhưng chỉ điện thoại cùng mạng",
		"https://motcua.long-dien.vn": "đạt   màn hình tại quầy: 1 đang dùng, mã dẫn tới https://motcua.long-dien.vn",
	} {
		contains(t, e.with("MOTCUA_PUBLIC_URL", address).call(t, "doctor").out, says)
	}
	e.must(t, "screen", "revoke", "1")
	lacks(t, e.call(t, "doctor").out, "màn hình")
	s.stop()
}
