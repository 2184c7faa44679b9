package site

import (
	"net/url"

	"motcua/org/directory"
	"motcua/report"
)

// unitParam names the unit of a page where there are several.
const UnitParam = "don-vi"

// linkFor is the address of a page, naming a unit unless u is nil. query is a list of names and values.
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

// resultsAddress is where everybody sees the published figures of a unit's period.
func (s *Site) ResultsAddress(u *directory.Unit, p report.Period) string {
	path := PathResults + "/" + p.String()
	if len(s.Directory().Units()) > 1 {
		return Link(u, path)
	}
	return Link(nil, path)
}

// pathResults is where a unit's published figures are.
const PathResults = "/ket-qua"

type UnitLink struct{ Name, URL string }

// foot are the ways on from a page about procedures.
type Foot struct{ Chat, All, Changes, Results string } // Results is "" while nothing is published

// pathFeed is where the changes of procedures are, for feed readers.
const PathFeed = "/thu-tuc/thay-doi.atom"
