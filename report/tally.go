package report

import "motcua/report/say"

// Tally is one question that is not about satisfaction. For a text question N is how many wrote something.
type Tally struct {
	ID           string   `json:"id"`
	Label        string   `json:"label"`
	Asked        string   `json:"asked"` // the question as it is put
	Text         bool     `json:"text,omitempty"`
	N            int      `json:"n"`
	Missing      *int     `json:"missing"`         // as in Rating
	Unasked      *int     `json:"unasked"`         // as in Rating
	Distribution []Choice `json:"distribution"`    // of the N answers; empty for text and when N < MinShown
	Apart        []Choice `json:"apart,omitempty"` // answers that are no case of the question yet, beside N and without a share
}

// Rest is how many responses are in no share of a question, whatever kept them out; known is false where that may not be told.
func (t Tally) Rest() (n int, known bool) {
	if t.Missing == nil || t.Unasked == nil {
		return 0, false
	}
	return *t.Missing + *t.Unasked, true
}

// TallyRow is a line of a tally as workbook and letter print it.
type TallyRow struct {
	Label  string
	N      int
	Part   string // the share in per cent as it is printed, without the sign; "" for a line beside the N, which has none
	Tenths int    // the same in tenths of a per cent
}

// Lines are the answers, with shares that add to 100,0 as they are printed, and then those apart. There are none where the
// distribution is withheld.
func (t Tally) Lines() []TallyRow {
	var rows []TallyRow
	parts, tenths := Parts(t.Distribution), Tenths(t.Distribution)
	for i, c := range t.Distribution {
		rows = append(rows, TallyRow{Label: c.Label, N: c.N, Part: parts[i], Tenths: tenths[i]})
	}
	if len(rows) == 0 {
		return nil
	}
	for _, c := range t.Apart {
		rows = append(rows, TallyRow{Label: say.Apart(c.Label), N: c.N})
	}
	return rows
}
