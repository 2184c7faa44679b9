package survey

import (
	"slices"

	"motcua/internal/vntext"
)

// The words Match knows, folded, in the groups it needs.

// withoutCourtesies drops polite and joining words that carry no choice.
func withoutCourtesies(words []string) []string {
	words = slices.Clone(words)
	for _, phrase := range [][]string{{"cam", "on"}, {"cam", "thay"}, {"noi", "chung"}, {"nhin", "chung"}} {
		for at := index(words, phrase); at >= 0; at = index(words, phrase) {
			words = slices.Delete(words, at, at+len(phrase))
		}
	}
	return slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "a", "da", "vang", "nhe", "nha", "ah", "oi", "toi", "em", "minh", "thi", "la", "xin":
			return true
		}
		return false
	})
}

// numberFrame tells words that may stand around a number: "chọn số 4", "4 sao".
func numberFrame(w string) bool {
	switch w {
	case "chon", "muc", "so", "cau", "dap", "an", "diem", "sao":
		return true
	}
	return false
}

// harmless tells words that change nothing about the degree they stand beside: how much, how we say it,
// who it is about.
func harmless(w string) bool {
	switch w {
	case "rat", "qua", "lam", "that", "thuc", "su", "cuc", "ky", "ki", "vo", "cung", "luon", "roi", "thoi", "day", "do", "chu",
		"ca", "di", "ghe", "nhieu", "lan", "nay", "voi", "thay", "co", "can", "bo", "anh", "bac", "ong", "ba", "chau", "chon", "muc":
		return true
	}
	return false
}

// negation tells words that take back what they stand beside, also when they were typed in Telex or VNI
// with the keyboard's Vietnamese switched off ("khoong", "chu7a").
func negation(w string) bool {
	return negates(w) || negates(vntext.Retype(w))
}

func negates(w string) bool {
	switch w {
	case "khong", "ko", "k", "kg", "kh", "k0", "hong", "hok", "hk", "hem", "khum", "chua", "chang", "cha", "dau", "it", "thieu", "bot",
		"het", "kho", "deo", "dech", "gi":
		return true
	}
	return false
}
