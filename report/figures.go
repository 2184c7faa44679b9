// Package report turns a period's counts into figures, and the figures into what leaders read: a digest
// of at most eight lines, a chart as a picture, a file of numbers, how units compare, and what everybody may see. It decides
// what may be told (disclose, withhold) and what may be claimed (judge). It does no I/O, knows no clock, and
// never names or counts by officer.
//
// Three rules protect the single citizen, whatever is asked for: what fewer than MinShown people answered in a month is
// told nowhere (see lump), smaller cells of a table are withheld, and where a withheld cell could be worked out the
// next smallest is withheld with it (see withhold). A fourth is kept by storage: what was issued once never changes. What
// they guarantee together stands in docs/so-lieu.md, and internal/auditor tries to break it.
package report

import (
	"time"

	"motcua/internal/calendar"
	"motcua/survey"
)

// How many answers a figure needs.
const (
	// MinShown is the least number of answers from which a share is published. With fewer, a figure
	// would tell an official who said what.
	MinShown = 5
	// MinRanked is the least number of answers with which a question or a field can be called the
	// weakest. Below ten, one single answer moves the share by more than ten points, so that the
	// "weakest" would be drawn by lot.
	MinRanked = 10
	// MinReliable is the number of answers below which every figure carries a caution. At thirty the 95 %
	// interval of a share still spans about 30 points; below that it says little.
	MinReliable = 30
)

// Miss is a question of citizens that the lookup could not answer.
type Miss struct {
	Text string `json:"text"` // already masked
	N    int    `json:"n"`    // how often it was asked
	// Wordings are other ways in which the same was asked, at most four.
	Wordings []string `json:"wordings,omitempty"`
}

// Figures is everything that digest and chart show, and what a reader of figures.json needs to check
// them. Shares and bounds are fractions of 1, rounded to six decimals. What may not be published is not
// in here: a Figures can be handed to anyone.
type Figures struct {
	Unit          Unit            `json:"unit"`
	Demo          bool            `json:"demo"` // sample data: everything that shows it must say so
	Period        calendar.Period `json:"period"`
	PeriodLabel   string          `json:"period_label"` // "tháng 10/2026", "quý IV/2026 (mới đến ngày 31/10/2026)"
	Days          Days            `json:"days"`
	Questionnaire Questionnaire   `json:"form"`
	GeneratedAt   time.Time       `json:"generated_at"` // in Vietnam's time
	// AsOf is when the figures were closed. What came in after that is not in them, however often they are printed (see Issued).
	AsOf time.Time `json:"as_of"`

	Forms    Flow   `json:"forms"`    // phiếu of all channels
	Channels []Flow `json:"channels"` // the same by channel, most returned first
	// Silent are the channels that brought MinShown responses or more in the period before and none in this one: where
	// one is missing, the figures are about other people.
	Silent     []string   `json:"silent"`
	ReturnRate ReturnRate `json:"response"`
	// Bounds are what those who did not answer could make of the headline; nil if it is not known how many were asked.
	Bounds *Bounds `json:"bounds"`

	// Overall is the questionnaire's question on satisfaction as a whole, of all responses. Nil if the questionnaire has none. Headline is what is shown first.
	Overall *Rating `json:"overall"`
	// Evidence says what the responses stand on; with it the headline may be of a part of the responses (see Headline). Nil in figures of
	// months that were kept before responses had evidence.
	Evidence *Evidence `json:"evidence,omitempty"`
	// LeftOut says which answers the figures do not hold; nil where they hold all.
	LeftOut *LeftOut `json:"left_out,omitempty"`
	// Change compares the headline with the period before. Nil when the unit did not exist then.
	Change *Change `json:"change"`
	// NotCompared says why the figures are not compared with an earlier period; "" where they are, or where there is none.
	NotCompared string `json:"not_compared,omitempty"`
	// YearAgo compares the headline with the same period of the year before. Nil when the unit did not exist
	// then, and for a year, whose period before that is.
	YearAgo *Change `json:"year_ago"`
	// Trend is the headline month by month, up to twelve of them, the last the last of the period; empty with
	// less than MinTrend months of history.
	Trend []TrendMonth `json:"trend"`

	Rated []Rating `json:"rated"` // every question on the satisfaction scale, in the order of the questionnaire
	Other []Tally  `json:"other"` // every other question but the one that gives the field

	ByField   Table `json:"by_field"`
	ByChannel Table `json:"by_channel"`
	ByPoint   Table `json:"by_point"`
	BySlip    Table `json:"by_slip"`

	// What differs clearly from the rest; see judge.
	WeakestQuestion Weakest `json:"weakest_question"` // among the rated ones without the headline
	BestQuestion    *Row    `json:"best_question"`    // nil: none
	WeakestField    Weakest `json:"weakest_field"`
	WeakestPoint    Weakest `json:"weakest_point"`

	// Indices are the points of the nine indices; nil when the questionnaire has none.
	Indices *IndexTable `json:"nine"`

	Suspicious []Batch `json:"suspicious"` // responses that came in oddly; see Apart for those that are in no other figure
	// Apart are those that are counted apart; nil without any.
	Apart *Apart `json:"apart,omitempty"`
	// Restored are those of odd batches that are in the figures; nil without any.
	Restored    *Included `json:"restored,omitempty"`
	Suggestions []Group   `json:"suggestions"` // what citizens suggested, most frequent first
	Actions     []Action  `json:"actions"`     // what was to be done about the last report, and how it stands

	Misses    []Miss `json:"misses"`
	MissTotal int    `json:"miss_total"`
	Lookups   int    `json:"lookups"`

	// OtherQuestionnaires are the other questionnaires answered in the period, most answered first. They are in no other
	// figure: answers to different questions are not added up.
	OtherQuestionnaires []OtherQuestionnaire `json:"other_forms"`
	// Predecessor names the units merged into this one whose figures are part of these; "" if none are.
	Predecessor string `json:"predecessor,omitempty"`

	Cautions []string `json:"cautions"` // Vietnamese sentences that belong beside the figures

	periodFrom string // the first day of the period, whatever of it was served
}

// Unit says whose figures they are.
type Unit struct {
	Code string `json:"code"`
	Name string `json:"name"` // "xã Long Điền"
	Note string `json:"note,omitempty"`
}

// Questionnaire says which questionnaire was answered, exactly.
type Questionnaire struct {
	ID    string `json:"id"`
	Hash  string `json:"hash"` // SHA-256 of the questionnaire file
	Title string `json:"title"`
}

// Flow counts forms (phiếu) from hand-out to return.
type Flow struct {
	Channel  string `json:"channel,omitempty"` // "" for all together
	Label    string `json:"label,omitempty"`
	Opened   int    `json:"opened"`   // phát ra; 0 = not known, or none
	Declined int    `json:"declined"` // said no
	Started  int    `json:"started"`  // said yes
	Finished int    `json:"finished"` // passed every question
	Partial  int    `json:"partial"`  // closed unfinished
	// Returned (thu về) are the responses begun, whether finished, closed unfinished or still open: what
	// was answered counts even when the last question was not reached.
	Returned int `json:"returned"`
	// Apart are those of Returned that are counted apart: they came back, and are in no share.
	Apart int `json:"apart,omitempty"`
	// Valid (hợp lệ) are the responses with an opinion on the headline, which is what the shares are of; for a questionnaire
	// without a headline, on the question most often answered.
	Valid int `json:"valid"`
}

// OtherQuestionnaire is a questionnaire that was answered besides the one the figures are about.
type OtherQuestionnaire struct {
	Questionnaire
	Returned int    `json:"returned"`
	N        int    `json:"n"`     // opinions on its headline
	Score    *Score `json:"score"` // of its headline; nil when N < MinShown or it has none
}

// ReturnRate is the response rate (tỷ lệ thu hồi): returned responses of those handed out. Only channels whose
// number handed out is known enter it, and none with more than it handed out, so it never exceeds 1.
type ReturnRate struct {
	Rate     *float64 `json:"rate"` // nil: not known ("không xác định")
	Text     string   `json:"text"` // "62,4%" or "không xác định"
	Returned int      `json:"returned"`
	Opened   int      `json:"opened"`
	Left     int      `json:"left_out"` // returned responses of channels whose number handed out is not known
}

// Score is what can be said about a number of answers on the satisfaction scale.
type Score struct {
	Satisfied int     `json:"k"` // answers "Hài lòng" or "Rất hài lòng"
	Share     float64 `json:"share"`
	Low       float64 `json:"lo"` // 95 % Wilson interval
	High      float64 `json:"hi"`
	Mean      float64 `json:"mean"` // of the values 1 to 5
}

// Rating is one question on the satisfaction scale.
type Rating struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	N     int    `json:"n"` // valid answers
	// How many responses are in no share; nil where a month of few is left out, so that it is not known, or not told.
	Missing      *int     `json:"missing"` // NotApplicable + Skipped
	NotApplies   *int     `json:"not_applicable"`
	Skipped      *int     `json:"skipped"`
	Unasked      *int     `json:"unasked"`       // never came to the question: it was not put to them, or they ended before
	Low          bool     `json:"low,omitempty"` // clearly below LowShare
	Score        *Score   `json:"score"`         // nil when N < MinShown
	Distribution []Choice `json:"distribution"`  // in the order of the questionnaire, without NotApplicable; empty when N < MinShown
	// Change compares with the period before; nil when the unit did not exist then or did not ask the question.
	Change *Change `json:"change"`
}

// Choice is how often an option was chosen.
type Choice struct {
	Value int     `json:"value"`
	Label string  `json:"label"`
	N     int     `json:"n"`
	Share float64 `json:"share"` // of the valid answers
	// Signal is what the answer means for findings, as its questionnaire says; "" for most.
	Signal survey.Signal `json:"signal,omitempty"`
	Says   string        `json:"says,omitempty"` // how a finding retells the answer; "" = it quotes it
}

// Table is the headline question by one property of the visit.
type Table struct {
	Rows       []Row `json:"rows"` // rows without any valid answer are left out
	HiddenRows int   `json:"hidden_rows"`
	HiddenN    int   `json:"hidden_n"` // answers that are in no row: of withheld rows and of what partial rows leave out
}

// Row is one cell of a table.
type Row struct {
	Key    string `json:"key"` // field code, channel, point number or slip code; "" = not given
	Label  string `json:"label"`
	Hidden bool   `json:"hidden,omitempty"`
	// Partial rows leave out the months in which they had too few answers, because together with the reports
	// of the other months those could be worked out.
	Partial bool   `json:"partial,omitempty"`
	Low     bool   `json:"low,omitempty"` // clearly below LowShare
	N       int    `json:"n,omitempty"`   // 0 when hidden
	Score   *Score `json:"score"`         // nil when hidden
}

// Weakest is the one of several shares that is clearly lower than the rest together, or why there is none. Where several are, it
// is the one with the lowest share; that another has a lower one is no contradiction: of a few answers that may be chance.
type Weakest struct {
	Found *Row   `json:"found"`         // nil: none
	Why   Reason `json:"why,omitempty"` // set when Found is nil
}

// Reason is why nothing can be called the weakest.
type Reason string

const (
	TooFew Reason = "too-few" // fewer than two have MinRanked answers
	Alike  Reason = "alike"   // none differs so much that chance does not explain it
)
