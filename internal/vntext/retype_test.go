package vntext

import "testing"

func TestRetype(t *testing.T) {
	for in, want := range map[string]string{
		"ddawng": "dang", "kys": "ky", "keets": "ket", "hoon": "hon", "giaays": "giay", "tuwf": "tu", "nhuwowngx": "nhuong",
		"dang1": "dang", "ky1": "ky", "ket61": "ket", "d9at61": "dat", "hon6": "hon",
		"khai": "khai", "sinh": "sinh", "ct07": "ct", "001193": "001193", "h41": "h41", "": "",
	} {
		if got := Retype(in); got != want {
			t.Errorf("Retype(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIsSyllable(t *testing.T) {
	for _, w := range []string{"khai", "sinh", "dang", "nghia", "quyen", "gi", "gia", "giay", "y", "uy", "thuong", "khuyet", "nguoi", "oan"} {
		if !IsSyllable(w) {
			t.Errorf("IsSyllable(%q) = false", w)
		}
	}
	for _, w := range []string{"", "kai", "cinh", "sih", "dangky", "kethon", "vneid", "ct01", "ngheo1", "gha", "thuongg", "w", "1"} {
		if IsSyllable(w) {
			t.Errorf("IsSyllable(%q) = true", w)
		}
	}
}
