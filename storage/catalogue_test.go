package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

const today = procedure.Date("2026-11-23")

func act() storage.Act { return storage.Act{By: "văn thư", Note: "test", Today: today} }

// sound is a complete record.
func sound(key, time string) procedure.Procedure {
	eight := 8000
	return procedure.Procedure{
		Key: key, Code: key, Name: "Thủ tục " + key, Field: "Hộ tịch", HandledBy: "UBND cấp xã",
		Documents: []procedure.Document{{Name: "Tờ khai"}}, ProcessingTime: time, Fees: []procedure.Charge{{AmountVND: &eight}},
		Agency: []string{"UBND cấp xã"}, Steps: []string{"Nộp hồ sơ"}, LegalBasis: []string{"60/2014/QH13"}, Currency: procedure.Current, Completeness: procedure.Full,
	}
}

// bundledCatalog is the catalogue that comes with the program.
var bundledCatalog = sync.OnceValues(procedure.Bundled)

func bundledRecord(t testing.TB, key string) procedure.Procedure {
	t.Helper()
	c, err := bundledCatalog()
	if err != nil {
		t.Fatal(err)
	}
	p, ok := c.ByKey(key)
	if !ok {
		t.Fatalf("no bundled record %s", key)
	}
	return *p
}

// importAll imports records that must go through.
func (b *base) importAll(publish bool, records ...procedure.Procedure) storage.Outcome {
	b.t.Helper()
	out, err := b.ImportRecords(b.t.Context(), storage.Import{Act: act(), Records: records, Source: "test", Publish: publish})
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// catalogOn is the catalogue of a day, built as the service does.
func (b *base) catalogOn(day procedure.Date) (*procedure.Catalog, int64) {
	b.t.Helper()
	e, words, release, err := b.Edition(b.t.Context(), day)
	if err != nil {
		b.t.Fatal(err)
	}
	c, err := procedure.Build(e)
	if err != nil {
		b.t.Fatal(err)
	}
	if problems := search.CheckWords(c, words); len(problems) > 0 {
		b.t.Fatal(problems)
	}
	return c, release
}

func timeOf(t testing.TB, c *procedure.Catalog, key string) string {
	t.Helper()
	p, ok := c.ByKey(key)
	if !ok {
		return "gone"
	}
	return p.ProcessingTime
}

// catalogueRows counts everything a change of the catalogue can write.
func (b *base) catalogueRows() string {
	b.t.Helper()
	var out []string
	for _, table := range []string{"release", "record_version", "alias", "fee_rule", "unit_override", "word", "change"} {
		out = append(out, fmt.Sprintf("%s %s", table, value[string](b, `SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM `+table+` t`)))
	}
	return strings.Join(out, "\n")
}

// A new installation serves what comes with the program.
func TestEditionOfNothing(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	c, release := b.catalogOn(today)
	if release != 0 || c.Len() != 620 {
		t.Errorf("release %d with %d records", release, c.Len())
	}
	if n, err := b.CatalogueRelease(t.Context()); n != 0 || err != nil {
		t.Error(n, err)
	}
	if next, err := b.NextStart(t.Context(), today); next != "" || err != nil {
		t.Error(next, err)
	}
}

// Ten records of one's own are laid over the bundled ones; drafts change nothing.
func TestImportAndPublish(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	changed := bundledRecord(t, "1.001193")
	changed.ProcessingTime = "2 ngày làm việc"
	fresh, partial := sound("9.000001", "3 ngày"), sound("9.000002", "3 ngày")
	partial.Fees, partial.Steps = nil, nil

	out := b.importAll(false, changed, fresh, partial)
	if out.Release != 0 || !slices.Equal(out.Stored, []string{"1.001193", "9.000001", "9.000002"}) {
		t.Errorf("%+v", out)
	}
	if c, release := b.catalogOn(today); release != 0 || c.Len() != 620 || timeOf(t, c, "1.001193") != "1 ngày làm việc" {
		t.Errorf("drafts are shown: release %d, %d records", release, c.Len())
	}
	if drafts, err := b.Drafts(t.Context()); err != nil || len(drafts) != 3 || drafts[0].ImportedBy != "văn thư" || drafts[0].Source != "test" {
		t.Errorf("%+v %v", drafts, err)
	}

	out = b.importAll(true, changed, fresh, partial)
	if out.Release != 1 || len(out.Stored) != 0 || !slices.Equal(out.Published, []string{"1.001193", "9.000001"}) || !slices.Equal(out.Waiting, []string{"9.000002"}) {
		t.Errorf("%+v", out)
	}
	c, release := b.catalogOn(today)
	if release != 1 || c.Len() != 621 || timeOf(t, c, "1.001193") != "2 ngày làm việc" || timeOf(t, c, "9.000002") != "gone" {
		t.Errorf("release %d with %d records", release, c.Len())
	}
	want := []procedure.Change{
		{Release: 1, Key: "1.001193", Name: changed.Name, Kind: procedure.Changed, Lines: []string{"Thời hạn: 1 ngày làm việc → 2 ngày làm việc"}},
		{Release: 1, Key: "9.000001", Name: fresh.Name, Kind: procedure.Added, Lines: []string{"Thủ tục mới có trong danh mục"}},
	}
	checkChanges(t, out.Changes, want)
	stored, err := b.Changes(t.Context(), time.Time{}, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	checkChanges(t, stored, want)

	if _, err := b.Publish(t.Context(), []string{"9.000002"}, false, act()); !refusedWith(err, "9.000002 is not complete: fees, steps") {
		t.Error(err)
	}
	if out, err := b.Publish(t.Context(), []string{"9.000002"}, true, act()); err != nil || out.Release != 2 {
		t.Error(out, err)
	}
	if _, err := b.Publish(t.Context(), []string{"9.000002"}, true, act()); !refusedWith(err, "no draft") {
		t.Error(err)
	}
}

func checkChanges(t testing.TB, got, want []procedure.Change) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %+v\nwant %+v", got, want)
	}
	for i, c := range got {
		at := c.At
		c.At = time.Time{}
		if at.IsZero() || fmt.Sprint(c) != fmt.Sprint(want[i]) {
			t.Errorf("got %+v\nwant %+v", c, want[i])
		}
	}
}

func refusedWith(err error, text string) bool {
	var r *storage.Refusal
	return errors.As(err, &r) && strings.Contains(err.Error(), text) && !storage.Unavailable(err)
}

// The same content again is stored no second time, whoever holds it: draft, published version, or bundled record.
func TestImportUnchanged(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	same := bundledRecord(t, "1.001193")
	same.AsOf, same.Sources = "2026-11-23", []string{"tờ khác"} // not its content
	fresh := sound("9.000001", "3 ngày")
	if out := b.importAll(true, same); len(out.Unchanged) != 1 || out.Release != 0 || b.count(`SELECT count(*) FROM record_version`) != 0 {
		t.Errorf("a bundled record was stored: %+v", out)
	}
	b.importAll(false, fresh)
	before := b.catalogueRows()
	if out := b.importAll(false, fresh, same); len(out.Unchanged) != 2 || b.catalogueRows() != before {
		t.Errorf("a draft was stored again: %+v", out)
	}
	b.importAll(true, fresh)
	before = b.catalogueRows()
	if out := b.importAll(true, fresh, same); len(out.Unchanged) != 2 || out.Release != 0 || b.catalogueRows() != before {
		t.Errorf("a published record was stored again: %+v", out)
	}
	other := sound("9.000001", "4 ngày")
	b.importAll(false, other)
	if out := b.importAll(false, fresh); len(out.Unchanged) != 1 {
		t.Errorf("what holds was stored as a draft: %+v", out)
	}
	b.importAll(false, sound("9.000001", "5 ngày")) // takes the draft's place
	if n := b.count(`SELECT count(*) FROM record_version WHERE state = 'draft'`); n != 1 {
		t.Errorf("%d drafts", n)
	}
	b.importAll(true, sound("9.000001", "5 ngày"))
	if out := b.importAll(true, fresh); len(out.Published) != 1 { // back to what held before
		t.Errorf("an earlier wording cannot be published again: %+v", out)
	}
	if c, _ := b.catalogOn(today); timeOf(t, c, "9.000001") != "3 ngày" {
		t.Error(timeOf(t, c, "9.000001"))
	}
}

// A version of a later day is published but does not hold before.
func TestFutureVersion(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.importAll(true, sound("9.000001", "3 ngày"))
	next := sound("9.000001", "1 ngày")
	next.EffectiveFrom = "2027-01-01"
	out := b.importAll(true, next)
	if !slices.Equal(out.Later, []string{"9.000001"}) || out.Changes[0].Lines[0] != "Áp dụng từ ngày 01/01/2027" {
		t.Errorf("%+v", out)
	}
	if out := b.importAll(true, next); len(out.Unchanged) != 1 || out.Release != 0 {
		t.Errorf("it was stored again: %+v", out)
	}
	for day, want := range map[procedure.Date]string{today: "3 ngày", "2026-12-31": "3 ngày", "2027-01-01": "1 ngày", "2030-06-01": "1 ngày"} {
		if c, _ := b.catalogOn(day); timeOf(t, c, "9.000001") != want {
			t.Errorf("%s: %s", day, timeOf(t, c, "9.000001"))
		}
	}
	if start, err := b.NextStart(t.Context(), today); start != "2027-01-01" || err != nil {
		t.Error(start, err)
	}
	if start, err := b.NextStart(t.Context(), "2027-01-01"); start != "" || err != nil {
		t.Error(start, err)
	}
	// A correction meanwhile holds until then; one for the same day takes its place.
	b.importAll(true, sound("9.000001", "2 ngày"))
	next.ProcessingTime = "nửa ngày"
	b.importAll(true, next)
	for day, want := range map[procedure.Date]string{today: "2 ngày", "2027-01-01": "nửa ngày"} {
		if c, _ := b.catalogOn(day); timeOf(t, c, "9.000001") != want {
			t.Errorf("%s: %s", day, timeOf(t, c, "9.000001"))
		}
	}
	// Gone means gone, later versions included.
	if _, err := b.Withdraw(t.Context(), "9.000001", "Bãi bỏ theo Quyết định 1/QĐ-UBND", act()); err != nil {
		t.Fatal(err)
	}
	if c, _ := b.catalogOn("2027-01-01"); timeOf(t, c, "9.000001") != "gone" {
		t.Error("a withdrawn procedure comes back on the day of its later version")
	}
}

// Withdrawing hides a bundled record; it stays away when the next export still has it, and comes back when an official
// says so.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	if _, err := b.Withdraw(ctx, "1.001193", " ", act()); !refusedWith(err, "reason") {
		t.Error(err)
	}
	if _, err := b.Withdraw(ctx, "9.999999", "x", act()); !refusedWith(err, "no procedure") {
		t.Error(err)
	}
	out, err := b.Withdraw(ctx, "1.001193", "Bãi bỏ theo Quyết định 1/QĐ-UBND", act())
	if err != nil || out.Release != 1 {
		t.Fatal(out, err)
	}
	checkChanges(t, out.Changes, []procedure.Change{{Release: 1, Key: "1.001193", Name: bundledRecord(t, "1.001193").Name, Kind: procedure.Withdrawn,
		Lines: []string{"Thủ tục không còn trong danh mục: Bãi bỏ theo Quyết định 1/QĐ-UBND"}}})
	if c, _ := b.catalogOn(today); c.Len() != 619 || timeOf(t, c, "1.001193") != "gone" {
		t.Error("it is still there")
	}
	if _, err := b.Withdraw(ctx, "1.001193", "x", act()); !refusedWith(err, "no procedure") {
		t.Error(err)
	}
	back := bundledRecord(t, "1.001193")
	if out := b.importAll(true, back); !slices.Equal(out.Waiting, []string{"1.001193"}) || out.Release != 0 {
		t.Errorf("an import brought it back: %+v", out)
	}
	if out, err := b.Publish(ctx, []string{"1.001193"}, false, act()); err != nil || out.Changes[0].Kind != procedure.Added {
		t.Error(out, err)
	}
	if c, _ := b.catalogOn(today); timeOf(t, c, "1.001193") != "1 ngày làm việc" {
		t.Error("it is not back")
	}
	history, err := b.History(ctx, "1.001193")
	if err != nil || len(history) != 2 || history[0].State != "replaced" || history[0].Note == "" || history[1].State != "published" {
		t.Errorf("%+v %v", history, err)
	}
}

// What cannot be served is refused before anybody sees it, and leaves nothing behind.
func TestImportRefused(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.importAll(true, sound("9.000009", "3 ngày"))
	before := b.catalogueRows()
	with := func(change func(*procedure.Procedure)) procedure.Procedure {
		p := sound("9.000001", "3 ngày")
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		records []procedure.Procedure
		says    string
	}{
		"nothing":                {nil, "no record"},
		"a key twice":            {[]procedure.Procedure{sound("9.000001", "a"), sound("9.000001", "b")}, "twice"},
		"a key for no button":    {[]procedure.Procedure{sound("9.000002", "a"), with(func(p *procedure.Procedure) { p.Key = "mã số: một" })}, "rule"},
		"no name":                {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.Name = "" })}, "rule"},
		"a NUL":                  {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.Name = "a\x00" })}, "NUL"},
		"the code of another":    {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.Code = "9.000009" })}, "used twice"},
		"no date":                {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.EffectiveFrom = "mai" })}, "effective"},
		"review before it":       {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.EffectiveFrom, p.ReviewDue = "2027", "2026-12" })}, "reviewed"},
		"the same code, later":   {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.Code, p.EffectiveFrom = "9.000009", "2027-01-01" })}, "2027-01-01"},
		"fields with one handle": {[]procedure.Procedure{with(func(p *procedure.Procedure) { p.Field = "Hộ tịch!" })}, "handle"},
	} {
		_, err := b.ImportRecords(t.Context(), storage.Import{Act: act(), Records: c.records, Publish: true})
		if !refusedWith(err, c.says) {
			t.Errorf("%s: %v", name, err)
		}
		if b.catalogueRows() != before {
			t.Errorf("%s: something was left behind", name)
		}
	}
	if _, err := b.ImportRecords(t.Context(), storage.Import{Records: []procedure.Procedure{sound("9.000001", "a")}}); err == nil {
		t.Error("imported without a date")
	}
}

// A rehearsal tells what would come of it and keeps nothing.
func TestRehearsal(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	before := b.catalogueRows()
	dry := act()
	dry.Dry = true
	out, err := b.ImportRecords(t.Context(), storage.Import{Act: dry, Records: []procedure.Procedure{sound("9.000001", "3 ngày")}, Publish: true})
	if err != nil || out.Release != 1 || len(out.Changes) != 1 || len(out.Published) != 1 {
		t.Errorf("%+v %v", out, err)
	}
	if b.catalogueRows() != before {
		t.Error("it left something behind")
	}
}

// Newer bundled data do not overwrite what was published, whatever they bring: this is what the overlay does with a
// bundled record that has the code of a published one under another key.
func TestPublishedCodeWins(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	own := sound("own-key", "9 ngày")
	own.Code = "1.001193"
	b.importAll(true, own)
	c, _ := b.catalogOn(today)
	p, ok := c.ByCode("1.001193")
	if !ok || p.Key != "own-key" || c.Len() != 620 {
		t.Errorf("%v with %d records", p, c.Len())
	}
}

func TestReviewDue(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for key, due := range map[string]procedure.Date{"9.000001": "2026-11-01", "9.000002": "2026-12-10", "9.000003": "2027-11", "9.000004": "2026-10-01"} {
		p := sound(key, "3 ngày")
		p.ReviewDue = due
		b.importAll(true, p)
	}
	looked := sound("9.000004", "3 ngày")
	looked.ReviewDue = "2027-10-01"
	b.importAll(true, looked)
	due, err := b.ReviewDue(t.Context(), today, "2026-12-23")
	if err != nil || len(due) != 2 || due[0].Key != "9.000001" || due[1].Key != "9.000002" {
		t.Errorf("%+v %v", due, err)
	}
}
