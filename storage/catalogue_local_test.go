package storage_test

import (
	"strings"
	"testing"
	"time"

	"motcua/procedure"
	"motcua/procedure/search"
)

func feeOf(province, key string, vnd int, from, until procedure.Date) procedure.FeeRule {
	return procedure.FeeRule{Province: province, Key: key, AmountVND: vnd, Source: "NQ 12/2026/NQ-HĐND", From: from, Until: until}
}

// A province's table holds for its units, from day to day, and a new file takes the place of the lines it names.
func TestFees(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	table := []procedure.FeeRule{
		feeOf("Đồng Nai", "1.001193", 8000, "2026-01-01", "2026-12-31"), feeOf("Đồng Nai", "1.001193", 5000, "2027-01-01", ""), feeOf("Đồng Nai", "1.000894", 0, "2026-01-01", ""),
	}
	out, err := b.PutFees(ctx, table, false, act())
	if err != nil || out.Release != 1 || len(out.Changes) != 2 {
		t.Fatalf("%+v %v", out, err)
	}
	if line := strings.Join(out.Changes[1].Lines, "|"); line != "Phí, lệ phí tại Đồng Nai: 8.000 đồng, từ 01/01/2026 đến 31/12/2026, NQ 12/2026/NQ-HĐND; 5.000 đồng, từ 01/01/2027, NQ 12/2026/NQ-HĐND" {
		t.Error(line)
	}
	before := b.catalogueRows()
	if out, err := b.PutFees(ctx, table, true, act()); err != nil || out.Release != 0 || b.catalogueRows() != before {
		t.Errorf("the same table again: %+v %v", out, err)
	}
	c, _ := b.catalogOn(today)
	p, _ := c.ByKey("1.001193")
	for day, want := range map[procedure.Date]int{today: 8000, "2027-01-01": 5000} {
		if now, _ := c.Local("mot", "ĐỒNG NAI", p).FeesOn(day); len(now) != 1 || now[0].AmountVND != want {
			t.Errorf("%s: %+v", day, now)
		}
	}
	if local := c.Local("mot", "Gia Lai", p); len(local.Fees) != 0 {
		t.Error("another province has them too")
	}
	one := []procedure.FeeRule{feeOf("đồng nai", "1.001193", 9000, "2026-01-01", "")}
	if out, err := b.PutFees(ctx, one, false, act()); err != nil || len(out.Changes) != 1 || b.count(`SELECT count(*) FROM fee_rule`) != 2 {
		t.Errorf("%+v %v", out, err)
	}
	if out, err := b.PutFees(ctx, one, true, act()); err != nil || len(out.Changes) != 1 || b.count(`SELECT count(*) FROM fee_rule`) != 1 ||
		!strings.HasPrefix(out.Changes[0].Lines[0], "Phí, lệ phí tại Đồng Nai, không còn áp dụng: ") {
		t.Errorf("%+v %v", out, err)
	}
	before = b.catalogueRows()
	for name, bad := range map[string]procedure.FeeRule{
		"until before from": feeOf("Đồng Nai", "1.001193", 1, "2027-01-01", "2026-01-01"), "no source": {Province: "Đồng Nai", Key: "1.001193", From: "2027-01-01"},
		"below nothing": feeOf("Đồng Nai", "1.001193", -1, "2027-01-01", ""),
	} {
		if _, err := b.PutFees(ctx, append(one, bad), false, act()); !refusedWith(err, "rule") || b.catalogueRows() != before {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOverrides(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	rule := func(unit string, block procedure.Block, text string, from, until procedure.Date) procedure.Override {
		return procedure.Override{Unit: unit, Key: "1.001193", Block: block, Text: text, Source: "QĐ 5/QĐ-UBND", From: from, Until: until}
	}
	mine := []procedure.Override{rule("mot", procedure.BlockTime, "trong buổi", "2026-11-01", "2026-11-30"), rule("mot", procedure.BlockFee, "8.000 đồng", "2026-11-01", "")}
	out, err := b.PutOverrides(ctx, mine, false, act())
	if err != nil || out.Release != 1 || len(out.Changes) != 1 || !strings.HasPrefix(out.Changes[0].Lines[0], "Tại xã mot: Phí, lệ phí: 8.000 đồng") {
		t.Fatalf("%+v %v", out, err)
	}
	mine[0], mine[1] = mine[1], mine[0] // the order of the file does not matter
	if out, err := b.PutOverrides(ctx, mine, true, act()); err != nil || out.Release != 0 {
		t.Errorf("%+v %v", out, err)
	}
	c, _ := b.catalogOn(today)
	p, _ := c.ByKey("1.001193")
	local := c.Local("mot", "", p)
	if now, _ := local.Override(procedure.BlockTime, today); now == nil || now.Text != "trong buổi" {
		t.Errorf("%+v", now)
	}
	if now, expired := local.Override(procedure.BlockTime, "2026-12-01"); now != nil || expired == nil {
		t.Errorf("%+v %+v", now, expired)
	}
	if len(c.Local("hai", "", p).Overrides) != 0 {
		t.Error("the other unit has it too")
	}
	if _, err := b.PutOverrides(ctx, []procedure.Override{rule("hai", procedure.BlockTime, "1 ngày", "2026-11-01", "")}, true, act()); err != nil ||
		b.count(`SELECT count(*) FROM unit_override`) != 3 {
		t.Error("one unit's file touched another's", err)
	}
	before := b.catalogueRows()
	for name, bad := range map[string]procedure.Override{
		"no unit": rule("ba", procedure.BlockTime, "1 ngày", "2026-11-01", ""), "no block": rule("mot", "papers", "x", "2026-11-01", ""),
		"ends before it begins": rule("mot", procedure.BlockTime, "1 ngày", "2026-11-02", "2026-11-01"), "no text": rule("mot", procedure.BlockTime, "", "2026-11-01", ""),
	} {
		if _, err := b.PutOverrides(ctx, []procedure.Override{bad}, false, act()); !refusedWith(err, "") || b.catalogueRows() != before {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	words := []search.Word{{List: search.Everyday, Head: "1.001193", Entries: "làm giấy cho thằng cu mới đẻ"}}
	if out, err := b.PutWords(ctx, words, act()); err != nil || out.Release != 1 || len(out.Changes) != 0 {
		t.Fatalf("%+v %v", out, err)
	}
	e, got, release, err := b.Edition(ctx, today)
	if err != nil || release != 1 || len(got) != 1 || got[0] != words[0] {
		t.Fatal(got, err)
	}
	c, err := procedure.Build(e)
	if err != nil {
		t.Fatal(err)
	}
	f, err := search.New(c, got...)
	if err != nil {
		t.Fatal(err)
	}
	if r := f.Search("làm giấy cho thằng cu mới đẻ", 3); r.Verdict != search.Clear || r.Hits[0].P.Key != "1.001193" {
		t.Errorf("%+v", r)
	}
	if out, err := b.PutWords(ctx, words, act()); err != nil || out.Release != 0 {
		t.Errorf("%+v %v", out, err)
	}
	before := b.catalogueRows()
	bad := append(words, search.Word{List: search.Everyday, Head: "9.999999", Entries: "x"}, search.Word{List: "loài hoa", Head: "a", Entries: "b"})
	if _, err := b.PutWords(ctx, bad, act()); !refusedWith(err, "dòng 2") || !refusedWith(err, "dòng 3") || b.catalogueRows() != before {
		t.Error(err)
	}
	if _, err := b.PutWords(ctx, nil, act()); err != nil || b.count(`SELECT count(*) FROM word`) != 0 {
		t.Error(err)
	}
}

// A reader who goes on from the last release he has seen misses nothing; one who wants what is new gets the newest.
func TestChanges(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	began := time.Now().Add(-time.Minute)
	b.importAll(true, sound("9.000001", "1 ngày"), sound("9.000002", "1 ngày"), sound("9.000003", "1 ngày"))
	b.importAll(true, sound("9.000001", "2 ngày"))
	b.importAll(true, sound("9.000002", "2 ngày"), sound("9.000003", "2 ngày"))
	keys := func(cs []procedure.Change, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, c := range cs {
			out = append(out, c.Key[7:])
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		got, want string
	}{
		{keys(b.Changes(ctx, began, 0, 1)), "1 2 3"}, // the first release whole
		{keys(b.Changes(ctx, began, 1, 1)), "1"},
		{keys(b.Changes(ctx, began, 1, 100)), "1 2 3"},
		{keys(b.Changes(ctx, began, 3, 100)), ""},
		{keys(b.Changes(ctx, time.Now().Add(time.Hour), 0, 100)), ""},
		{keys(b.LatestChanges(ctx, began, 3)), "1 2 3"},
		{keys(b.LatestChanges(ctx, began, 1)), "3"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	releases, err := b.Releases(ctx, 2)
	if err != nil || len(releases) != 2 || releases[0].ID != 3 || releases[0].By != "văn thư" || releases[0].Note != "test" {
		t.Errorf("%+v %v", releases, err)
	}
}
