// Package org describes who asks the questions: communes (đơn vị), their reception points (điểm tiếp
// nhận) and the kinds of slip (loại phiếu) that carry a QR. It holds no data of citizens.
package org

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the product must know Vietnam's clock on a machine without zoneinfo

	"motcua/internal/vntext"
)

// Unit is one commune-level People's Committee (UBND xã, phường, đặc khu) or a sample of one.
type Unit struct {
	ID       int32     // small number, given by the database; part of every signed start payload
	Code     string    // administrative code or a chosen slug, [a-z0-9-]{1,32}; what --unit takes
	Name     string    // "xã Long Điền"
	Demo     bool      // sample data: every page, digest and file that shows it must say so
	Created  time.Time // the unit owes nothing for the time before this
	Settings Settings
}

// Settings are the facts of a unit that texts and duties need. All are optional; a text leaves out what
// is not known rather than inventing it.
type Settings struct {
	Office          string `json:"office,omitempty"`           // who answers for the survey: "Văn phòng HĐND và UBND xã"
	Center          string `json:"center,omitempty"`           // "Trung tâm Phục vụ hành chính công xã …"
	Address         string `json:"address,omitempty"`          // where papers are handed in
	Province        string `json:"province,omitempty"`         // "Đồng Nai", "TP. Hồ Chí Minh": whose council sets the fees
	Hotline         string `json:"hotline,omitempty"`          // phone number shown when the bot does not know
	Hours           string `json:"hours,omitempty"`            // working hours, in words
	PortalURL       string `json:"portal_url,omitempty"`       // where files are handed in and looked up online; "" = the national portal
	Online          string `json:"online,omitempty"`           // what the unit says about handing in online
	Post            string `json:"post,omitempty"`             // … by post
	Proxy           string `json:"proxy,omitempty"`            // … through somebody else
	Payment         string `json:"payment,omitempty"`          // how fees are paid
	Reception       string `json:"reception,omitempty"`        // when and where the chairman receives citizens (lịch tiếp công dân)
	Complaint       string `json:"complaint,omitempty"`        // where complaints and denunciations are handed in
	Note            string `json:"note,omitempty"`             // shown beside the name, e.g. where a merged commune is now
	RetentionMonths int    `json:"retention_months,omitempty"` // how long single answers are kept; 0 = DefaultRetentionMonths
	DigestHour      int    `json:"digest_hour,omitempty"`      // hour of the day after the month, local time; 0 = DefaultDigestHour
	PartialDays     int    `json:"partial_days,omitempty"`     // an unfinished survey is closed after so many idle days; 0 = DefaultPartialDays

	Cuts []Cut `json:"cuts,omitempty"` // when months of reports do not begin with the calendar's; see calendar.Window

	Parent       string   `json:"parent,omitempty"`       // code of the unit above (province), which compares its units
	Predecessors []string `json:"predecessors,omitempty"` // codes of units merged into this one
	MergedFrom   string   `json:"merged_from,omitempty"`  // first month of the merged unit, "2026-07"; "" = the month in which it was made here

	// What stands around a report as an administrative letter (Decree 30/2020); report/letter says what is printed
	// where one is not known. Names are written as within a sentence; the letter sets them in capitals.
	Superior string   `json:"superior,omitempty"` // cơ quan chủ quản: "Ủy ban nhân dân thành phố Hồ Chí Minh"
	Issuer   string   `json:"issuer,omitempty"`   // cơ quan ban hành; "" = "Ủy ban nhân dân" and the unit's name
	Symbol   string   `json:"symbol,omitempty"`   // ký hiệu after the number: "BC-UBND"
	Place    string   `json:"place,omitempty"`    // địa danh before the date; "" = from the unit's name
	Bases    []string `json:"bases,omitempty"`    // căn cứ, one whole text each: "Căn cứ Kế hoạch số …"
	To       []string `json:"to,omitempty"`       // Kính gửi
	CC       []string `json:"cc,omitempty"`       // Nơi nhận after "Như trên"; one that begins with "Lưu" is where the copy is kept
	SignOn   string   `json:"sign_on,omitempty"`  // "TM. ỦY BAN NHÂN DÂN"
	SignFor  string   `json:"sign_for,omitempty"` // "KT. CHỦ TỊCH"; "" when the head signs
	SignAs   string   `json:"sign_as,omitempty"`  // "PHÓ CHỦ TỊCH"
	Signer   string   `json:"signer,omitempty"`   // name without titles
}

const (
	DefaultRetentionMonths = 24
	DefaultDigestHour      = 8
	DefaultPartialDays     = 7
)

// Retention is how many months single answers are kept.
func (s Settings) Retention() int { return orDefault(s.RetentionMonths, DefaultRetentionMonths) }

// Digest is the local hour of the day after a month at which its digest is owed.
func (s Settings) Digest() int { return orDefault(s.DigestHour, DefaultDigestHour) }

// Partial is the idle time after which an unfinished survey is closed, its answers kept.
func (s Settings) Partial() time.Duration {
	return time.Duration(orDefault(s.PartialDays, DefaultPartialDays)) * 24 * time.Hour
}

func orDefault(v, d int) int {
	if v <= 0 {
		return d
	}
	return v
}

// FullName is the name with its note: "xã Tam Phước (đơn vị mẫu; nay thuộc xã Long Điền, …)".
func (u Unit) FullName() string {
	if u.Settings.Note == "" {
		return u.Name
	}
	return u.Name + " (" + u.Settings.Note + ")"
}

// Authority is the name with its body: "UBND xã Long Điền".
func (u Unit) Authority() string { return AuthorityPrefix + u.Name }

// AuthorityPrefix stands before the name of a unit where it acts as an authority.
const AuthorityPrefix = "UBND "

var codePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

// ValidCode reports whether s can be the code of a unit or a reception point.
func ValidCode(s string) bool { return codePattern.MatchString(s) }

// Point is a reception point of a unit. After the mergers of 2025 a commune often has several.
type Point struct {
	Unit int32
	ID   int16  // small number within the unit, from 1; part of start payloads
	Code string // [a-z0-9-]{1,32}
	Name string // "Quầy 1 – Hộ tịch, chứng thực"
	// Removed says that nobody is received there any more. Reports on its time still name it.
	Removed bool
}

// FindPoint looks a point up by number, code or name (any spelling), in this order: "2" is the second
// point whatever the codes and names of the others are.
func FindPoint(points []Point, s string) (Point, error) {
	want := vntext.Fold(s)
	for _, is := range []func(Point) bool{
		func(p Point) bool { return strconv.Itoa(int(p.ID)) == s },
		func(p Point) bool { return p.Code == s },
		func(p Point) bool { return vntext.Fold(p.Name) == want },
	} {
		if i := slices.IndexFunc(points, is); i >= 0 {
			return points[i], nil
		}
	}
	var have []string
	for _, p := range points {
		have = append(have, fmt.Sprintf("%d (%s: %s)", p.ID, p.Code, p.Name))
	}
	return Point{}, fmt.Errorf("no reception point %q; there are: %s", s, strings.Join(have, ", "))
}

// Location is Vietnam's time zone, in which months begin and digests are owed.
var Location = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil { // impossible: the zone database is linked in
		return time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)
	}
	return loc
})
