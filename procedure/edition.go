package procedure

import (
	"errors"
	"fmt"

	"motcua/internal/vntext"
)

// Edition is everything an installation has published about procedures. The bundled one has records only.
type Edition struct {
	Procedures []Procedure
	Aliases    []Alias
	Fees       []FeeRule
	Overrides  []Override
}

// Build makes the catalogue of an edition. Beside what New asks for, aliases must lead to a procedure and must not be
// the code of another one; fees and overrides of procedures that are not in the edition are left out, since records
// come and go while a province's table stays.
func Build(e Edition) (*Catalog, error) {
	c, err := New(e.Procedures)
	if err != nil {
		return nil, err
	}
	var problems []error
	for _, a := range e.Aliases {
		if err := c.addAlias(a); err != nil {
			problems = append(problems, err)
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	c.fees, c.overrides = map[placeKey][]FeeRule{}, map[placeKey][]Override{}
	for _, f := range e.Fees {
		if c.byKey[f.Key] != nil {
			at := placeKey{vntext.Fold(f.Province), f.Key}
			c.fees[at] = append(c.fees[at], f)
		}
	}
	for _, o := range e.Overrides {
		if c.byKey[o.Key] != nil {
			at := placeKey{o.Unit, o.Key}
			c.overrides[at] = append(c.overrides[at], o)
		}
	}
	return c, nil
}

// placeKey is a place, a unit's code or a province's folded name, and a procedure.
type placeKey struct{ place, key string }

func (c *Catalog) addAlias(a Alias) error {
	p := c.byKey[a.Key]
	if p == nil {
		return fmt.Errorf("alias %s: no procedure %q", a.Code, a.Key)
	}
	if other := c.byCode[a.Code]; other != nil && other != p {
		return fmt.Errorf("alias %s: is the code of %s", a.Code, other.Key)
	}
	c.byCode[a.Code] = p
	if c.byKey[a.Code] == nil {
		c.byKey[a.Code] = p // buttons of messages sent before the change of code
	}
	return nil
}

// Local is what is known about p at one place.
func (c *Catalog) Local(unit, province string, p *Procedure) Local {
	return Local{
		Overrides: c.overrides[placeKey{unit, p.Key}],
		Fees:      c.fees[placeKey{vntext.Fold(province), p.Key}],
	}
}
