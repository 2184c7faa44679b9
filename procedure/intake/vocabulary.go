package intake

import (
	"strings"
	"unicode"

	"motcua/internal/vntext"
)

// part is what a label, the head of a column or the name of a field speaks of.
type part int

const (
	partOther part = iota // known, and of no use here
	partCode
	partName
	partShortName
	partField
	partOfficialField
	partDecision
	partSteps
	partMethods // ways to hand in, with times and fees
	partPapers
	partTime
	partFees
	partAudience
	partOffice    // who carries it out
	partAuthority // who decides
	partHandler   // who receives it, in the words of the catalogue
	partResult
	partLaw
	partConditions
	partForms
	partURL
	partAsOf
	partEffective
	partReview
	partNumber // running number of a row
)

// labels are the folded names of the parts, in the portal's export, in decisions, in lists and in our own files.
var labels = map[string]part{
	"ma": partCode, "ma so": partCode, "ma thu tuc": partCode, "ma tthc": partCode, "ma so tthc": partCode, "ma so thu tuc": partCode,
	"ma ho so tthc": partCode, "ma so ho so tthc": partCode, "ma thu tuc hanh chinh": partCode, "code": partCode, "ma quoc gia": partCode, "ma tthc quoc gia": partCode,

	"ten": partName, "ten thu tuc": partName, "ten tthc": partName, "ten thu tuc hanh chinh": partName, "name": partName,
	"thu tuc hanh chinh": partName, "thu tuc": partName, "ten thu tuc hanh chinh noi bo": partName,
	"ten ngan": partShortName, "ten thuong goi": partShortName, "short name": partShortName,

	"linh vuc": partField, "field": partField, "nganh linh vuc": partField, "ten linh vuc": partField, "linh vuc thuc hien": partField,
	"linh vuc chinh thuc": partOfficialField, "official field": partOfficialField,

	"so quyet dinh": partDecision, "so quyet dinh cong bo": partDecision, "quyet dinh cong bo": partDecision, "qd cong bo": partDecision,
	"so qd": partDecision, "so qd cong bo": partDecision, "quyet dinh": partDecision, "decision no": partDecision, "decision": partDecision,

	"trinh tu thuc hien": partSteps, "trinh tu": partSteps, "cac buoc": partSteps, "buoc": partSteps, "steps": partSteps, "cac buoc thuc hien": partSteps,

	"cach thuc thuc hien": partMethods, "cach thuc": partMethods, "hinh thuc nop": partMethods, "cach nop": partMethods, "hinh thuc": partMethods,
	"cach thuc nop": partMethods, "channels": partMethods, "kenh": partMethods, "hinh thuc thuc hien": partMethods, "kenh thuc hien": partMethods, "hinh thuc nop ho so": partMethods,

	"thanh phan ho so": partPapers, "thanh phan so luong ho so": partPapers, "ho so": partPapers, "giay to": partPapers, "documents": partPapers,
	"thanh phan va so luong ho so": partPapers, "ho so gom": partPapers, "giay to can nop": partPapers,

	"thoi han giai quyet": partTime, "thoi han": partTime, "thoi gian giai quyet": partTime, "thoi gian": partTime, "processing time": partTime,
	"thoi gian thuc hien": partTime, "thoi han thuc hien": partTime, "thoi han xu ly": partTime, "time": partTime,

	"phi le phi": partFees, "le phi": partFees, "phi": partFees, "phi le phi neu co": partFees, "le phi neu co": partFees, "phi neu co": partFees, "fees": partFees, "muc phi": partFees,
	"muc le phi": partFees, "muc thu": partFees, "fee": partFees, "phi va le phi": partFees, "muc thu phi le phi": partFees,

	"doi tuong thuc hien": partAudience, "doi tuong": partAudience, "audience": partAudience, "doi tuong ap dung": partAudience,

	"co quan thuc hien": partOffice, "co quan giai quyet": partOffice, "don vi thuc hien": partOffice, "co quan truc tiep thuc hien": partOffice, "don vi giai quyet": partOffice,
	"co quan thuc hien tthc": partOffice,
	"co quan co tham quyen":  partAuthority, "co quan co tham quyen quyet dinh": partAuthority, "co quan": partAuthority, "agency": partAuthority, "tham quyen giai quyet": partAuthority,
	"noi tiep nhan": partHandler, "handled by": partHandler, "co quan tiep nhan": partHandler, "don vi tiep nhan": partHandler,

	"ket qua thuc hien": partResult, "ket qua": partResult, "ket qua giai quyet": partResult, "result": partResult, "ket qua xu ly": partResult,
	"can cu phap ly": partLaw, "can cu": partLaw, "co so phap ly": partLaw, "legal basis": partLaw, "van ban quy dinh": partLaw,
	"yeu cau dieu kien thuc hien": partConditions, "yeu cau dieu kien": partConditions, "dieu kien": partConditions, "conditions": partConditions, "yeu cau dieu kien neu co": partConditions,
	"yeu cau va dieu kien": partConditions, "yeu cau va dieu kien thuc hien": partConditions,
	"ten mau don to khai": partForms, "mau don to khai": partForms, "mau don": partForms, "bieu mau": partForms, "forms": partForms, "mau": partForms, "ten mau don mau to khai": partForms,
	"mau don mau to khai": partForms, "ten mau don to khai neu co": partForms, "mau don to khai neu co": partForms,

	"duong dan": partURL, "lien ket": partURL, "source url": partURL, "link": partURL, "url": partURL, "dia chi trang": partURL,
	"ngay du lieu": partAsOf, "ngay cap nhat": partAsOf, "as of": partAsOf,
	"hieu luc tu": partEffective, "ngay hieu luc": partEffective, "effective from": partEffective, "ap dung tu": partEffective,
	"ngay ra soat": partReview, "han ra soat": partReview, "review due": partReview,
	"stt": partNumber, "tt": partNumber, "so tt": partNumber, "so thu tu": partNumber, "no": partNumber,

	"cap thuc hien": partOther, "loai thu tuc": partOther, "loai tthc": partOther, "muc do": partOther, "muc do cung cap": partOther, "cap": partOther,
	"dia chi tiep nhan": partOther, "dia chi tiep nhan ho so": partOther, "dia diem thuc hien": partOther, "dia diem": partOther, "co quan duoc uy quyen": partOther,
	"co quan phoi hop": partOther, "tu khoa": partOther, "mo ta": partOther, "thu tuc hanh chinh lien quan": partOther, "tthc lien quan": partOther, "thu tuc lien quan": partOther,
	"co quan ban hanh": partOther, "co quan cong khai": partOther, "co quan cong bo": partOther, "tinh trang": partOther, "trang thai": partOther, "ghi chu": partOther,
	"noi dung sua doi": partOther, "so luong ho so": partOther, "dich vu cong truc tuyen": partOther, "co quan duoc uy quyen phan cap thuc hien": partOther,
}

// labelEndings follow a label without changing what it speaks of.
var labelEndings = []string{
	" cua thu tuc hanh chinh", " thu tuc hanh chinh", " thu tuc", " tthc", " cua tthc", " hs", " neu co", " ho so",
	" ngay lam viec", " ngay", " gio", " dong", " vnd", " vnđ", " dong ho so", " bat buoc",
}

// labelPart finds what a label speaks of.
func labelPart(label string) (part, bool) {
	folded := vntext.Fold(label)
	if len(folded) > 80 {
		return 0, false
	}
	for range 3 {
		if p, ok := labels[folded]; ok {
			return p, true
		}
		shorter := folded
		for _, e := range labelEndings {
			if rest, ok := strings.CutSuffix(folded, e); ok {
				shorter = rest
				break
			}
		}
		if shorter == folded {
			return 0, false
		}
		folded = shorter
	}
	return 0, false
}

// columnOf finds what a column holds by its head, which may have numbers around it: "(2) Mã số TTHC".
func columnOf(head string) (part, bool) {
	head = strings.TrimFunc(head, func(r rune) bool { return !unicode.IsLetter(r) })
	return labelPart(head)
}

// isHeader tells whether cells are the head of a table of procedures: the name or the code, and something beside it. A
// name alone might be any line.
func isHeader(cells []string) bool {
	seen := map[part]bool{}
	for _, c := range cells {
		if p, ok := columnOf(c); ok {
			seen[p] = true
		}
	}
	return (seen[partName] || seen[partCode]) && len(seen) >= 2
}
