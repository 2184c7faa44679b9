// Package survey holds the questionnaires, one citizen's way through them, and the statistics of the
// answers. It does no I/O and knows no clock: times are arguments.
package survey

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// Questionnaire is one published version of a questionnaire. A published version is frozen: its ID never stands
// for other questions, and answers keep the Hash of the file they were asked from.
type Questionnaire struct {
	ID         string              `yaml:"id"`          // "mau-v1": name and version in one
	Version    int                 `yaml:"version"`     // counts up within a questionnaire
	Title      string              `yaml:"title"`       // for staff and reports
	LegalBasis []string            `yaml:"legal_basis"` // căn cứ
	Effective  string              `yaml:"effective"`   // hiệu lực từ, yyyy-mm-dd
	Intro      string              `yaml:"intro"`       // said before the first question
	Overall    string              `yaml:"overall"`     // id of the question that gives the headline figure
	Scales     map[string][]Option `yaml:"scales"`      // named lists of options
	Indices    []Index             `yaml:"indices"`     // what points are given for; empty for most questionnaires
	Questions  []Question          `yaml:"questions"`

	// Hash is the SHA-256 of the file, in hex. It is computed, not written in the file.
	Hash string `yaml:"-"`
	// Source is the file itself, kept so that a published version can be shown as it was.
	Source []byte `yaml:"-"`
}

// Question is one step of a questionnaire.
type Question struct {
	ID        string   `yaml:"id"`
	Text      string   `yaml:"text"`      // exact wording shown to the citizen
	Hint      string   `yaml:"hint"`      // small print below the text; "" = none
	Short     string   `yaml:"short"`     // label in charts and tables
	Kind      Kind     `yaml:"kind"`      // choice (default) or text
	Scale     string   `yaml:"scale"`     // name of a scale, instead of Options
	Options   []Option `yaml:"options"`   // filled from Scale when that is given
	Factor    string   `yaml:"factor"`    // which of the five SIPAS factors it touches; "" = none
	Dimension string   `yaml:"dimension"` // "field": the answer says where all others of this response are counted
	Index     int      `yaml:"index"`     // which of the questionnaire's indices the points of its options are for; 0 = none
	Rated     bool     `yaml:"-"`         // options are degrees of satisfaction: share, mean and interval make sense
	When      *When    `yaml:"when"`      // asked only if this holds
	Slips     []string `yaml:"slips"`     // asked only of who came by one of these slips; empty = of everybody (see slips.go)

	names []name // of the options, for Match
}

// Kind is how a question is answered.
type Kind string

const (
	Choice Kind = "choice"
	Text   Kind = "text"
)

// Option is one answer that can be chosen.
type Option struct {
	Value int    `yaml:"value"` // 1… ; NotApplicable (0) is counted as missing
	Code  string `yaml:"code"`  // for dimension questions: stable name in figures
	Label string `yaml:"label"` // exact wording
	// Words are other ways to say it, compared folded. A single syllable written with marks is not found
	// where other marks were typed: write "ổn", not "on", or "ồn" (noisy) counts as well.
	Words []string `yaml:"words"`
	// Points are what the answer gives the index of its question; nil if it is not counted there.
	Points *int   `yaml:"points"`
	Signal Signal `yaml:"signal"` // what the answer means for the findings of a report; "" = nothing
	// Says is how a finding retells the answer, behind "nói": no more than was asked. "" = it quotes question and answer.
	Says string `yaml:"says"`
}

// When is a condition on an earlier answer.
type When struct {
	Question string `yaml:"question"`
	In       []int  `yaml:"in"`
}

// Satisfied is the lowest value counted as satisfied on the five-level scale ("Hài lòng").
const Satisfied = 4

// bestMark is the highest value of that scale ("Rất hài lòng").
const bestMark = 5

// worstMark is the lowest ("Rất không hài lòng").
const worstMark = 1

// ratedScale is the name of the scale whose values are degrees of satisfaction from 1 to 5.
const ratedScale = "hai-long-5"

//go:embed forms/*.yaml
var bundled embed.FS

// Bundled gives a questionnaire that is part of the program, e.g. "mau-v1".
func Bundled(id string) (*Questionnaire, error) {
	b, err := bundled.ReadFile("forms/" + id + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no bundled form %q", id)
	}
	return ParseQuestionnaire(b)
}

// BundledQuestionnaires gives all questionnaires that are part of the program, in the order of their ids.
func BundledQuestionnaires() ([]*Questionnaire, error) {
	files, err := bundled.ReadDir("forms")
	if err != nil {
		return nil, err
	}
	questionnaires := make([]*Questionnaire, len(files))
	for i, file := range files {
		if questionnaires[i], err = Bundled(strings.TrimSuffix(file.Name(), ".yaml")); err != nil {
			return nil, err
		}
	}
	return questionnaires, nil
}

// ParseQuestionnaire reads and checks a questionnaire file. Unknown keys are errors: a typo must not silently
// drop a condition. What is wrong is said in Vietnamese, with the keys of the file: an official writes it.
func ParseQuestionnaire(file []byte) (*Questionnaire, error) {
	var f Questionnaire
	dec := yaml.NewDecoder(bytes.NewReader(file), yaml.Strict())
	if err := dec.Decode(&f); err != nil {
		return nil, wordUnreadable(err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, errors.New(wordManyDocuments)
	}
	sum := sha256.Sum256(file)
	f.Hash, f.Source = hex.EncodeToString(sum[:]), bytes.Clone(file)
	if err := f.complete(); err != nil {
		return nil, wordInForm(f.ID, err)
	}
	return &f, nil
}

// Question finds a question by id.
func (f *Questionnaire) Question(id string) (*Question, bool) {
	for i := range f.Questions {
		if f.Questions[i].ID == id {
			return &f.Questions[i], true
		}
	}
	return nil, false
}

// Option finds an option by value.
func (q *Question) Option(value int) (Option, bool) {
	for _, o := range q.Options {
		if o.Value == value {
			return o, true
		}
	}
	return Option{}, false
}

var (
	formID     = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,30}$`)
	questionID = regexp.MustCompile(`^[a-z][a-z0-9]{0,9}$`) // short: it travels in 64 bytes of callback data
)

// complete fills scales in and checks the whole.
func (f *Questionnaire) complete() error {
	if !formID.MatchString(f.ID) || f.Version < 1 || f.Title == "" || f.Effective == "" || len(f.Questions) == 0 {
		return errors.New(wordHeadNeeded)
	}
	if _, err := time.Parse(time.DateOnly, f.Effective); err != nil {
		return wordWrongDate(f.Effective)
	}
	seen := map[string]*Question{}
	dimension := false
	for i := range f.Questions {
		q := &f.Questions[i]
		if err := f.completeQuestion(q, seen); err != nil {
			return wordInQuestion(q.ID, err)
		}
		if q.Dimension != "" {
			if dimension {
				return wordInQuestion(q.ID, errors.New(wordOneField))
			}
			dimension = true
		}
		seen[q.ID] = q
	}
	if err := f.checkIndices(); err != nil {
		return err
	}
	if o, ok := seen[f.Overall]; f.Overall != "" && (!ok || !o.Rated || len(o.Slips) > 0) {
		return wordWrongOverall(f.Overall)
	}
	return nil
}

func (f *Questionnaire) completeQuestion(q *Question, seen map[string]*Question) error {
	if !questionID.MatchString(q.ID) || q.Text == "" {
		return errors.New(wordQuestionNeeded)
	}
	if seen[q.ID] != nil {
		return errors.New(wordIdTwice)
	}
	if q.Short == "" {
		q.Short = q.Text
	}
	if q.Dimension != "" && q.Dimension != "field" {
		return wordUnknownDimension(q.Dimension)
	}
	if err := q.When.check(seen); err != nil {
		return err
	}
	if err := q.checkSlips(); err != nil {
		return err
	}
	switch q.Kind {
	case "", Choice:
		q.Kind = Choice
		return f.completeOptions(q)
	case Text:
		if q.Scale != "" || len(q.Options) > 0 || q.Dimension != "" {
			return errors.New(wordTextNoOptions)
		}
		return nil
	}
	return wordUnknownKind(q.Kind)
}

// check refuses a condition that cannot hold: it would leave the question out for good without a word.
func (w *When) check(seen map[string]*Question) error {
	if w == nil {
		return nil
	}
	q := seen[w.Question]
	if q == nil || len(w.In) == 0 {
		return errors.New(wordConditionNeeded)
	}
	for _, v := range w.In {
		_, known := q.Option(v)
		if !known && v != Skipped && (q.Kind != Text || v != Written) {
			return wordNoAnswer(v, q.ID)
		}
	}
	return nil
}

func (f *Questionnaire) completeOptions(q *Question) error {
	if q.Scale != "" {
		scale, ok := f.Scales[q.Scale]
		if !ok || len(q.Options) > 0 {
			return wordWrongScale(q.Scale)
		}
		q.Options, q.Rated = scale, q.Scale == ratedScale
		if q.Rated && !fiveDegrees(scale) {
			return wordWrongDegrees()
		}
	}
	if len(q.Options) < 2 {
		return errors.New(wordTwoOptions)
	}
	values := map[int]bool{}
	for _, o := range q.Options {
		if o.Label == "" || o.Value < 0 || o.Value > 99 || values[o.Value] {
			return wordWrongOption(o.Value)
		}
		if q.Dimension != "" && o.Code == "" {
			return wordCodeNeeded(o.Value)
		}
		values[o.Value] = true
	}
	q.names = listNames(q.Options)
	if q.Rated {
		q.names = listNames(withEnglish(q.Options))
	}
	return q.checkSignals()
}

func fiveDegrees(scale []Option) bool {
	degrees := 0
	for _, o := range scale {
		if o.Value > 5 {
			return false
		}
		if o.Value > NotApplicable {
			degrees++
		}
	}
	return degrees == 5 // values that stand twice are refused elsewhere
}
