package letter_test

import (
	"strings"
	"testing"
)

// look is how a paragraph is printed.
type look struct {
	size              int // half points
	bold, italic      bool
	align             string
	left, firstLine   int
	before, after     int
	line              int
	keepNext, outline bool
}

// looks are the looks of the styles of a letter.
func looks(styles *node) map[string]look {
	all := map[string]look{}
	for _, s := range styles.all("style") {
		if s.attr["type"] != "paragraph" {
			continue
		}
		all[s.attr["styleId"]] = look{
			size: s.number("val", "rPr", "sz"), bold: s.at("rPr", "b") != nil, italic: s.at("rPr", "i") != nil,
			align: s.val("pPr", "jc"), left: s.number("left", "pPr", "ind"), firstLine: s.number("firstLine", "pPr", "ind"),
			before: s.number("before", "pPr", "spacing"), after: s.number("after", "pPr", "spacing"), line: s.number("line", "pPr", "spacing"),
			keepNext: s.at("pPr", "keepNext") != nil, outline: s.at("pPr", "outlineLvl") != nil,
		}
	}
	return all
}

// monthly is the letter with everything in it.
func monthly(t testing.TB) (file []byte, document, styles *node) {
	t.Helper()
	file, _ = draft(t, scenes(t)[0].in)
	return file, read(t, file, "word/document.xml"), read(t, file, "word/styles.xml")
}

// TestMeasures holds each line of the letter to Decree 30/2020, Annex I. Sizes are half points, lengths twips.
func TestMeasures(t *testing.T) {
	_, document, styles := monthly(t)
	all := looks(styles)
	paragraphs := document.all("p")
	for _, want := range []struct {
		what, begins string
		look         look
	}{
		{"cơ quan chủ quản", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH", look{size: 26, align: "center", line: 240}},
		{"cơ quan ban hành", "ỦY BAN NHÂN DÂN\nXÃ LONG ĐIỀN", look{size: 26, bold: true, align: "center", line: 240}},
		{"Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", look{size: 26, bold: true, align: "center", line: 240}},
		{"Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", look{size: 28, bold: true, align: "center", line: 240}},
		{"số, ký hiệu", "Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-UBND", look{size: 26, align: "center", before: 120, line: 240}},
		{"địa danh, ngày", "Long Điền, ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng 11 năm 2026", look{size: 26, italic: true, align: "center", before: 120, line: 240}},
		{"tên loại", "BÁO CÁO", look{size: 28, bold: true, align: "center", before: 240, line: 240, keepNext: true}},
		{"trích yếu", "Kết quả khảo sát ý kiến tổ chức, cá nhân\nvề giải quyết", look{size: 28, bold: true, align: "center", line: 240, keepNext: true}},
		{"Kính gửi", "Kính gửi:", look{size: 28, align: "left", left: 1800, before: 120, line: 240, keepNext: true}},
		{"nơi nhận báo cáo", "- Văn phòng Ủy ban", look{size: 28, align: "left", left: 2970, firstLine: -1, line: 240}},
		{"căn cứ", "Căn cứ Kế hoạch", look{size: 28, italic: true, align: "both", firstLine: 720, after: 120, line: 276}},
		{"lời văn", "Ủy ban nhân dân xã Long Điền báo cáo", look{size: 28, align: "both", firstLine: 720, after: 120, line: 276}},
		{"phần", "I. TÌNH HÌNH TỔ CHỨC KHẢO SÁT", look{size: 28, bold: true, align: "both", firstLine: 720, before: 60, after: 120, line: 276, keepNext: true, outline: true}},
		{"mục", "1. Hình thức", look{size: 28, bold: true, align: "both", firstLine: 720, before: 60, after: 120, line: 276, keepNext: true, outline: true}},
		{"tên bảng", "Bảng 1.", look{size: 26, bold: true, align: "center", before: 120, after: 60, line: 240, keepNext: true}},
		{"kết thúc", "Trên đây là Báo cáo", look{size: 28, align: "both", firstLine: 720, after: 120, line: 276}},
		{"từ Nơi nhận", "Nơi nhận:", look{size: 24, bold: true, italic: true, align: "left", line: 240}},
		{"danh sách nơi nhận", "- Như trên;", look{size: 22, align: "left", line: 240}},
		{"nơi lưu", "- Lưu: VT, VP.", look{size: 22, align: "left", line: 240}},
		{"quyền hạn", "TM. ỦY BAN NHÂN DÂN", look{size: 28, bold: true, align: "center", line: 240}},
		{"ký thay", "KT. CHỦ TỊCH", look{size: 28, bold: true, align: "center", line: 240}},
		{"chức vụ", "PHÓ CHỦ TỊCH", look{size: 28, bold: true, align: "center", line: 240}},
		{"họ tên", "Nguyễn Văn A", look{size: 28, bold: true, align: "center", before: 1500, line: 240}},
		{"phụ lục", "Phụ lục I", look{size: 28, bold: true, align: "center", line: 240, keepNext: true, outline: true}},
		{"tên phụ lục", "BIỂU ĐỒ KẾT QUẢ", look{size: 28, bold: true, align: "center", line: 240}},
		{"kèm theo", "(Kèm theo Báo cáo số", look{size: 28, italic: true, align: "center", after: 240, line: 240}},
	} {
		found := false
		for _, p := range paragraphs {
			if !strings.HasPrefix(p.words(), want.begins) {
				continue
			}
			found = true
			if got := all[p.val("pPr", "pStyle")]; got != want.look {
				t.Errorf("%s:\n got %+v\nwant %+v", want.what, got, want.look)
			}
			for _, r := range p.all("r") {
				if r.at("rPr") != nil {
					t.Errorf("%s: a run has a look of its own", want.what)
				}
			}
			break
		}
		if !found {
			t.Errorf("%s: no paragraph begins with %q", want.what, want.begins)
		}
	}
}

func TestPage(t *testing.T) {
	file, document, styles := monthly(t)
	sections := document.all("sectPr")
	if len(sections) != 4 { // the letter and three appendices
		t.Fatalf("%d sections", len(sections))
	}
	for i, s := range sections {
		for attr, want := range map[string]int{"w": 11906, "h": 16838} {
			if got := s.number(attr, "pgSz"); got != want {
				t.Errorf("section %d: page %s = %d, want %d", i, attr, got, want)
			}
		}
		for side, want := range map[string]int{"top": 1134, "bottom": 1134, "left": 1701, "right": 1134} {
			if got := s.number(side, "pgMar"); got != want {
				t.Errorf("section %d: margin %s = %d, want %d", i, side, got, want)
			}
		}
		if s.at("titlePg") == nil || s.number("start", "pgNumType") != 1 || s.at("pgNumType").attr["fmt"] != "decimal" {
			t.Errorf("section %d: pages are not numbered from 1, or the first number is not hidden", i)
		}
		if s.at("pgSz").attr["orient"] != "" {
			t.Errorf("section %d is turned", i)
		}
	}
	if !strings.Contains(fields(read(t, file, "word/header.xml")), "PAGE") || fields(read(t, file, "word/header-first.xml")) != "" {
		t.Error("the page number must stand on every page but the first")
	}
	number := looks(styles)[read(t, file, "word/header.xml").val("p", "pPr", "pStyle")]
	if number != (look{size: 26, align: "center", line: 240}) {
		t.Errorf("page number: %+v", number)
	}
	if top := sections[0].number("header", "pgMar"); top <= 0 || top+400 > 1134 { // 400: a line of 13 pt
		t.Errorf("the page number begins %d twips from the edge: not in the top margin", top)
	}
}

func fields(header *node) string {
	var all string
	for _, f := range header.all("fldSimple") {
		all += f.attr["instr"]
	}
	return all
}

// TestTypeFace looks for any letter that could come out in another face or colour.
func TestTypeFace(t *testing.T) {
	_, document, styles := monthly(t)
	fonts := styles.all("rFonts")
	if want := len(looks(styles)) + 1; len(fonts) != want { // each style and the default
		t.Errorf("%d styles name the face, want %d", len(fonts), want)
	}
	for _, f := range fonts {
		for _, slot := range []string{"ascii", "hAnsi", "eastAsia", "cs"} {
			if f.attr[slot] != "Times New Roman" {
				t.Errorf("slot %s is %q", slot, f.attr[slot])
			}
		}
		if len(f.attr) != 4 {
			t.Errorf("a theme could override the face: %v", f.attr)
		}
	}
	for _, c := range append(styles.all("color"), document.all("color")...) {
		if c.attr["val"] != "000000" {
			t.Errorf("colour %s", c.attr["val"])
		}
	}
	known := looks(styles)
	for _, p := range document.all("p") {
		if style := p.val("pPr", "pStyle"); style != "" && known[style].size == 0 {
			t.Errorf("style %q is not there", style)
		}
	}
	if len(document.all("rFonts"))+len(document.all("sz")) > 0 {
		t.Error("formatting outside the styles")
	}
}

// TestRules: widths of the lines of text as measured with a face of the metrics of Times New Roman.
func TestRules(t *testing.T) {
	_, document, _ := monthly(t)
	var lengths []int
	cell := map[bool]int{}
	for i, c := range document.at("body", "tbl").all("tc") {
		if i < 2 {
			cell[i == 0] = c.number("w", "tcPr", "tcW")
		}
	}
	for i, p := range document.all("p") {
		if p.at("pPr", "pBdr") == nil {
			continue
		}
		if p.at("pPr", "pBdr", "top").attr["val"] != "single" {
			t.Errorf("rule %d is not a continuous line", i)
		}
		within := [...]int{cell[true], cell[false], 9071}[len(lengths)]
		left, right := p.number("left", "pPr", "ind"), p.number("right", "pPr", "ind")
		if left != right {
			t.Errorf("rule %d is not in the middle", i)
		}
		lengths = append(lengths, within-left-right)
	}
	if len(lengths) != 3 {
		t.Fatalf("%d rules", len(lengths))
	}
	for i, want := range []struct {
		what     string
		from, to int
	}{
		{"under the issuer", 1921 / 3, 1921 / 2},  // XÃ LONG ĐIỀN, 13 pt bold
		{"under the motto", 3428 - 30, 3428 + 30}, // as long as the text, 14 pt bold
		{"under the subject", 6177 / 3, 6177 / 2}, // về giải quyết … năm 2026, 14 pt bold
	} {
		if lengths[i] < want.from || lengths[i] > want.to {
			t.Errorf("rule %s is %d long, want %d to %d", want.what, lengths[i], want.from, want.to)
		}
	}
}

func TestTables(t *testing.T) {
	_, document, _ := monthly(t)
	tables := document.all("tbl")
	layout, figures := 0, 0
	for i, tbl := range tables {
		rows := tbl.all("tr")
		for _, r := range rows {
			if r.at("trPr", "cantSplit") == nil {
				t.Errorf("table %d: a row may break", i)
			}
		}
		if got := tbl.number("w", "tblPr", "tblW"); got != 9071 {
			t.Errorf("table %d is %d wide", i, got)
		}
		if tbl.val("tblPr", "tblBorders", "top") == "nil" {
			layout++
			if len(tbl.all("tblHeader")) > 0 || len(rows[0].all("tc")) != 2 {
				t.Errorf("table %d is for layout: two columns, no heads", i)
			}
			continue
		}
		figures++
		if rows[0].at("trPr", "tblHeader") == nil || len(tbl.all("tblHeader")) != 1 {
			t.Errorf("table %d: the head is not repeated", i)
		}
		if tbl.val("tblPr", "tblCaption") == "" {
			t.Errorf("table %d has no name", i)
		}
	}
	if layout != 2 || figures != 13 {
		t.Errorf("%d tables for layout, %d of figures", layout, figures)
	}
}

func TestWholeLetter(t *testing.T) {
	_, document, _ := monthly(t)
	body := plain(document)
	if strings.Count(body, "./.") != 1 || !strings.Contains(body, "của Ủy ban nhân dân xã Long Điền./.\n") {
		t.Error(`the letter must end with "./."`)
	}
	for _, never := range []string{"SIPAS", "DỰ THẢO", "đồng chí", "%!"} {
		if strings.Contains(body, never) {
			t.Errorf("%q stands in the letter", never)
		}
	}
	last := -1
	for _, part := range []string{"\nI. ", "\nII. ", "\nIII. ", "\nIV. ", "\nV. ", "\nTrên đây", "| Nơi nhận:", "\nPhụ lục I\n", "\nPhụ lục II\n", "\nPhụ lục III\n"} {
		i := strings.Index(body, part)
		if i <= last {
			t.Errorf("%q is missing or out of place", part)
		}
		last = i
	}
	pictures := document.all("docPr")
	if len(pictures) != 1 || !strings.Contains(pictures[0].attr["descr"], "hài lòng trong 1.412 ý kiến") {
		t.Errorf("the chart and what it says: %+v", pictures)
	}
}
