package workbook_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// attacks are texts a program could take for something else than a text.
func attacks() []string {
	return []string{
		`=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(A1)`, "\t=1+1", "\r=1+1", "\n=1+1", ` =1+1`, `=HYPERLINK("http://x")`,
		"mã\x00 \x0b \x1f \ufffe hỏng \xff", "đảo \u202e chữ", "_x003D_1+1", "<f>1</f>", "&lt;", `"; DROP`,
	}
}

// attacked is a month in which every text that can be one is an attack.
func attacked(t testing.TB, text string) scene {
	t.Helper()
	s := scenes(t)[0]
	s.visits = s.visits[:60]
	s.in.Counts = counts(s.visits...)
	s.in.Unit.Name, s.in.Unit.Settings.Note = text, text
	s.in.Points = []org.Point{{Unit: 1, ID: 1, Code: "q1", Name: text}, {Unit: 1, ID: 2, Code: "q2", Name: text}}
	questionnaire := *s.in.Questionnaire
	questionnaire.Title = text
	questionnaire.Questions = append([]survey.Question(nil), questionnaire.Questions...)
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		q.Short = text
		q.Options = append([]survey.Option(nil), q.Options...)
		for j := range q.Options {
			q.Options[j].Label = text
		}
	}
	s.in.Questionnaire = &questionnaire
	s.in.Suggestions = []report.Group{{Text: text, N: 2, Examples: []string{text, text}}}
	s.in.Misses = []report.Miss{{Text: text, N: 2, Wordings: []string{text}}}
	s.in.Actions = []report.Action{{Finding: text, What: text, Who: text, Due: text, State: text, Done: text, Note: text}}
	return s
}

// sheet is what is looked at of a worksheet's XML.
type sheet struct {
	Rows []struct {
		Cells []struct {
			Ref     string  `xml:"r,attr"`
			Type    string  `xml:"t,attr"`
			Style   int     `xml:"s,attr"`
			Value   string  `xml:"v"`
			Formula *string `xml:"f"`
			Inline  string  `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

type sharedStrings struct {
	Items []struct {
		Text string `xml:"t"`
	} `xml:"si"`
}

type styleSheet struct {
	Formats []struct {
		Quote bool `xml:"quotePrefix,attr"`
	} `xml:"cellXfs>xf"`
}

func decode[T any](t testing.TB, name, body string) T {
	t.Helper()
	var v T
	if err := xml.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// Whatever citizens and officials write: no cell is calculated, and none becomes a formula when it is edited.
func TestNoFormulas(t *testing.T) {
	quoted := 0
	for i, text := range attacks() {
		all := parts(t, attacked(t, text).book(t))
		strs := decode[sharedStrings](t, "shared strings", all["xl/sharedStrings.xml"])
		styles := decode[styleSheet](t, "styles", all["xl/styles.xml"])
		for name, body := range all {
			wellFormed(t, fmt.Sprintf("attack %d: %s", i, name), body)
			if !strings.HasPrefix(name, "xl/worksheets/sheet") {
				continue
			}
			for _, row := range decode[sheet](t, name, body).Rows {
				for _, c := range row.Cells {
					value := c.Inline
					if c.Type == "s" {
						var at int
						if _, err := fmt.Sscan(c.Value, &at); err != nil {
							t.Fatal(err)
						}
						value = strs.Items[at].Text
					}
					switch {
					case c.Formula != nil || c.Type == "str":
						t.Errorf("%q: %s!%s is calculated", text, name, c.Ref)
					case value != "" && strings.ContainsRune("=+-@\t\r\n ", rune(value[0])):
						quoted++
						if !styles.Formats[c.Style].Quote {
							t.Errorf("%q: %s!%s begins as a formula does and is not marked as quoted: %q", text, name, c.Ref, value)
						}
					}
				}
			}
		}
	}
	if quoted < 50 {
		t.Errorf("only %d cells began as a formula does", quoted)
	}
}

// A text that looks like an escape of the file format is read as it was written, and nothing is in a cell but what can be.
func TestTextsAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"_x003D_1+1 _x003D_x003D_":     "“_ x003D_1+1 _ x003D_ x003D_”",
		"mã\x00 \x0b \x1f \ufffe \xff": "“mã”",
		"đảo \u202e chữ":               "“đảo chữ”",
		"<f>1</f> & \"x\"":             "“<f>1</f> & \"x\"”",
	} {
		if got := suggestion(t, text); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	long := suggestion(t, strings.Repeat("𝒳", 20000)) // each two units of UTF-16, after the quotation mark of one
	if n := len(utf16.Encode([]rune(long))); n != 32767 || !strings.HasPrefix(long, "“𝒳𝒳") || strings.ContainsRune(long, '\ufffd') {
		t.Errorf("a text too long has %d units", n)
	}
}

// suggestion writes one and reads it again.
func suggestion(t testing.TB, text string) string {
	t.Helper()
	s := scenes(t)[0]
	s.in.Suggestions = []report.Group{{Text: text, N: 2}}
	f, err := excelize.OpenReader(bytes.NewReader(s.book(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := f.GetRows("Góp ý")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > 3 && row[0] == "1" {
			return row[1]
		}
	}
	t.Fatal("no suggestion")
	return ""
}
