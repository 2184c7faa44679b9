package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// table is an import of a table: check reads the file against the catalogue and says everything that is wrong, put stores
// all of it or nothing.
type table struct {
	what  string
	check func(w *workshop, name string, data []byte) (n int, problems []string)
	put   func(ctx context.Context, w *workshop, act storage.Act) (storage.Outcome, error)
}

// importTable is the frame of an import of a table.
func (p *program) importTable(f *flags, t table) action {
	flags := writingFlags(f)
	return func(ctx context.Context) (err error) {
		name := p.words[0]
		data, err := readFile(name)
		if err != nil {
			return err
		}
		w, err := p.openWorkshop(ctx, flags.demo, flags.dry)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
		n, problems := t.check(w, name, data)
		if len(problems) > 0 {
			return p.complain(problems)
		}
		fmt.Fprintf(p.out, wordTableFine, name, n)
		if w.Store == nil {
			return nil
		}
		out, err := t.put(ctx, w, flags.act(t.what+" "+name))
		if err != nil {
			return p.refusal(err)
		}
		writeOutcome(p.out, out, flags.dry)
		writeChanges(p.out, out.Changes)
		return nil
	}
}

var feeColumns = []column{
	{"province", "tỉnh", true}, {"code", "mã", true}, {"channel", "cách nộp", false}, {"condition", "trường hợp", false},
	{"amount_vnd", "mức", true}, {"per", "đơn vị tính", false}, {"exempt", "miễn", false}, {"source", "căn cứ", true},
	{"from", "từ ngày", true}, {"until", "đến ngày", false},
}

// importFees stores a province's table of fees.
func (p *program) importFees(f *flags) action {
	whole := f.yes("whole")
	var rules []procedure.FeeRule
	return p.importTable(f, table{"fees", func(w *workshop, name string, data []byte) (int, []string) {
		t := readCSV(name, data, feeColumns)
		at := map[procedure.FeeRule][]int{} // what a fee is for → where in rules
		for _, r := range t.rows {
			rule := r.fee(w.base)
			what := procedure.FeeRule{Province: vntext.Fold(rule.Province), Key: rule.Key, Channel: rule.Channel, Condition: rule.Condition, Per: rule.Per}
			for _, n := range at[what] {
				if other := rules[n]; procedure.Holds(other.From, other.Until, rule.From) || procedure.Holds(rule.From, rule.Until, other.From) {
					r.wrong(wordRowOverlaps, t.rows[n].line)
				}
			}
			at[what] = append(at[what], len(rules))
			rules = append(rules, rule)
		}
		return len(rules), t.problems
	}, func(ctx context.Context, w *workshop, act storage.Act) (storage.Outcome, error) {
		return w.PutFees(ctx, rules, *whole, act)
	}})
}

// feeChannels are the ways to hand in that a fee may differ by.
var feeChannels = []string{"trực tiếp", "trực tuyến", "bưu chính"}

func (r *tableRow) fee(c *procedure.Catalog) procedure.FeeRule {
	rule := procedure.FeeRule{
		Province: r.cells["province"], Key: r.key("code", c), Condition: r.cells["condition"], AmountVND: r.amount("amount_vnd"),
		Per: r.cells["per"], Exempt: r.cells["exempt"], Source: r.cells["source"],
	}
	if channel := r.cells["channel"]; channel != "" {
		for _, known := range feeChannels {
			if vntext.Fold(known) == vntext.Fold(channel) {
				rule.Channel = known
			}
		}
		if rule.Channel == "" {
			r.wrong(wordRowChannel, channel, strings.Join(feeChannels, ", "))
		}
	}
	rule.From, rule.Until = r.span()
	return rule
}

var overrideColumns = []column{
	{"code", "mã", true}, {"block", "mục", true}, {"text", "nội dung", true}, {"source", "căn cứ", true}, {"from", "từ ngày", true}, {"until", "đến ngày", false},
}

// importOverrides stores what a unit says instead of the record.
func (p *program) importOverrides(f *flags) action {
	unit, whole := f.unit(), f.yes("whole")
	var rules []procedure.Override
	return p.importTable(f, table{"overrides", func(w *workshop, name string, data []byte) (int, []string) {
		t := readCSV(name, data, overrideColumns)
		code := *unit
		if w.Store != nil {
			u, err := pickUnit(w.dir, *unit)
			if err != nil {
				return 0, []string{explain(err)}
			}
			code = u.Code
		}
		seen := map[procedure.Override]int{}
		for _, r := range t.rows {
			rule := r.override(w.base, code)
			at := procedure.Override{Key: rule.Key, Block: rule.Block, From: rule.From}
			if first := seen[at]; first > 0 {
				r.wrong(wordRowSameDay, first)
			}
			seen[at] = r.line
			rules = append(rules, rule)
		}
		return len(rules), t.problems
	}, func(ctx context.Context, w *workshop, act storage.Act) (storage.Outcome, error) {
		return w.PutOverrides(ctx, rules, *whole, act)
	}})
}

// overrideBlocks are the blocks by the names they may be given.
var overrideBlocks = map[string]procedure.Block{
	"fee": procedure.BlockFee, "phi": procedure.BlockFee, "le phi": procedure.BlockFee, "phi le phi": procedure.BlockFee,
	"time": procedure.BlockTime, "thoi han": procedure.BlockTime, "place": procedure.BlockPlace, "noi nop": procedure.BlockPlace,
}

var (
	anyNumber = regexp.MustCompile(`\d`)
	timeUnit  = regexp.MustCompile(`\b(phut|gio|buoi|ngay|tuan|thang|nam)\b`)
	moneyUnit = regexp.MustCompile(`\b(dong|vnd|d)\b`)
)

func (r *tableRow) override(c *procedure.Catalog, unit string) procedure.Override {
	o := procedure.Override{Unit: unit, Key: r.key("code", c), Block: overrideBlocks[vntext.Fold(r.cells["block"])], Text: r.cells["text"], Source: r.cells["source"]}
	folded := strings.ReplaceAll(o.Text, "%", " dong ")
	switch folded = vntext.Fold(folded); {
	case o.Block == "" && r.cells["block"] != "":
		r.wrong(wordRowBlock, r.cells["block"])
	case o.Block == procedure.BlockTime && !timeUnit.MatchString(folded):
		r.wrong(wordRowTimeUnit, o.Text)
	case o.Block == procedure.BlockFee && anyNumber.MatchString(folded) && !moneyUnit.MatchString(spaced.ReplaceAllString(folded, "$1 $2")):
		r.wrong(wordRowMoneyUnit, o.Text)
	}
	o.From, o.Until = r.span()
	return o
}

// spaced parts a number from the unit written to it: "8000đ".
var spaced = regexp.MustCompile(`(\d)(\pL)`)

var aliasColumns = []column{{"old", "mã cũ", true}, {"new", "mã mới", true}, {"since", "từ ngày", false}}

// importAliases stores which codes lead to which.
func (p *program) importAliases(f *flags) action {
	incomplete := f.yes("incomplete")
	var aliases []procedure.Alias
	return p.importTable(f, table{"aliases", func(w *workshop, name string, data []byte) (int, []string) {
		t := readCSV(name, data, aliasColumns)
		seen := map[string]int{}
		for _, r := range t.rows {
			a := procedure.Alias{Code: r.code("old"), Key: r.code("new"), Since: r.day("since")}
			if first := seen[a.Code]; first > 0 {
				r.wrong(wordRowTwice, a.Code, first)
			}
			seen[a.Code] = r.line
			if a.Code != "" && a.Code == a.Key {
				r.wrong(wordRowSameCode)
			}
			aliases = append(aliases, a)
		}
		return len(aliases), t.problems
	}, func(ctx context.Context, w *workshop, act storage.Act) (storage.Outcome, error) {
		return w.PutAliases(ctx, aliases, *incomplete, act)
	}})
}

var (
	codeSuffix = regexp.MustCompile(`^(\d\.\d{6})(?:\.[0-9A-Z.]+)?$`)
	plainKey   = regexp.MustCompile(`^[A-Za-z0-9.-]{1,16}$`)
)

// code reads a code or key that need not be in the catalogue; the suffix of an agency is dropped.
func (r *tableRow) code(name string) string {
	s := r.cells[name]
	if m := codeSuffix.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if s != "" && !plainKey.MatchString(s) {
		r.wrong(wordRowNoCode, name, s)
	}
	return s
}

// importWords stores the installation's own lines of the search's lexicon.
func (p *program) importWords(f *flags) action {
	var words []search.Word
	return p.importTable(f, table{"words", func(w *workshop, name string, data []byte) (int, []string) {
		var t *tableFile
		words, t = readWordFile(name, data, w.base)
		return len(words), t.problems
	}, func(ctx context.Context, w *workshop, act storage.Act) (storage.Outcome, error) {
		return w.PutWords(ctx, words, act)
	}})
}

var wordColumns = []column{{"list", "danh sách", true}, {"head", "đầu", true}, {"entries", "cách nói", true}}

// readWordFile reads and checks lines of the lexicon: cells divided by tabs, a header, remarks behind #. A file with
// nothing but the header takes all words away.
func readWordFile(name string, data []byte, c *procedure.Catalog) ([]search.Word, *tableFile) {
	t := &tableFile{name: name}
	text, ok := t.text(data)
	if !ok {
		return nil, t
	}
	var (
		words []search.Word
		lines []int
		names []string
		n     int
	)
	for line := range bytes.Lines([]byte(text)) {
		n++
		cells := strings.Split(strings.TrimRight(string(line), "\r\n"), "\t")
		switch {
		case strings.TrimSpace(string(line)) == "", strings.HasPrefix(cells[0], "#"):
		case names == nil:
			if names = t.header(n, cells, wordColumns); names == nil {
				return nil, t
			}
		default:
			had := len(t.rows)
			if t.row(n, cells, names, wordColumns); len(t.rows) > had {
				r := t.rows[had]
				words = append(words, search.Word{List: search.List(r.cells["list"]), Head: r.cells["head"], Entries: r.cells["entries"]})
				lines = append(lines, n)
			}
		}
	}
	if names == nil {
		t.wrong(1, wordRowWordHeader)
	}
	if len(t.problems) > 0 {
		return nil, t
	}
	for _, problem := range search.CheckWords(c, words) {
		t.problems = append(t.problems, atLine(name, problem, lines))
	}
	return words, t
}

// wordLine is how a problem of a word begins: with its place in the list.
var wordLine = regexp.MustCompile(`^dòng (\d+): `)

// atLine says a problem of a word with the line of the file it stands in.
func atLine(name, problem string, lines []int) string {
	m := wordLine.FindStringSubmatch(problem)
	if m == nil {
		return name + ": " + problem
	}
	var n int
	if _, err := fmt.Sscan(m[1], &n); err != nil || n < 1 || n > len(lines) {
		return name + ": " + problem
	}
	return fmt.Sprintf("%s:%d: %s", name, lines[n-1], strings.TrimPrefix(problem, m[0]))
}
