// Package directory is the installation in memory: its units with their reception points and questionnaires, and the keys
// that sign payloads. A Directory is an immutable value; a change in the database makes a new one.
package directory

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"motcua/org"
	"motcua/survey"
)

// Directory is what the conversation must know about the installation: its units and its keys. It is an
// immutable value; a change makes a new one.
type Directory struct {
	units      []*Unit
	byID       map[int32]*Unit
	forms      map[string]*survey.Questionnaire
	tag        string
	payload    []byte
	respondent []byte
	demo       bool
}

// Unit is a unit with its reception points and its questionnaire.
type Unit struct {
	org.Unit
	Points        []org.Point
	Questionnaire *survey.Questionnaire
}

// New makes a directory; secret is the installation's. others are questionnaires that no unit asks any more, for
// those who are in the middle of one.
func New(secret []byte, demo bool, units []*Unit, others ...*survey.Questionnaire) *Directory {
	d := &Directory{units: units, byID: map[int32]*Unit{}, forms: map[string]*survey.Questionnaire{}, demo: demo,
		tag: hex.EncodeToString(derive(secret, "tag")[:6]) + "/", payload: derive(secret, "start payload"), respondent: derive(secret, "respondent")}
	for _, f := range others {
		d.forms[f.ID] = f
	}
	for _, u := range units {
		d.byID[u.ID] = u
		if u.Questionnaire != nil {
			d.forms[u.Questionnaire.ID] = u.Questionnaire
		}
	}
	return d
}

// derive makes keys for different purposes from one secret, so that none can stand in for another.
func derive(secret []byte, purpose string) []byte {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte("motcua/" + purpose))
	return m.Sum(nil)
}

// Unit finds a unit by id.
func (d *Directory) Unit(id int32) (*Unit, bool) {
	u, ok := d.byID[id]
	return u, ok
}

// UnitByCode finds a unit by code.
func (d *Directory) UnitByCode(code string) (*Unit, bool) {
	for _, u := range d.units {
		if u.Code == code {
			return u, true
		}
	}
	return nil, false
}

// Questionnaire finds a published questionnaire by id.
func (d *Directory) Questionnaire(id string) (*survey.Questionnaire, bool) {
	f, ok := d.forms[id]
	return f, ok
}

// Units are all units, oldest first.
func (d *Directory) Units() []*Unit { return d.units }

// Default is the unit of an installation that has just one.
func (d *Directory) Default() (*Unit, bool) {
	if len(d.units) != 1 {
		return nil, false
	}
	return d.units[0], true
}

// Demo reports whether this installation holds sample data.
func (d *Directory) Demo() bool { return d.demo }

// LiveKey is a conversation's key in Redis. It differs between installations, so that one made anew beside
// an old Redis does not find another's states.
func (d *Directory) LiveKey(conv string) string { return d.tag + conv }

// RespondentKey is what is kept of who answers: see org.RespondentKey.
func (d *Directory) RespondentKey(unit int32, channel, user string, day time.Time) string {
	return org.RespondentKey(d.respondent, unit, channel, user, day)
}

// Key signs start payloads.
func (d *Directory) Key() []byte { return d.payload }

// OpenPoints are the reception points where somebody is received.
func (u *Unit) OpenPoints() []org.Point {
	return slices.DeleteFunc(slices.Clone(u.Points), func(p org.Point) bool { return p.Removed })
}

// Point finds a reception point by number, a removed one too.
func (u *Unit) Point(id int16) (org.Point, bool) {
	for _, p := range u.Points {
		if p.ID == id {
			return p, true
		}
	}
	return org.Point{}, false
}
