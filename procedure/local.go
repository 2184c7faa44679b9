package procedure

// Block is a part of a record that a place may have its own rule for.
type Block string

const (
	BlockFee   Block = "fee"
	BlockTime  Block = "time"
	BlockPlace Block = "place"
)

// Override is what one unit says about a procedure instead of the record: what its provincial council or its own
// chairman decided. It is quoted with source and date, never mixed into the record.
type Override struct {
	Unit   string `json:"unit"` // code of the unit
	Key    string `json:"key"`  // key of the procedure
	Block  Block  `json:"block"`
	Text   string `json:"text"`            // as it is shown, unit of time or money included
	Source string `json:"source"`          // the decision or resolution it rests on; required
	From   Date   `json:"from"`            // first day it holds, to the day
	Until  Date   `json:"until,omitempty"` // last day it holds; "" when no end is known
}

// FeeRule is one line of a province's table of fees. 58 procedures leave their fee to the provincial council (Luật Phí
// và lệ phí 97/2015/QH13, article 21), so that a fee is a fact of a place and a time, not of a procedure.
type FeeRule struct {
	Province  string `json:"province"` // as Settings.Province of a unit; compared folded
	Key       string `json:"key"`
	Channel   string `json:"channel,omitempty"`   // trực tiếp, trực tuyến, bưu chính; "" for all
	Condition string `json:"condition,omitempty"` // the case it is for; "" for all
	AmountVND int    `json:"amount_vnd"`          // đồng; 0 is free
	Per       string `json:"per,omitempty"`       // what it is paid for: "bản", "giao dịch"; "" for a file
	Exempt    string `json:"exempt,omitempty"`    // who pays nothing
	Source    string `json:"source"`              // the council's resolution; required
	From      Date   `json:"from"`
	Until     Date   `json:"until,omitempty"`
}

// Alias is a code that is no longer in use, and the procedure it leads to now.
type Alias struct {
	Code  string `json:"code"`
	Key   string `json:"key"`
	Since Date   `json:"since,omitempty"`
}

// Local is what is known about a procedure at one place, beside its record: rules of the unit and of its province,
// those that hold and those that no longer do.
type Local struct {
	Overrides []Override
	Fees      []FeeRule
}

// Holds reports whether something that holds from one day to another does so on day, all to the day.
func Holds(from, until, day Date) bool {
	return (from == "" || from <= day) && (until == "" || day <= until)
}

// Override finds the rule of the unit for a block that holds on day. Where there is none but there was one,
// expired is the one that ended last: the record stands again, but with a caution.
func (l Local) Override(b Block, day Date) (now, expired *Override) {
	for i := range l.Overrides {
		o := &l.Overrides[i]
		switch {
		case o.Block != b:
		case Holds(o.From, o.Until, day):
			if now == nil || o.From > now.From {
				now = o
			}
		case o.Until != "" && o.Until < day && (expired == nil || o.Until > expired.Until):
			expired = o
		}
	}
	if now != nil {
		expired = nil
	}
	return now, expired
}

// FeesOn are the lines of the province's table that hold on day, in the order of the table; expired tells that there
// were some and all have ended.
func (l Local) FeesOn(day Date) (now []FeeRule, expired bool) {
	for _, f := range l.Fees {
		switch {
		case Holds(f.From, f.Until, day):
			now = append(now, f)
		case f.Until != "" && f.Until < day:
			expired = true
		}
	}
	return now, expired && len(now) == 0
}
