package vntext

import "strings"

// Retype repairs one folded word that was typed in Telex or VNI with the keyboard's Vietnamese switched off: "ddawng"
// and "dang1" are both "dang". Words without such traces come back as they are. It guesses: ask a vocabulary whether
// the result is better than the word.
func Retype(word string) string {
	if strings.ContainsAny(word, "0123456789") {
		return dropDigits(word)
	}
	return dropTelex(word)
}

// dropDigits undoes VNI, where digits after letters are the marks. Words that are mostly digits are numbers or codes.
func dropDigits(word string) string {
	letters := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, word)
	if len(letters) < 2 || len(word)-len(letters) > 3 || word[0] < 'a' {
		return word
	}
	return letters
}

// telexVowels are doubled letters and letters with w that stand for one letter with a mark.
var telexVowels = strings.NewReplacer("dd", "d", "aa", "a", "ee", "e", "oo", "o", "aw", "a", "ow", "o", "uw", "u", "w", "u")

// dropTelex undoes Telex: the mark letters, then a tone letter after the vowels.
func dropTelex(word string) string {
	w := dropTone(telexVowels.Replace(word))
	if len(w) < 2 {
		return word
	}
	return w
}

// dropTone removes one tone letter (s, f, r, x, j) behind the first vowel. No Vietnamese syllable has these letters
// there.
func dropTone(w string) string {
	vowel := strings.IndexAny(w, "aeiouy")
	if vowel < 0 {
		return w
	}
	if i := strings.LastIndexAny(w, "sfrxj"); i > vowel {
		return w[:i] + w[i+1:]
	}
	return w
}
