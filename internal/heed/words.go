package heed

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"motcua/internal/vntext"
)

// heardWord is one word of a text or of a way to say something: its plain letters, and the marks on them in an order of their own.
// Where in the word a mark stands is a matter of taste (hòa, hoà), so it is not kept.
type heardWord struct {
	letters string
	marks   string
	marked  bool     // it stands in a text written with marks
	maybe   []string // what it may be with one slip of a finger, when it is no word
}

// The sign for the bar of đ among the marks, and the one for hỏi and ngã, which the South speaks alike and writes for one another.
const (
	bar  = 'đ'
	hook = '\u0309'
)

// wordsOf cuts a text into words as they stand in it.
func wordsOf(text string) []heardWord {
	var out []heardWord
	fields := strings.FieldsFunc(strings.ToLower(norm.NFC.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	for _, field := range fields {
		if w := wordOf(field); w.letters != "" {
			out = append(out, w)
		}
	}
	return out
}

func wordOf(field string) heardWord {
	var marks []rune
	for _, r := range norm.NFD.String(field) {
		switch {
		case r == '\u0303':
			marks = append(marks, hook)
		case unicode.IsMark(r):
			marks = append(marks, r)
		case r == 'đ':
			marks = append(marks, bar)
		}
	}
	slices.Sort(marks)
	return heardWord{letters: strings.ReplaceAll(vntext.Fold(field), " ", ""), marks: string(marks)}
}

// means reports whether a word that was typed can be the word meant: the same letters, and no mark that the word meant does not
// have; "chạy" is not "cháy". Marks left out say nothing. What stands beside a word does not tell "nên" from "nện" when it is all
// the phrase there is, so such a word has its marks in a text written with marks, and all of them or none in another.
func (typed heardWord) means(meant heardWord, alone bool) bool {
	if slices.Contains(typed.maybe, meant.letters) {
		return true
	}
	if typed.letters != meant.letters {
		return false
	}
	if alone {
		same := strings.Trim(typed.marks, string(bar)) == strings.Trim(meant.marks, string(bar))
		return same || (typed.marks == "" && !typed.marked)
	}
	for _, mark := range typed.marks {
		if strings.Count(typed.marks, string(mark)) > strings.Count(meant.marks, string(mark)) {
			return false
		}
	}
	return true
}

// read cuts a text into words and repairs those that are none: Telex or VNI left switched off, a letter held down, a space
// forgotten, one letter wrong.
func (b *book) read(text string) []heardWord {
	var out []heardWord
	bare := 0
	for _, w := range wordsOf(text) {
		out = append(out, b.repair(w)...)
		if w.marks == "" {
			bare++
		}
	}
	marked := 2*bare < len(out) // of the words of a Vietnamese text, a third have none
	for i := range out {
		out[i].marked = marked
	}
	return out
}

// repaired is how many letters a repaired word must have: less of a text nobody can read is a chance.
const repaired = 2

func (b *book) repair(w heardWord) []heardWord {
	known := func(s string) bool { return b.vocabulary[s] || vntext.IsSyllable(s) }
	if known(w.letters) || strings.Trim(w.letters, "0123456789") == "" {
		return []heardWord{w}
	}
	for _, better := range []string{vntext.Retype(w.letters), single(w.letters)} {
		if len(better) >= repaired && known(better) {
			return []heardWord{{letters: better}}
		}
	}
	for i := 2; i < len(w.letters)-1; i++ {
		left, right := w.letters[:i], w.letters[i:]
		if b.vocabulary[left] && b.vocabulary[right] {
			return []heardWord{{letters: left}, {letters: right}}
		}
	}
	if len(w.letters) >= slipFrom {
		for _, meant := range b.long {
			if oneSlip(w.letters, meant) {
				w.maybe = append(w.maybe, meant)
			}
		}
	}
	return []heardWord{w}
}

// single makes one of letters that follow one another: "cứuuuu".
func single(s string) string {
	return string(slices.Compact([]byte(s)))
}

// oneSlip reports whether a differs from b in one letter that is missing, added, another, or swapped with its neighbour.
func oneSlip(a, b string) bool {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	a, b = a[at:], b[at:]
	switch {
	case len(a) == len(b)+1:
		return a[1:] == b
	case len(b) == len(a)+1:
		return b[1:] == a
	case len(a) != len(b) || len(a) == 0:
		return false
	case a[1:] == b[1:]:
		return true
	}
	return len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}
