package vntext

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestMask(t *testing.T) {
	const m = Masked
	for _, c := range []struct{ name, in, want string }{
		{"personal number", "cccd 001085012345 của tôi", "cccd " + m + " của tôi"},
		{"personal number in groups", "số 001 085 012345 nhé", "số " + m + " nhé"},
		{"old personal number", "cmnd 024123456", "cmnd " + m},
		{"old personal number in threes", "cmnd 273 123 456", "cmnd " + m},
		{"mobile", "gọi 0912345678 giúp", "gọi " + m + " giúp"},
		{"mobile with dots", "gọi 0912.345.678.", "gọi " + m + "."},
		{"mobile with spaces", "gọi 0912 345 678 giúp", "gọi " + m + " giúp"},
		{"mobile with dashes", "0912-345-678", m},
		{"mixed separators", "0912.345 678", m},
		{"digits spelled out", "0 9 1 2 3 4 5 6 7 8", m},
		{"country code", "+84 912 345 678", m},
		{"country code and zero", "+84 (0) 912 345 678", m},
		{"country code with zeros", "0084 912345678", m},
		{"country code without plus", "84912345678", m},
		{"land line", "(0254) 3862 111", "(" + m},
		{"full width", "số ０９１２３４５６７８", "số " + m},
		{"two numbers", "0912345678, 0987654321", m + ", " + m},
		{"e-mail", "thư: nguyen.van-a@example.com.vn nhé", "thư: " + m + " nhé"},
		{"bank account", "stk 19031234567890", "stk " + m},
		{"amount without unit, too long to be safe", "1.250.000.000", m},

		{"procedure code", "mã 1.001193 cần gì", "mã 1.001193 cần gì"},
		{"procedure code of an agency", "1.001193.000.00.00.H41", "1.001193.000.00.00.H41"},
		{"amount", "lệ phí 8.000 đồng", "lệ phí 8.000 đồng"},
		{"amounts in a row", "8.000 15.000 20.000 đồng", "8.000 15.000 20.000 đồng"},
		{"large amount", "đất giá 1.250.000.000 đồng", "đất giá 1.250.000.000 đồng"},
		{"amount in short", "1.250.000đ", "1.250.000đ"},
		{"date", "ngày 01/11/2026", "ngày 01/11/2026"},
		{"date with dots and hour", "01.11.2026 10 giờ", "01.11.2026 10 giờ"},
		{"date with dashes", "01-11-2026 08 30", "01-11-2026 08 30"},
		{"document number", "123/2015/NĐ-CP và 66.7/2025/NQ-CP", "123/2015/NĐ-CP và 66.7/2025/NQ-CP"},
		{"years", "2023 2024 2025", "2023 2024 2025"},
		{"words", "con 14 tuổi, 3 bản", "con 14 tuổi, 3 bản"},
		{"empty", "", ""},
		{"not UTF-8", "a\xffb", "a�b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Mask(c.in); got != c.want {
				t.Errorf("Mask(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{
		"gọi +84 (0) 912.345-678 hoặc a@b.c", "1.001193.000.00.00.H41", "8.000 15.000đ", "０９１２", "01.11.2026 10",
		"\xff123456789", "123 456 789 012", "1.250.000.000 đồng", "٠١٢٣٤٥٦٧٨٩",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Mask(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Mask(%q) = %q is not UTF-8", s, got)
		}
		if again := Mask(got); again != got {
			t.Fatalf("Mask(%q) = %q, masked again %q", s, got, again)
		}
		run := 0
		for _, r := range got {
			if !unicode.IsDigit(r) {
				run = 0
				continue
			}
			if run++; run >= 9 {
				t.Fatalf("Mask(%q) = %q keeps nine digits in a row", s, got)
			}
		}
	})
}
