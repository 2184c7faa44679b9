// Package intake reads descriptions of procedures from the files officials have: the Word export of the national
// service portal and the annexes of publishing decisions, the portal's Excel list, the JSON of its pages, and tables,
// YAML and JSON of our own. It is pure: bytes go in, records and what was wrong with them come out.
//
// What a file does not say stays empty and is named. A time without its unit is no time, and a fee that its own note
// contradicts is no amount: both are kept back and reported as unclear, so that nothing uncertain is shown as certain.
//
// The formats, and what is assumed about those nobody publishes, are described at Word, Excel, PortalDetail,
// PortalList, JSON, JSONL, YAML and CSV.
package intake

import (
	"slices"
	"strings"

	"motcua/procedure"
)

// Format is how a file is written.
type Format string

const (
	// Word is a .docx with one or more procedures in labelled blocks ("Tên thủ tục: …", "Trình tự thực hiện", …),
	// as the portal's export ChiTietTTHC_<mã>.doc (a .docx in truth), as a table of two columns, or lettered as in
	// the annex of a decision ("a) Trình tự thực hiện: …").
	Word Format = "word"

	// Excel is an .xlsx with one procedure a row below a header that is found by its words, as the portal's
	// list (Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, Lĩnh vực).
	Excel Format = "excel"

	// PortalDetail is the JSON behind the portal's page of one procedure, in either of two shapes: the packet
	// provinces receive (TENTTHC, TRINHTUTHUCHIEN, CACHTHUCTHUCHIEN, …) and the feed of the new pages (name,
	// executionSteps, executionMethods, executionCases, …), bare, in a list, or inside "data". Neither is
	// published: the keys are those seen in 2025 and 2026, and are recognised in capitals, camelCase,
	// snake_case and Vietnamese.
	PortalDetail Format = "portal-detail"

	// PortalList is the JSON of the portal's search (PROCEDURE_CODE, PROCEDURE_NAME, FIELD_NAME, …, or data.items
	// with code and name): code, name, field and agency, nothing else.
	PortalList Format = "portal-list"

	// JSON is records of the catalogue as this program writes them, an array or one object. Unknown names are
	// refused, so that a misspelt one is not lost.
	JSON Format = "json"

	// JSONL is the same, one record a line.
	JSONL Format = "jsonl"

	// YAML is written by hand: a list of procedures, one procedure, or several documents. Names of fields are
	// Vietnamese or English, in any spelling (thoi_han, "Thời hạn", processing_time):
	//
	//	- mã: 1.001193
	//	  tên: Đăng ký khai sinh
	//	  lĩnh vực: Hộ tịch
	//	  giấy tờ:
	//	    - tên: Tờ khai đăng ký khai sinh
	//	      bản chính: 1
	//	      mẫu: Mẫu 01
	//	    - tên: Giấy chứng sinh
	//	      bản chính: 1
	//	      khi: sinh tại cơ sở y tế
	//	  thời hạn: 1 ngày làm việc
	//	  lệ phí:
	//	    - Miễn phí (đăng ký đúng hạn)
	//	    - mức: 8.000 đồng
	//	      khi: đăng ký quá hạn
	//	  cơ quan: UBND cấp xã
	//	  cách nộp: [trực tiếp, trực tuyến]
	//	  các bước:
	//	    - Nộp hồ sơ tại Trung tâm Phục vụ hành chính công
	//	    - Nhận kết quả
	//	  căn cứ: [60/2014/QH13]
	YAML Format = "yaml"

	// CSV is a table with a header in Vietnamese or English, divided by commas, semicolons or tabs. Several entries
	// of one cell stand on lines of their own. Columns are known by the names in labels, as those of Excel are. A paper may be followed by what is known of it: "Tờ khai | bản
	// chính: 1 | mẫu: Mẫu 01 | khi: …".
	CSV Format = "csv"
)

// What is read at most. A commune has some 600 procedures; the whole country some 7,000.
const (
	maxBytes    = 20 << 20 // of a file
	maxUnzipped = 64 << 20 // of an archive in all
	maxRecords  = 50_000
	maxProblems = 1_000 // listed one by one; a file with more of them needs no longer list
)

// Result is what a file says.
type Result struct {
	Format   Format
	Records  []Record
	Problems []Problem // what was wrong, in the order of the file; records with a fatal problem are left out
}

// Record is one procedure as the file describes it.
type Record struct {
	// P has no AsOf where the file gives no date: who imports it sets the day.
	P      procedure.Procedure
	Where  string        // "dòng 12", "trang tính 1 “Danh mục”, hàng 5", "phần tử 3 (dòng 40)"
	Blocks []BlockReport // one for each block of AllBlocks, in that order
}

// Problem is one thing that was wrong.
type Problem struct {
	Where string // where in the file; "" for the file as a whole
	Text  string // a Vietnamese sentence
	Fatal bool   // the record, or this part of the file, is left out because of it
}

// String is the problem in one line.
func (p Problem) String() string {
	if p.Where == "" {
		return p.Text
	}
	return p.Where + ": " + p.Text
}

// Read recognises the format of data by its content and reads all records it can. name is the name of the file, used
// in messages and as the source of the records only. The error is always an *Error; it says that nothing at all could be read.
func Read(name string, data []byte) (Result, error) {
	f, text, err := recognise(name, data)
	if err != nil {
		return Result{}, err
	}
	c := &collector{format: f, name: baseName(name), seen: map[string]string{}}
	switch f {
	case Word:
		err = c.readWord(data)
	case Excel:
		err = c.readExcel(data)
	case YAML:
		err = c.readYAML(text)
	case CSV:
		err = c.readCSV(text)
	default:
		err = c.readJSON(text)
	}
	if err != nil {
		return Result{}, err
	}
	return c.result()
}

// collector gathers the records and problems of one file.
type collector struct {
	format   Format
	name     string
	records  []Record
	problems []Problem
	unlisted int               // problems beyond maxProblems
	seen     map[string]string // key → where it was first read
	full     bool              // maxRecords was reached, and said
}

// problem notes something that was wrong.
func (c *collector) problem(where, text string) { c.note(Problem{Where: where, Text: text}) }

// fatal notes why something is left out.
func (c *collector) fatal(where, text string) { c.note(Problem{Where: where, Text: text, Fatal: true}) }

func (c *collector) note(p Problem) {
	if len(c.problems) >= maxProblems {
		c.unlisted++
		return
	}
	c.problems = append(c.problems, p)
}

// keep takes a record in, unless its key was read before or there are too many.
func (c *collector) keep(r Record) {
	if first, twice := c.seen[r.P.Key]; twice {
		c.fatal(r.Where, wordTwice(&r.P, first))
		return
	}
	if len(c.records) >= maxRecords {
		if !c.full {
			c.full = true
			c.fatal(r.Where, wordTooManyRecords)
		}
		return
	}
	for _, b := range r.Blocks {
		if strings.Contains(b.Note, wordClipped) {
			c.problem(r.Where, wordClippedBlock(b.Block))
		}
	}
	c.seen[r.P.Key] = r.Where
	c.records = append(c.records, r)
}

// result is what was gathered; nothing but problems is an error.
func (c *collector) result() (Result, error) {
	if c.unlisted > 0 {
		c.problems = append(c.problems, Problem{Text: wordMoreProblems(c.unlisted)})
	}
	if len(c.records) > 0 {
		return Result{Format: c.format, Records: c.records, Problems: c.problems}, nil
	}
	reasons := slices.DeleteFunc(slices.Clone(c.problems), func(p Problem) bool { return !p.Fatal })
	if len(reasons) == 0 {
		reasons = append(c.problems, Problem{Text: wordNoRecords, Fatal: true})
	}
	return Result{}, &Error{Problems: reasons}
}
