package procedure

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Catalog is an immutable set of procedures. It is safe for concurrent use.
type Catalog struct {
	all     []*Procedure
	byKey   map[string]*Procedure
	byCode  map[string]*Procedure
	fields  []Field
	byField map[string][]*Procedure
	asOf    Date

	fees      map[placeKey][]FeeRule
	overrides map[placeKey][]Override
}

// ErrEmpty says that a catalogue would have no procedure in it.
var ErrEmpty = errors.New("catalogue has no procedures")

// keyPattern is what a Key may look like, so that it fits into the callback of a button.
var keyPattern = regexp.MustCompile(`^[A-Za-z0-9.-]{1,16}$`)

// New builds a catalogue from ps, in their order. Keys and codes must be unique, keys short enough for a
// button, names not empty; all that is wrong is reported in one error. ps is copied.
func New(ps []Procedure) (*Catalog, error) {
	if len(ps) == 0 {
		return nil, ErrEmpty
	}
	c := &Catalog{
		all:    make([]*Procedure, 0, len(ps)),
		byKey:  make(map[string]*Procedure, len(ps)),
		byCode: make(map[string]*Procedure, len(ps)),
	}
	var problems []error
	for i := range ps {
		p := ps[i]
		if err := c.add(&p); err != nil {
			problems = append(problems, fmt.Errorf("procedure %d: %w", i, err))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	labelAll(c.all)
	var err error
	if c.fields, c.byField, err = groupFields(c.all); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Catalog) add(p *Procedure) error {
	switch {
	case !keyPattern.MatchString(p.Key):
		return fmt.Errorf("key %q: want 1 to 16 letters, digits, dots or dashes", p.Key)
	case strings.TrimSpace(p.Name) == "":
		return fmt.Errorf("key %s: name is empty", p.Key)
	case strings.TrimSpace(p.Field) == "":
		return fmt.Errorf("key %s: field is empty", p.Key)
	case c.byKey[p.Key] != nil:
		return fmt.Errorf("key %s: used twice", p.Key)
	case p.Code != "" && c.byCode[p.Code] != nil:
		return fmt.Errorf("code %s: used twice", p.Code)
	}
	c.all = append(c.all, p)
	c.byKey[p.Key] = p
	if p.Code != "" {
		c.byCode[p.Code] = p
	}
	if p.AsOf > c.asOf {
		c.asOf = p.AsOf
	}
	return nil
}

// Len is the number of procedures.
func (c *Catalog) Len() int { return len(c.all) }

// All is every procedure in catalogue order. The slice is the caller's.
func (c *Catalog) All() []*Procedure { return append([]*Procedure(nil), c.all...) }

// AsOf is the newest date of any record.
func (c *Catalog) AsOf() Date { return c.asOf }

// ByKey finds a procedure by its handle.
func (c *Catalog) ByKey(key string) (*Procedure, bool) {
	p, ok := c.byKey[key]
	return p, ok
}

// ByCode finds a procedure by its official code in any of the ways it is written: "1.001193", with the
// suffix of an agency "1.001193.000.00.00.H41", or with a space for the dot.
func (c *Catalog) ByCode(code string) (*Procedure, bool) {
	found, _, ok := CutCode(code)
	if !ok {
		return nil, false
	}
	p, ok := c.byCode[found]
	return p, ok
}

// codePattern is the national code, one digit and six, whatever stands between them.
var codePattern = regexp.MustCompile(`(?:^|\D)(\d)\s*[.,\s-]\s*(\d{6})(?:\D|$)`)

// CutCode finds the first official code written in s, in any of the ways it is written, and what stands around it.
func CutCode(s string) (code, rest string, ok bool) {
	m := codePattern.FindStringSubmatchIndex(s)
	if m == nil {
		return "", s, false
	}
	return s[m[2]:m[3]] + "." + s[m[4]:m[5]], s[:m[2]] + " " + s[m[5]:], true
}
