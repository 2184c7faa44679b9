package letter_test

import (
	"strings"
	"testing"

	"motcua/report"
	"motcua/report/letter"
)

// TestAnyText puts what people and settings may hold into every place of the letter.
func TestAnyText(t *testing.T) {
	const nasty = "a\x00b <w:p>&amp; ]]> \u202e“ ha\u0301i\n\tlo\u0300ng \xff"
	long := strings.Repeat("Nguyễn", 60) // no space to break at
	in := scenes(t)[0].in
	in.Unit.Name = "xã " + long
	in.Unit.Settings.Issuer, in.Unit.Settings.Superior, in.Unit.Settings.Place = "", nasty, nasty
	in.Unit.Settings.To, in.Unit.Settings.CC = []string{nasty, long}, []string{nasty, long}
	in.Unit.Settings.Bases = []string{nasty, long}
	in.Unit.Settings.Note, in.Unit.Settings.Signer = nasty, nasty
	in.Points[1].Name = long
	in.Misses = []report.Miss{{Text: nasty, N: 14, Wordings: []string{long}}}
	in.Suggestions = []report.Group{{Text: nasty, N: 3, Examples: []string{nasty, long}}}
	for range 40 {
		in.Suggestions = append(in.Suggestions, report.Group{Text: "thêm ghế", N: 1})
	}
	in.Actions = []report.Action{{What: nasty, Who: long, Due: "mai", State: nasty, Done: nasty, Note: nasty}}
	file, _ := draft(t, in) // read fails on what is no XML
	body := plain(read(t, file, "word/document.xml"))
	for _, want := range []string{"“ab <w:p>&amp; ]]> “ hái lòng \ufffd”", long, "Còn 26 nhóm ý kiến khác."} {
		if !strings.Contains(body, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
	for _, never := range []string{"\x00", "\u202e"} {
		if strings.Contains(body, never) {
			t.Errorf("%q came through", never)
		}
	}
}

// TestWithheldStaysWithheld: what Figures does not publish must not be worked out again here.
func TestWithheldStaysWithheld(t *testing.T) {
	in := scenes(t)[0].in
	in.Counts = append(forms(202610, 80, 1, "zalo", "web"), forms(202610, 6, 3, "paper", "phone")...)
	file, f := draft(t, in)
	hidden := 0
	body := plain(read(t, file, "word/document.xml"))
	for _, table := range []report.Table{f.ByChannel, f.ByField} {
		for _, r := range table.Rows {
			if r.Hidden {
				hidden++
				if !strings.Contains(strings.ToLower(body), "| "+strings.ToLower(r.Label)+" | – | – | – | – |") {
					t.Errorf("%s is not withheld", r.Label)
				}
			}
		}
	}
	if hidden == 0 {
		t.Fatal("nothing is withheld in this scene")
	}
	if !strings.Contains(body, "Dấu “–”: không nêu riêng") {
		t.Error("the dash is not explained")
	}
}

func TestBrokenPicture(t *testing.T) {
	in := scenes(t)[0].in
	_, err := letter.Draft(report.Build(in), letter.For(in.Unit), letter.Charts{Figures: []byte("no picture")})
	if err == nil || !strings.Contains(err.Error(), "letter of long-dien") {
		t.Errorf("a broken picture: %v", err)
	}
}
