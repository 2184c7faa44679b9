// Package procedure is the catalogue of administrative procedures of a commune: the records, what was published of them
// and from when, the fees of a province and the rules of a unit that hold beside them. Finding the one a citizen means is
// package search's, showing it package card's, and reading the files of officials package intake's.
//
// No sentence about a procedure is ever made up. A record says what it rests on: code, date and decision; and what it does
// not contain is named as missing.
package procedure

// Procedure is one administrative procedure, in the labelled blocks of the national service portal
// (Cổng Dịch vụ công quốc gia). Empty blocks are empty, never filled with guesses; Missing names them.
// A Procedure of a Catalog is shared and must not be changed.
type Procedure struct {
	Key           string   `json:"key"`                      // stable handle for buttons and links: the code, or "x…" without one
	Code          string   `json:"code,omitempty"`           // official code such as 1.001193; "" for those known by name only
	Name          string   `json:"name"`                     // official name
	ShortName     string   `json:"short_name,omitempty"`     // everyday name, if someone wrote one
	Field         string   `json:"field"`                    // field as citizens know it (Hộ tịch, Đất đai, …)
	OfficialField string   `json:"official_field,omitempty"` // field in the official list, if it differs
	HandledBy     string   `json:"handled_by"`               // who receives it: UBND cấp xã, Công an cấp xã, Thuế cơ sở, …
	Audience      []string `json:"audience,omitempty"`
	Channels      []string `json:"channels,omitempty"` // trực tiếp, trực tuyến, bưu chính

	Documents      []Document `json:"documents,omitempty"`
	DocumentsTotal int        `json:"documents_total,omitempty"` // papers the source lists; more than len(Documents) when some were left out

	ProcessingTime string   `json:"processing_time,omitempty"` // as the source words it, unit included
	Fees           []Charge `json:"fees,omitempty"`            // none means unknown, not free
	Result         []string `json:"result,omitempty"`
	Agency         []string `json:"agency,omitempty"` // who decides
	Conditions     []string `json:"conditions,omitempty"`
	Steps          []string `json:"steps,omitempty"` // general wording of how such a file runs, not the portal's own text
	LegalBasis     []string `json:"legal_basis,omitempty"`
	Forms          []string `json:"forms,omitempty"`

	DecisionNo string   `json:"decision_no,omitempty"` // decision that published the procedure
	SourceURL  string   `json:"source_url,omitempty"`  // its page on the national portal
	Sources    []string `json:"sources,omitempty"`     // where the record was taken from
	AsOf       Date     `json:"as_of"`                 // how fresh the record is

	EffectiveFrom Date `json:"effective_from,omitempty"` // first day this version holds; "" when the source does not say
	ReviewDue     Date `json:"review_due,omitempty"`     // day by which an official should look at it again

	Currency          Currency     `json:"currency"`
	PossibleSuccessor string       `json:"possible_successor,omitempty"` // code that seems to have replaced this one
	LocalVariants     []Variant    `json:"local_variants,omitempty"`
	Completeness      Completeness `json:"completeness"`
	Missing           []string     `json:"missing,omitempty"` // blocks without data: documents, processing_time, fees, legal_basis
	Curated           bool         `json:"curated,omitempty"` // papers, time and fees were checked by hand
	Flags             []string     `json:"flags,omitempty"`   // remarks on the quality of the data, for staff

	label string // button label, made unique within its catalogue
}

// Document is one paper of a file.
type Document struct {
	Name     string `json:"name"`
	Original string `json:"original,omitempty"` // bản chính, bản sao, …
	Quantity int    `json:"quantity,omitempty"`
	When     string `json:"when,omitempty"`   // the case in which it is needed; "" means always
	Action   string `json:"action,omitempty"` // "xuất trình" when it is only shown, not handed in
	Form     string `json:"form,omitempty"`   // number of the printed form
}

// Charge is one amount or one rule about the fee.
type Charge struct {
	AmountVND *int   `json:"amount_vnd,omitempty"` // đồng; nil when only the rule is known, 0 when it is free
	Text      string `json:"text,omitempty"`
	Condition string `json:"condition,omitempty"` // the case or channel it applies to
}

// Variant is what one place is known to do differently.
type Variant struct {
	Place          string   `json:"place"`
	ProcessingTime string   `json:"processing_time,omitempty"`
	Fees           []Charge `json:"fees,omitempty"`
	FeeNote        string   `json:"fee_note,omitempty"`
	Source         string   `json:"source,omitempty"`
	AsOf           Date     `json:"as_of,omitempty"`
}

// Currency says whether the record can still be relied on.
type Currency string

const (
	Current Currency = "current"
	Check   Currency = "check" // rests on law that has been replaced since
	Older   Currency = "older" // an old description, kept because people still ask for it
)

// Completeness says how much of the record is there.
type Completeness string

const (
	Full     Completeness = "full"      // papers, time, fee and legal basis
	NearFull Completeness = "near_full" // papers and two of the other three
	Partial  Completeness = "partial"   // one or two of the four
	NameOnly Completeness = "name_only" // name and field only
)
