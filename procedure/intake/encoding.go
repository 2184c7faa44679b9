package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// decodeText makes UTF-8 without a mark of a file that is UTF-8 or says that it is UTF-16. Anything else is refused
// with the first line that shows it: half the letters of a guess would be wrong, and nobody would see it.
func decodeText(data []byte) (string, error) {
	var text string
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		out, err := xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", refuse(wordBadUTF16)
		}
		text = string(out)
	default:
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		if at := firstInvalid(data); at >= 0 {
			line, _, _ := bytes.Cut(data[1+bytes.LastIndexByte(data[:at], '\n'):], []byte("\n"))
			return "", refuseAt(wordLine(1+bytes.Count(data[:at], []byte("\n"))), wordEncoding(guessEncoding(line)))
		}
		text = string(data)
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return "", refuseAt(wordLine(1+strings.Count(text[:at], "\n")), wordNUL)
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		if isGarbled(line) {
			return "", refuseAt(wordLine(n), wordGarbled(line))
		}
	}
	return text, nil
}

// firstInvalid is where data stops being UTF-8; -1 when it does not.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// guessEncoding names the encoding that a line which is not UTF-8 was probably saved in.
func guessEncoding(line []byte) string {
	if bytes.Count(line, []byte{0}) > len(line)/4 {
		return wordEncodingUTF16
	}
	sample, err := charmap.Windows1258.NewDecoder().Bytes(line[:min(len(line), 64<<10)])
	if err != nil {
		return wordEncodingOther
	}
	good, bad := 0, 0
	for _, r := range norm.NFC.String(string(sample)) {
		switch {
		case isVietnameseOnly(r):
			good++
		case r >= utf8.RuneSelf && !isVietnameseLetter(r):
			bad++
		}
	}
	if good > 2*bad {
		return wordEncoding1258
	}
	return wordEncodingOther
}

// isGarbled tells whether a line was written for one of the old Vietnamese fonts (TCVN3, VNI), or was read in a wrong
// encoding on its way: its letters are then letters of other languages and signs between letters, and none of those that
// nearly every Vietnamese line has (ạ, ế, ư, đ, …).
func isGarbled(line string) bool {
	if !strings.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return false
	}
	line = norm.NFC.String(line)
	strange, before := 0, ' '
	for rest := line; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		after, _ := utf8.DecodeRuneInString(rest)
		switch {
		case isVietnameseOnly(r):
			return false
		case r == utf8.RuneError:
			strange += 2
		case r < utf8.RuneSelf:
		case r < 0x250 && unicode.IsLetter(r) && !isVietnameseLetter(r) && r != 'ª' && r != 'º':
			strange++
		case isSign(r) && (unicode.IsLetter(after) || isSign(after)) && !unicode.IsDigit(before):
			strange++
		}
		before = r
	}
	return strange >= 2
}

// isSign tells whether r is one of the signs that old fonts show as letters, apart from the degree and the
// small numbers of square metres.
func isSign(r rune) bool {
	return r >= '¡' && r <= '¿' && r != '°' && r != '²' && r != '³' || r == '×' || r == '÷'
}

// isVietnameseOnly tells whether r is a letter hardly any other language has.
func isVietnameseOnly(r rune) bool {
	switch r {
	case 'đ', 'Đ', 'ă', 'Ă', 'ơ', 'Ơ', 'ư', 'Ư', 'ĩ', 'Ĩ', 'ũ', 'Ũ':
		return true
	}
	return r >= 0x1ea0 && r <= 0x1ef9
}

// isVietnameseLetter tells whether r, not ASCII, is used in Vietnamese.
func isVietnameseLetter(r rune) bool {
	return isVietnameseOnly(r) || strings.ContainsRune("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ", r)
}
