package survey_test

import (
	"testing"

	"motcua/survey"
)

// A code must be read however a telephone sends it.
func TestParseReceiptAsTyped(t *testing.T) {
	t.Parallel()
	const want = "7KQ4M2PTVC"
	for _, text := range []string{
		"7KQ4M-2PTVC", "7kq4m2ptvc", "7KQ4M 2PTVC", "7KQ4M\u00a02PTVC", "7KQ4M\u20112PTVC", "7KQ4M–2PTVC", " 7 K Q 4 M 2 P T V C ", "７ＫＱ４Ｍ－２ＰＴＶＣ",
		"“7KQ4M-2PTVC”", "'7kq4m2ptvc'", "(7KQ4M-2PTVC)", "[7KQ4M-2PTVC].", "mã 7KQ4M-2PTVC", "mã phiếu: 7KQ4M-2PTVC", "Mã phiếu của tôi là 7kq4m 2ptvc ạ",
		"MÃ: 7KQ4M_2PTVC", "7KQ4M.2PTVC", "*7KQ4M-2PTVC*", "phiếu số 7KQ4M-2PTVC", "7ḰQ4Ḿ-2ṔTVC",
	} {
		if got, ok := survey.ParseReceipt(text); !ok || got != want {
			t.Errorf("%q is %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "7KQ4M", "7KQ4M-2PTVCC", "7KQ4M-2PTVA", "7KQ4M+2PTVC", "7KQ4M-2PTVC 7KQ4M-2PTVC", "mã phiếu", "0903123456", "😀7KQ4M2PTVC"} {
		if got, ok := survey.ParseReceipt(text); ok {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	if _, ok := survey.LoneReceipt("2345678923"); ok {
		t.Error("a number is taken for a code")
	}
}
