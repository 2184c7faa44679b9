package letter

import "motcua/report/letter/docx"

// The measures of Decree 30/2020/NĐ-CP, Annex I, part I. Lengths in twips (567 = 1 cm), sizes in half points.

const (
	typeFace = "Times New Roman" // I.4

	textWidth = 9071 // between the margins: 160 mm
	leftCol   = 3402 // 60 mm, for the issuer
	rightCol  = 5669 // 100 mm: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in 13 pt bold takes 96
	signLeft  = 4252 // Nơi nhận

	// mottoLength is how long "Độc lập - Tự do - Hạnh phúc" is in 14 pt bold; the rule under it is as long (II.1.b).
	mottoLength = 3427

	firstLine = 720 // 1.27 cm (II.6.e)
	gap       = 120 // 6 pt (II.6.e)
	single    = 240
	bodyLine  = 276 // 1.15 lines; single to 1.5 are allowed (II.6.e)
)

// paper is A4 upright with margins of 20, 20, 30 and 20 mm (I.1 to I.3). The page number stands in the upper margin
// (I.7).
func paper() docx.Page {
	return docx.Page{Width: 11906, Height: 16838, Top: 1134, Right: 1134, Bottom: 1134, Left: 1701, Header: 454}
}

// Styles by what they are for.
const (
	stBody      = "Normal"
	stPart      = "Heading1" // I. …
	stItem      = "Heading2" // 1. …
	stSuperior  = "CoQuanChuQuan"
	stIssuer    = "CoQuanBanHanh"
	stNation    = "QuocHieu"
	stMotto     = "TieuNgu"
	stNumber    = "SoKyHieu"
	stDate      = "DiaDanhNgay"
	stKind      = "TenLoai"
	stSubject   = "TrichYeu"
	stTo        = "KinhGui"
	stToHead    = "KinhGuiNhieuNoi"
	stToItem    = "KinhGuiDanhSach"
	stToLast    = "KinhGuiCuoi"
	stBasis     = "CanCu"
	stCaption   = "Caption"
	stHeadCell  = "BangTieuDe"
	stCell      = "BangChu"
	stMidCell   = "BangGiua"
	stNumCell   = "BangSo"
	stSumCell   = "BangDam"
	stSumNum    = "BangSoDam"
	stNote      = "GhiChu"
	stBelow     = "SauBang"
	stCopyHead  = "NoiNhan"
	stCopy      = "NoiNhanDanhSach"
	stSign      = "QuyenHan"
	stSigner    = "HoTen"
	stAnnex     = "PhuLuc"
	stAnnexName = "TenPhuLuc"
	stAnnexTo   = "KemTheo"
	stPicture   = "Hinh"
)

// styles are all looks of the letter. The number in a comment is the place in part II of the annex.
func styles() []docx.Style {
	body := docx.Style{ID: stBody, Name: "Normal", Known: true, Size: 28, Align: docx.Justify, FirstLine: firstLine, After: gap, Line: bodyLine} // 6.e
	centre := func(id, name string, size int) docx.Style {
		return docx.Style{ID: id, Name: name, Size: size, Align: docx.Center, Line: single}
	}
	bold := func(s docx.Style) docx.Style { s.Bold = true; return s }
	italic := func(s docx.Style) docx.Style { s.Italic = true; return s }
	keep := func(s docx.Style) docx.Style { s.KeepNext = true; return s }
	spaced := func(s docx.Style, before, after int) docx.Style { s.Before, s.After = before, after; return s }
	like := func(s docx.Style, id, name string) docx.Style { s.ID, s.Name, s.Known = id, name, false; return s }
	cell := func(id, name string, align docx.Align) docx.Style {
		return docx.Style{ID: id, Name: name, Size: 26, Align: align, Before: 40, After: 40, Line: single}
	}
	heading := func(id, name string, level int) docx.Style {
		s := keep(bold(like(body, id, name)))
		s.Known, s.Outline, s.Before = true, level, gap/2
		return s
	}
	annex := spaced(keep(bold(centre(stAnnex, "Phụ lục", 28))), 0, 0)
	annex.Outline = 1
	return []docx.Style{
		body,
		heading(stPart, "heading 1", 1), // 6.đ
		heading(stItem, "heading 2", 2), // 6.đ
		centre(stSuperior, "Cơ quan chủ quản", 26),                           // 2.b
		bold(centre(stIssuer, "Cơ quan ban hành", 26)),                       // 2.b
		bold(centre(stNation, "Quốc hiệu", 26)),                              // 1.a
		bold(centre(stMotto, "Tiêu ngữ", 28)),                                // 1.b
		spaced(centre(stNumber, "Số, ký hiệu", 26), gap, 0),                  // 3.c
		spaced(italic(centre(stDate, "Địa danh, ngày tháng", 26)), gap, 0),   // 4.c
		spaced(keep(bold(centre(stKind, "Tên loại văn bản", 28))), 2*gap, 0), // 5.b
		keep(bold(centre(stSubject, "Trích yếu", 28))),                       // 5.b
		spaced(centre(stTo, "Kính gửi", 28), gap, 2*gap),                     // 9.d
		keep(toHead(centre(stToHead, "Kính gửi nhiều nơi", 28))),             // 9.d
		toItem(centre(stToItem, "Kính gửi (danh sách)", 28)),
		spaced(toItem(centre(stToLast, "Kính gửi (dòng cuối)", 28)), 0, 2*gap), // 9.d
		italic(like(body, stBasis, "Căn cứ")),                                  // 6.a
		caption(),                                                              // of tables
		keep(bold(cell(stHeadCell, "Bảng – tiêu đề", docx.Center))),
		cell(stCell, "Bảng – chữ", docx.Left),
		cell(stMidCell, "Bảng – giữa", docx.Center),
		cell(stNumCell, "Bảng – số", docx.Right),
		bold(cell(stSumCell, "Bảng – chữ đậm", docx.Left)),
		bold(cell(stSumNum, "Bảng – số đậm", docx.Right)),
		note(),
		{ID: stBelow, Name: "Sau bảng", Size: 12, Align: docx.Left, Line: single},
		bold(italic(docx.Style{ID: stCopyHead, Name: "Nơi nhận", Size: 24, Align: docx.Left, Line: single})), // 9.d
		{ID: stCopy, Name: "Nơi nhận (danh sách)", Size: 22, Align: docx.Left, Line: single},                 // 9.d
		bold(centre(stSign, "Quyền hạn, chức vụ người ký", 28)),                                              // 7.đ
		spaced(bold(centre(stSigner, "Họ tên người ký", 28)), signRoom, 0),                                   // 7.đ
		annex, // III.1.b
		bold(centre(stAnnexName, "Tên phụ lục", 28)),                        // III.1.b
		spaced(italic(centre(stAnnexTo, "Kèm theo văn bản", 28)), 0, 2*gap), // III.1.c
		spaced(centre(stPicture, "Hình", 28), gap, gap),
		{ID: docx.StyleHeader, Name: "header", Known: true, Size: 26, Align: docx.Center, Line: single}, // I.7
		bold(centre(docx.StyleMark, "Dấu số liệu mẫu", 22)),
	}
}

// signRoom is the room for signature and seal, about five lines.
const signRoom = 1500

// colonAt is how far the colon of "Kính gửi:" stands from its K in 14 pt: the dashes stand below it (9.d).
const colonAt = 1000

func toHead(s docx.Style) docx.Style {
	s.Align, s.Indent, s.Before = docx.Left, 1800, gap
	return s
}

func toItem(s docx.Style) docx.Style {
	const dash = 170
	s.Align, s.Indent, s.Hanging = docx.Left, 1800+colonAt+dash, dash
	return s
}

func caption() docx.Style {
	return docx.Style{ID: stCaption, Name: "caption", Known: true, Size: 26, Bold: true, Align: docx.Center, Before: gap, After: gap / 2, Line: single, KeepNext: true}
}

// note stands under a table.
func note() docx.Style {
	return docx.Style{ID: stNote, Name: "Ghi chú bảng", Size: 26, Italic: true, Align: docx.Justify, Before: gap / 2, After: gap, Line: single}
}
