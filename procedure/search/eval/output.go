package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// ratios are figures as shares, for tables and JSON.
type ratios struct {
	N         int     `json:"n"`
	First     float64 `json:"recall_1"`
	Three     float64 `json:"recall_3"`
	MRR       float64 `json:"mrr"`
	Shown     float64 `json:"shown_first"`
	Refused   float64 `json:"refused"`
	Offered   float64 `json:"asked_back"`
	WrongCard float64 `json:"wrong_card"`

	Hopeless     int     `json:"unanswerable"`
	Answered     float64 `json:"unanswerable_answered"`
	HopelessCard float64 `json:"unanswerable_card"`

	Uncoded         int `json:"uncoded"`
	UncodedFirst    int `json:"uncoded_first"`
	UncodedAnswered int `json:"uncoded_answered"`
	Followups       int `json:"followups_left_out"`

	P50 time.Duration `json:"p50_ns"`
	P99 time.Duration `json:"p99_ns"`
}

func (f *figures) ratios() ratios {
	return ratios{
		N: f.n, First: share(f.first, f.n), Three: share(f.three, f.n), MRR: f.reciprocal / float64(max(f.n, 1)),
		Shown: share(f.shown, f.n), Refused: share(f.refused, f.n), Offered: share(f.offered, f.n), WrongCard: share(f.wrongCard, f.n),
		Hopeless: f.hopeless, Answered: share(f.answered, f.hopeless), HopelessCard: share(f.hopelessCard, f.hopeless),
		Uncoded: f.uncoded, UncodedFirst: f.uncodedFirst, UncodedAnswered: f.uncodedAnsw, Followups: f.followups,
		P50: f.percentile(50), P99: f.percentile(99),
	}
}

// MarshalJSON gives the shares rather than the counts.
func (f *figures) MarshalJSON() ([]byte, error) { return json.Marshal(f.ratios()) }

func writeJSON(w io.Writer, r report) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

const legend = `R@1, R@3, MRR   a right procedure ranked first, among the first three; mean of 1/rank among five; whether refused or not
shown           a right procedure first and not refused: what a citizen gets
refused, asked  answerable, yet refused; asked back which one is meant (baselines never ask back)
wrong           a wrong procedure shown as the answer to an answerable question
answered, card  nothing answers the question, yet it was not refused; … and one procedure was shown as the answer
Follow-ups make no sense alone and are left out. "Uncoded" questions, which a procedure without official code
answers, are counted apart. A vague question ("clarify") without right codes counts as unanswerable.
`

func writeTables(w io.Writer, r report, o options) error {
	p := &printer{w: w}
	p.printf("%s\n", legend)
	p.baselines(r.Baselines, o.settings)
	for _, f := range r.Files {
		p.file(f)
	}
	p.cross(r.Cross)
	if r.LeaveOut != nil {
		p.leaveOut(r.LeaveOut)
	}
	if o.fails {
		p.fails(r.Files)
	}
	return p.err
}

// printer keeps the first error of writing.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// table prints rows of cells separated by tabs.
func (p *printer) table(rows []string) {
	if p.err != nil {
		return
	}
	t := tabwriter.NewWriter(p.w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range rows {
		if _, err := fmt.Fprintln(t, row+"\t"); err != nil {
			p.err = err
			return
		}
	}
	p.err = t.Flush()
}

func (p *printer) baselines(bs []baseline, all bool) {
	for _, b := range bs {
		p.printf("%s: best of %d settings by recall@1 on dev.tsv: %s.\n", b.Name, len(b.tried), b.Setting)
		p.printf("  Refuses below %.4g of %s, the threshold with the highest balanced accuracy on dev.tsv (%.3f).\n", b.At, b.Scale, b.Balance)
		if !all {
			continue
		}
		for _, t := range b.tried {
			p.printf("    R@1 %.3f  MRR %.3f  balanced accuracy %.3f  %s\n", share(t.figures.first, t.figures.n),
				t.figures.reciprocal/float64(max(t.figures.n, 1)), t.balance, t.judged.ranker.setting())
		}
	}
	if len(bs) > 0 {
		p.printf("ours: the thresholds of the program (procedure/search/search.go).\n\n")
	}
}

const fileHeader = "system\tquestions\tn\tR@1\tR@3\tMRR\tshown\trefused\tasked\twrong\t| unanswerable\tanswered\tcard\t| p50\tp99"

// fewestAside is the smallest group of a file kept aside that is printed: the figures of one or two questions would tell
// about single ones.
const fewestAside = 10

func (p *printer) file(f fileReport) {
	all := f.Systems[0].All
	fewest := 1
	if f.aside {
		fewest = fewestAside
	}
	p.printf("== %s: %s\n   %d answerable, %d unanswerable, %d uncoded, %d follow-ups left out\n", f.File, f.About,
		all.n, all.hopeless, all.uncoded, all.followups)
	rows := []string{fileHeader}
	for _, m := range f.Systems {
		rows = append(rows, row(m.System, "all", m.All))
	}
	for _, split := range []func(*measured) map[string]*figures{
		func(m *measured) map[string]*figures { return m.Kinds },
		func(m *measured) map[string]*figures { return m.Types },
	} {
		rows = append(rows, strings.Repeat("\t", strings.Count(fileHeader, "\t")))
		for _, name := range slices.Sorted(maps.Keys(split(f.Systems[0]))) {
			for _, m := range f.Systems {
				if g := split(m)[name]; g.n+g.hopeless >= fewest {
					rows = append(rows, row(m.System, name, g))
				}
			}
		}
	}
	p.table(rows)
	for _, m := range f.Systems {
		if m.All.uncoded > 0 {
			p.printf("   uncoded, %s: %d of %d right procedure first, %d not refused\n", m.System, m.All.uncodedFirst, m.All.uncoded, m.All.uncodedAnsw)
		}
	}
	p.calibration(f.Systems[0].Bins)
	p.printf("\n")
}

func row(system, name string, f *figures) string {
	r := f.ratios()
	good := strings.Repeat("–\t", 6) + "–"
	if r.N > 0 {
		good = fmt.Sprintf("%s\t%s\t%.3f\t%s\t%s\t%s\t%s", percent(r.First), percent(r.Three), r.MRR, percent(r.Shown),
			percent(r.Refused), percent(r.Offered), percent(r.WrongCard))
	}
	bad := "–\t–"
	if r.Hopeless > 0 {
		bad = percent(r.Answered) + "\t" + percent(r.HopelessCard)
	}
	return fmt.Sprintf("%s\t%s\t%d\t%s\t| %d\t%s\t| %s\t%s", system, name, r.N, good, r.Hopeless, bad, micros(r.P50), micros(r.P99))
}

func percent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

func micros(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }

func (p *printer) cross(rows []crossRow) {
	if len(rows) == 0 {
		return
	}
	p.printf("== cross-validation of ours: some wordings taken out at random, %d seeds, mean (lowest–highest)\n", seeds)
	out := []string{"file\twithout\tR@1\tR@3\trefused\twrong\t| answered\tcard"}
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%s\t%s\t%s\t%s\t%s\t%s\t| %s\t%s", r.File, r.Without, r.First, r.Three, r.Refused, r.Wrong, r.Answered, r.Card))
	}
	p.table(out)
	p.printf("\n")
}

func (s spread) String() string {
	if s.n < 2 {
		return percent(s.Mean)
	}
	return fmt.Sprintf("%.1f%% (%.1f–%.1f)", 100*s.Mean, 100*s.Low, 100*s.High)
}

func (p *printer) leaveOut(l *leaveOut) {
	p.printf("== %s, each question asked without the wordings that equal it or hold %.0f %% of its telling words\n", l.File, 100*ownShare)
	p.printf("   %d of %d questions affected, %.1f wordings taken out for each\n", l.Affected, l.N, float64(l.Removed)/float64(max(l.Affected, 1)))
	out := []string{"questions\tn\tR@1\tR@3\tMRR\tshown\trefused\twrong\t| unanswerable\tanswered\tcard"}
	for _, x := range []struct {
		name string
		r    ratios
	}{{"all, as they are", l.Before}, {"all, own wordings out", l.After}, {"affected, as they are", l.AffectedBefore}, {"affected, own wordings out", l.AffectedAfter}} {
		out = append(out, fmt.Sprintf("%s\t%d\t%s\t%s\t%.3f\t%s\t%s\t%s\t| %d\t%s\t%s", x.name, x.r.N, percent(x.r.First), percent(x.r.Three), x.r.MRR,
			percent(x.r.Shown), percent(x.r.Refused), percent(x.r.WrongCard), x.r.Hopeless, percent(x.r.Answered), percent(x.r.HopelessCard)))
	}
	p.table(out)
	p.printf("\n")
}

// fails lists what went wrong with ours; files kept aside have nothing to list.
func (p *printer) fails(files []fileReport) {
	for _, f := range files {
		for _, x := range f.Systems[0].failed {
			p.printf("%s\t%s\t%s\twant %s\t%q\n", f.File, x.q.typ, [...]string{"refused", "offered", "card"}[x.a.verdict], cmpOr(strings.Join(x.q.right, "|")), x.q.text)
			for _, h := range x.a.hits[:min(len(x.a.hits), 3)] {
				p.printf("\t%.2f %s\n", h.score, h.key)
			}
		}
	}
}

func cmpOr(right string) string {
	if right == "" {
		return "a refusal"
	}
	return right
}
