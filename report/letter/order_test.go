package letter_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// lines are the paragraphs of a cell that say something.
func lines(cell *node) []string {
	var all []string
	for _, p := range cell.all("p") {
		if w := p.words(); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// TestLetterhead: the issuer stands on the left and Quốc hiệu on the right, number and date below them (II.1 to II.4), all in
// a table without lines; the number and the day are left to be filled in.
func TestLetterhead(t *testing.T) {
	_, document, _ := monthly(t)
	head := document.at("body", "tbl")
	if document.at("body").kids[0] != head {
		t.Fatal("the letter does not begin with its head")
	}
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		if head.val("tblPr", "tblBorders", side) != "nil" {
			t.Errorf("the head has a line: %s", side)
		}
	}
	var got []string
	for _, cell := range head.all("tc") {
		got = append(got, strings.Join(lines(cell), " / "))
	}
	blank := strings.Repeat("\u00a0", 6)
	want := []string{
		"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH / ỦY BAN NHÂN DÂN\nXÃ LONG ĐIỀN",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc",
		"Số:" + blank + "/BC-UBND",
		"Long Điền, ngày" + blank + "tháng 11 năm 2026",
	}
	if strings.Join(got, "\n\n") != strings.Join(want, "\n\n") {
		t.Errorf("head\n%q\nwant\n%q", got, want)
	}
}

// TestListsEndAsTheLawSays: each basis with ";", the last with "." (II.6.a); those who receive the letter with ";", first
// "Như trên", last where the copy is kept, with "." (II.9.d); those it is addressed to likewise.
func TestListsEndAsTheLawSays(t *testing.T) {
	_, document, _ := monthly(t)
	by := map[string][]string{}
	for _, p := range document.all("p") {
		style := p.val("pPr", "pStyle")
		by[style] = append(by[style], p.words())
	}
	addressed := append(by["KinhGuiDanhSach"], by["KinhGuiCuoi"]...)
	for what, list := range map[string][]string{"bases": by["CanCu"], "copies": by["NoiNhanDanhSach"], "addressed": addressed} {
		if len(list) < 2 {
			t.Errorf("%s: %q", what, list)
		}
		for i, line := range list {
			end := ";"
			if i == len(list)-1 {
				end = "."
			}
			if !strings.HasSuffix(line, end) || strings.HasSuffix(line, ";;") || strings.HasSuffix(line, "..") {
				t.Errorf("%s: %q must end with %q", what, line, end)
			}
		}
	}
	copies := by["NoiNhanDanhSach"]
	if copies[0] != "- Như trên;" || !strings.HasPrefix(copies[len(copies)-1], "- Lưu: VT, ") {
		t.Errorf("copies go to %q", copies)
	}
	if sign := document.all("tbl")[len(document.all("tbl"))-4].all("tc"); len(sign) == 2 { // before the tables of the appendices
		if got := strings.Join(lines(sign[1]), " / "); got != "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A" {
			t.Errorf("signed %q", got)
		}
	} else {
		t.Error("Nơi nhận and the signature do not stand side by side")
	}
}

// TestNothingStandsAlone: a heading, the name of a table and the first rows of a table stay with what follows them, a last row
// with the one before, the last sentence with the signature; no style lets a single line of a paragraph stand alone.
func TestNothingStandsAlone(t *testing.T) {
	_, document, styles := monthly(t)
	known := looks(styles)
	for _, s := range styles.all("style") {
		if s.attr["type"] == "paragraph" && s.at("pPr", "widowControl") == nil {
			t.Errorf("style %s lets single lines stand alone", s.attr["styleId"])
		}
	}
	keeps := func(p *node) bool {
		return p.at("pPr", "keepNext") != nil || known[p.val("pPr", "pStyle")].keepNext
	}
	numbered := regexp.MustCompile(`^(\d+\. |[IVX]+\. |Bảng \d+\. )`)
	headings := 0
	for _, p := range document.at("body").kids {
		if p.name != "p" {
			continue
		}
		if words := p.words(); numbered.MatchString(words) || strings.HasPrefix(words, "Trên đây là") {
			if headings++; !keeps(p) {
				t.Errorf("%q may stand alone at the foot of a page", words)
			}
		}
	}
	if headings < 25 {
		t.Errorf("only %d headings found", headings)
	}
	for i, tbl := range document.all("tbl") {
		rows := tbl.all("tr")
		if tbl.val("tblPr", "tblBorders", "top") == "nil" {
			continue
		}
		for j, r := range rows {
			want := j < len(rows)-1 && (j < 2 || j == len(rows)-2)
			for _, p := range r.all("p") {
				if got := keeps(p); want && !got || j == len(rows)-1 && got {
					t.Errorf("table %d, row %d of %d: stays with the next: %t", i, j+1, len(rows), got)
				}
			}
		}
	}
}

// TestPrecomposed: every letter is one character, as TCVN 6909:2001 has it (I.4).
func TestPrecomposed(t *testing.T) {
	for _, s := range scenes(t) {
		file, _ := draft(t, s.in)
		if !norm.NFC.IsNormalString(plain(read(t, file, "word/document.xml"))) {
			t.Errorf("%s: marks stand as characters of their own", s.name)
		}
	}
}
