package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"motcua/internal/vntext"
)

// recognise finds the format of a file by its content, and decodes it when it is text.
func recognise(name string, data []byte) (Format, string, error) {
	switch {
	case len(data) == 0:
		return "", "", refuse(wordEmpty)
	case len(data) > maxBytes:
		return "", "", refuse(wordTooLarge(len(data)))
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		f, err := recogniseArchive(data)
		return f, "", err
	}
	if why := foreign(name, data); why != "" {
		return "", "", refuse(why)
	}
	text, err := decodeText(data)
	if err != nil {
		return "", "", err
	}
	f, err := recogniseText(text)
	return f, text, err
}

// foreign says what to do with a file of a kind that is not read; "" when it is none of them.
func foreign(name string, data []byte) string {
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return oldOffice(name, data)
	case bytes.HasPrefix(head, []byte("%PDF")):
		return wordPDF
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return wordRTF
	case bytes.HasPrefix(head, []byte("MIME-Version:")):
		return wordHTML
	case isMarkup(head):
		return wordHTML
	}
	if n := bytes.Count(head, []byte{0}); n > len(head)/2 && !bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return wordNotADocument
	}
	return ""
}

// isMarkup tells whether a file begins like a web page or XML: programs save those under the names .doc and .xls.
func isMarkup(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) < 2 || head[0] != '<' {
		return false
	}
	return head[1] == '!' || head[1] == '?' || head[1] >= 'a' && head[1] <= 'z' || head[1] >= 'A' && head[1] <= 'Z'
}

// oldOffice says what to do with a file of the binary formats before 2007, which also wrap files with a password.
func oldOffice(name string, data []byte) string {
	wide := func(s string) []byte {
		b := make([]byte, 0, 2*len(s))
		for i := range len(s) {
			b = append(b, s[i], 0)
		}
		return b
	}
	name = strings.ToLower(name)
	switch {
	case bytes.Contains(data, wide("EncryptedPackage")):
		return wordPassword
	case bytes.Contains(data, wide("WordDocument")):
		return wordOldWord
	case bytes.Contains(data, wide("Workbook")), strings.HasSuffix(name, ".xls"):
		return wordOldExcel
	case strings.HasSuffix(name, ".doc"):
		return wordOldWord
	default:
		return wordOldOffice
	}
}

// recogniseText tells JSON, YAML and a table from one another. JSON and JSONL are told apart when they are read.
func recogniseText(text string) (Format, error) {
	start := strings.TrimLeft(text, " \t\r\n")
	switch {
	case start == "":
		return "", refuse(wordEmpty)
	case start[0] == '{', start[0] == '[':
		return JSON, nil
	}
	for line := range strings.Lines(firstPart(start)) {
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "#"):
		case namesField(line):
			return YAML, nil
		case isTableHead(line):
			return CSV, nil
		}
	}
	return "", refuse(wordUnknownFormat)
}

// namesField tells whether a line names a field the way YAML does.
func namesField(line string) bool {
	name, _, ok := strings.Cut(strings.TrimLeft(strings.TrimSpace(line), "- "), ":")
	if !ok {
		return false
	}
	name = strings.Trim(name, `"' `)
	_, known := labelPart(name)
	return known || isListName(name)
}

// isTableHead tells whether a line is the header of a table.
func isTableHead(line string) bool {
	d := delimiterOf(line)
	return d != 0 && isHeader(splitLine(line, d))
}

// firstPart is enough of a text to know it by, at most 16 KB.
func firstPart(text string) string {
	const enough = 16 << 10
	if len(text) <= enough {
		return text
	}
	cut := enough
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut]
}

// delimiterOf is the character that divides the cells of a header; 0 when there is none.
func delimiterOf(line string) rune {
	best, most := rune(0), 0
	for _, d := range []rune{'\t', ';', ','} {
		known := 0
		for _, cell := range splitLine(line, d) {
			if _, ok := columnOf(cell); ok {
				known++
			}
		}
		if known > most {
			best, most = d, known
		}
	}
	return best
}

// splitLine divides the line of a header. Quotation marks are taken off; a divider between them does not divide.
func splitLine(line string, delimiter rune) []string {
	quoted := false
	cells := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == delimiter && !quoted
	})
	for i := range cells {
		cells[i] = strings.Trim(strings.TrimSpace(cells[i]), `"`)
	}
	return cells
}

// baseName is the last part of a path written with either slash.
func baseName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return vntext.Clip(oneLine(name), maxTitle)
}
