package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"text/tabwriter"
	"time"

	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
)

// Visit codes (mã lượt): "motcua code give|list|revoke".

// codeOutput is what "motcua code give --json" prints.
type codeOutput struct {
	Unit    string      `json:"unit"`
	Sheet   int         `json:"sheet"`
	Point   string      `json:"point"`
	Slip    string      `json:"slip"`
	Expires time.Time   `json:"expires"`
	Codes   []codeLinks `json:"codes"`
	Demo    bool        `json:"demo,omitempty"`
}

// codeLinks are a code as people type it, and its links by channel.
type codeLinks struct {
	Code  string            `json:"code"`
	Links map[string]string `json:"links"`
}

const (
	usualCodeDays = 30
	mostCodeDays  = 180 // a code is for one visit; a longer life is a poster
)

// giveCodes gives a sheet of visit codes out.
func (p *program) giveCodes(f *flags) action {
	unit, point, slip, demo := f.unit(), f.text("point", ""), f.text("slip", ""), f.demo()
	n, days, sheet, asJSON := f.number("n", 0), f.number("days", usualCodeDays), f.text("sheet", ""), f.yes("json")
	return func(ctx context.Context) error {
		switch {
		case *n < 1 || *n > storage.MostCodes:
			return wrong(wordCodeCount, storage.MostCodes)
		case *days < 1 || *days > mostCodeDays:
			return wrong(wordCodeDays, mostCodeDays)
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, dir *directory.Directory, u *directory.Unit) error {
			out := qrOutput{}
			start, err := out.start(u, *point, *slip)
			if err != nil {
				return err
			}
			if *sheet != "" {
				if err := p.mayPrint(dir.Demo()); err != nil {
					return err
				}
			}
			given, codes, err := s.IssueCodes(ctx, storage.CodeOrder{Unit: u.ID, Point: start.Point, Slip: start.Slip, N: *n, Life: time.Duration(*days) * 24 * time.Hour})
			if err != nil {
				return err
			}
			o := codeOutput{Unit: u.Code, Sheet: given.No, Point: out.Point, Slip: out.Slip, Expires: given.Expires.In(org.Location()), Demo: dir.Demo()}
			o.Codes = p.linksOfCodes(ctx, dir, u, codes)
			if *sheet != "" {
				if err := p.writeCodeSheet(*sheet, u, start, o); err != nil {
					return err
				}
			}
			if *asJSON {
				return p.printJSON(o)
			}
			return p.printCodes(u, start, o, *sheet)
		})
	}
}

// linksOfCodes writes codes as they are typed, with the links their QR can have.
func (p *program) linksOfCodes(ctx context.Context, dir *directory.Directory, u *directory.Unit, codes []string) []codeLinks {
	to := p.qrLinks(ctx, "")
	behind := "" // the unit, where there are several: the page does not look a code up before it is used
	if _, alone := dir.Default(); !alone {
		behind = "?don-vi=" + url.QueryEscape(u.Code)
	}
	all := make([]codeLinks, len(codes))
	for i, code := range codes {
		all[i] = codeLinks{org.ShowVisitCode(code), map[string]string{"web": to["web"] + code + behind}}
		for _, on := range p.served() {
			if link, ok := to[on.Name()]; ok {
				all[i].Links[on.Name()] = link + code
			}
		}
	}
	return all
}

func (p *program) printCodes(u *directory.Unit, start org.Start, o codeOutput, sheet string) error {
	fmt.Fprintf(p.out, wordCodesGiven, o.Sheet, u.FullName(), len(o.Codes), placeOfCodes(u, start.Point, start.Slip), o.Expires.Format("02/01/2006"))
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, c := range o.Codes {
		fmt.Fprintf(w, "%s\t%s\n", c.Code, c.Links["web"])
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if sheet != "" {
		fmt.Fprintf(p.out, wordCodesSheet, sheet)
	}
	_, err := io.WriteString(p.out, wordCodesHandOut)
	return err
}

// placeOfCodes names the point and the slip of codes.
func placeOfCodes(u *directory.Unit, point int16, slip org.Slip) string {
	place := wordCodesNowhere
	if pt, ok := u.Point(point); ok {
		place = pt.Name
	}
	if slip != org.NoSlip {
		place += " · " + slip.Label()
	}
	return place
}

// dayOfCodes is a line of "motcua code list --json". Used is nil where so few were used that it would be about persons.
type dayOfCodes struct {
	Day   string `json:"day"`
	Point string `json:"point"`
	Given int    `json:"given"`
	Used  *int   `json:"used"`
}

// listCodes says how many codes were given out and used on days that are over.
func (p *program) listCodes(f *flags) action {
	unit, demo, days, asJSON := f.unit(), f.demo(), f.number("days", 31), f.yes("json")
	return func(ctx context.Context) error {
		if *days < 1 {
			return wrong(wordDaysForm)
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			now, err := s.Now(ctx)
			if err != nil {
				return err
			}
			found, err := s.DaysOfCodes(ctx, u.ID, now.In(org.Location()).AddDate(0, 0, -*days))
			if err != nil {
				return err
			}
			lines := make([]dayOfCodes, len(found))
			for i, d := range found {
				lines[i] = dayOfCodes{Day: d.Day.Format(time.DateOnly), Given: d.Given}
				if pt, ok := u.Point(d.Point); ok {
					lines[i].Point = pt.Code
				}
				if d.Used == 0 || d.Used >= report.MinShown {
					lines[i].Used = &found[i].Used
				}
			}
			if *asJSON {
				return p.printJSON(lines)
			}
			return p.printCodeDays(u, lines)
		})
	}
}

func (p *program) printCodeDays(u *directory.Unit, lines []dayOfCodes) error {
	if len(lines) == 0 {
		fmt.Fprintf(p.out, wordCodesNone, u.FullName())
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	if len(lines) > 0 {
		fmt.Fprint(w, wordCodesHead)
	}
	for _, l := range lines {
		used := say(wordCodesFew, report.MinShown)
		if l.Used != nil {
			used = strconv.Itoa(*l.Used)
		}
		day, place := l.Day, l.Point
		if at, err := time.Parse(time.DateOnly, l.Day); err == nil {
			day = at.Format("02/01/2006")
		}
		if place == "" {
			place = wordCodesNowhere
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", day, place, l.Given, used)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(p.out, wordCodesFinished)
	return err
}

// revokeCodes takes codes back that nobody has used. Whether one had been used it does not say: that would tell who asks again and
// again when it was.
func (p *program) revokeCodes(f *flags) action {
	unit, demo, sheet := f.unit(), f.demo(), f.number("sheet", 0)
	return func(ctx context.Context) error {
		if (*sheet > 0) == (len(p.words) > 0) {
			return wrong(wordRevokeForm)
		}
		codes, err := readCodes(p.words)
		if err != nil {
			return err
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			if *sheet > 0 {
				if err := s.RevokeSheet(ctx, u.ID, *sheet); err != nil {
					return notGiven(err, wordNoCodeSheet, *sheet)
				}
				fmt.Fprintf(p.out, wordSheetRevoked, *sheet)
			}
			for _, code := range codes {
				if err := s.RevokeCode(ctx, u.ID, code); err != nil {
					return notGiven(err, wordNoSuchCode, org.ShowVisitCode(code))
				}
				fmt.Fprintf(p.out, wordCodeRevoked, org.ShowVisitCode(code))
			}
			return nil
		})
	}
}

func readCodes(words []string) (codes []string, err error) {
	for _, w := range words {
		code, _, ok := org.ParseVisitCode(w)
		if !ok {
			return nil, wrong(wordCodeMisread, w)
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// notGiven says that there is no such thing, if that is what went wrong.
func notGiven(err error, sentence string, what any) error {
	if errors.Is(err, storage.ErrNotFound) {
		return refuse(sentence, what)
	}
	return err
}

func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
