package org

// Evidence says what shows that a form stands on a visit to the unit: the class of its invitation. It is kept with each form
// and shown in each figure. It is no part of the slip window: one form per respondent, point, slip and day, whatever it stands on.
type Evidence string

// The classes, the strongest first. They are stored as these words.
const (
	Code       Evidence = "code"   // mã lượt: a one-time code given by hand for one visit
	Screen     Evidence = "screen" // the one-time QR of the screen at the counter, or its kiosk
	Poster     Evidence = "poster" // the signed QR of a reception point, which hangs or is printed and can be photographed
	NoEvidence Evidence = ""       // came by the menu, without any code
)

// Evidences are all classes, in the order in which they are listed.
func Evidences() []Evidence { return []Evidence{Code, Screen, Poster, NoEvidence} }

// OfVisit reports whether a form of this class proves a visit: its code was good once, at one place, for some time.
func (e Evidence) OfVisit() bool { return e == Code || e == Screen }

// Label is the Vietnamese name shown to people.
func (e Evidence) Label() string {
	switch e {
	case Code:
		return "Mã lượt"
	case Screen:
		return "Màn hình tại quầy"
	case Poster:
		return "Mã QR in sẵn"
	}
	return "Không có mã"
}

// strength orders the classes.
func (e Evidence) strength() int {
	switch e {
	case Code, Screen:
		return 2
	case Poster:
		return 1
	}
	return 0
}

// WeakerThan reports whether another class says more for a visit than this one.
func (e Evidence) WeakerThan(other Evidence) bool { return e.strength() < other.strength() }
