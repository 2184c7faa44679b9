package site

import (
	"net/url"

	"motcua/internal/calendar"
	"motcua/org/directory"
)

// UnitParam names the unit of a page where there are several.
const UnitParam = "don-vi"

// Link is the address of a page, naming a unit unless u is nil. query is a list of names and values.
func Link(u *directory.Unit, path string, query ...string) string {
	q := url.Values{}
	for i := 0; i < len(query); i += 2 {
		q.Set(query[i], query[i+1])
	}
	if u != nil {
		q.Set(UnitParam, u.Code)
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// ResultsAddress is where everybody sees the published figures of a unit's period.
func (s *Site) ResultsAddress(u *directory.Unit, p calendar.Period) string {
	path := PathResults + "/" + p.String()
	if len(s.Directory().Units()) > 1 {
		return Link(u, path)
	}
	return Link(nil, path)
}

// PathResults is where a unit's published figures are.
const PathResults = "/ket-qua"

// UnitLink is the way to a unit's page.
type UnitLink struct{ Name, URL string }

// Foot are the ways on from a page meant for everybody; Results is "" while nothing is published.
type Foot struct{ Chat, All, Changes, Results string }

// PathFeed is where the changes of procedures are, for feed readers.
const PathFeed = "/thu-tuc/thay-doi.atom"
