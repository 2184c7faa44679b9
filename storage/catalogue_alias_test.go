package storage_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/procedure"
	"motcua/storage"
)

func (b *base) alias(pairs ...string) error {
	b.t.Helper()
	var as []procedure.Alias
	for _, p := range pairs {
		code, key, _ := strings.Cut(p, ">")
		key, since, _ := strings.Cut(key, "@")
		as = append(as, procedure.Alias{Code: code, Key: key, Since: procedure.Date(since)})
	}
	_, err := b.PutAliases(b.t.Context(), as, false, act())
	return err
}

// A code that was issued anew: the old one leads to the new record, whose predecessor is no longer shown.
func TestAliases(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	old := bundledRecord(t, "1.001731")
	b.importAll(true, sound("1.116910", "3 ngày"))
	out, err := b.PutAliases(t.Context(), []procedure.Alias{{Code: "1.001731", Key: "1.116910"}}, false, act())
	if err != nil || len(out.Changes) != 1 || out.Changes[0].Key != "1.001731" || out.Changes[0].Lines[0] != "Mã 1.001731 nay là 1.116910" {
		t.Fatalf("%+v %v", out, err)
	}
	c, _ := b.catalogOn(today)
	for _, by := range []func(string) (*procedure.Procedure, bool){c.ByKey, c.ByCode} {
		if p, ok := by("1.001731"); !ok || p.Key != "1.116910" {
			t.Errorf("%s leads to %v", old.Key, p)
		}
	}
	if c.Len() != 619 {
		t.Errorf("%d records", c.Len())
	}
	before := b.catalogueRows()
	if err := b.alias("1.001731>1.116910"); err != nil || b.catalogueRows() != before {
		t.Error("the same again changed something", err)
	}
	// Nobody publishes under a code that leads elsewhere.
	if _, err := b.ImportRecords(t.Context(), storage.Import{Act: act(), Records: []procedure.Procedure{sound("1.001731", "9 ngày")}, Publish: true}); !refusedWith(err, "old code") {
		t.Error(err)
	}
	// The new record goes: the old one must not rise from the dead.
	if _, err := b.Withdraw(t.Context(), "1.116910", "Bãi bỏ", act()); err != nil {
		t.Fatal(err)
	}
	if c, _ := b.catalogOn(today); timeOf(t, c, "1.001731") != "gone" || c.Len() != 618 {
		t.Errorf("%d records", c.Len())
	}
	if _, err := b.RemoveAliases(t.Context(), []string{"1.001731"}, act()); err != nil {
		t.Fatal(err)
	}
	if c, _ := b.catalogOn(today); timeOf(t, c, "1.001731") != old.ProcessingTime {
		t.Error("giving the alias up does not bring the record back")
	}
	if _, err := b.RemoveAliases(t.Context(), []string{"1.001731"}, act()); !refusedWith(err, "no old code") {
		t.Error(err)
	}
}

// Codes change more than once; the oldest leads to the newest. Circles are refused.
func TestAliasChains(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.importAll(true, sound("9.000002", "2 ngày"), sound("9.000003", "3 ngày"), sound("9.000004", "4 ngày"))
	for _, step := range []struct{ pair, says string }{
		{"9.000001>9.000002", ""}, {"9.000002>9.000003", ""}, {"9.000003>9.000001", "circle"}, {"9.000004>9.000004", "circle"},
		{"9.000005>9.000009", "no procedure"}, {"9.000003>9.000004", ""}, {"9.000006>9.000001", ""},
	} {
		if err := b.alias(step.pair); (step.says == "") != (err == nil) || err != nil && !refusedWith(err, step.says) {
			t.Errorf("%s: %v", step.pair, err)
		}
	}
	c, _ := b.catalogOn(today)
	for _, code := range []string{"9.000001", "9.000002", "9.000003", "9.000006"} {
		if timeOf(t, c, code) != "4 ngày" {
			t.Errorf("%s leads to %s", code, timeOf(t, c, code))
		}
	}
}

// A code that changes on a later day leads to the old record until then, also when the new one is published already.
func TestAliasOfALaterDay(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	next := sound("9.000002", "2 ngày")
	next.EffectiveFrom = "2027-01-01"
	b.importAll(true, sound("9.000001", "1 ngày"))
	out, err := b.ImportRecords(t.Context(), storage.Import{Act: act(), Records: []procedure.Procedure{next}, Publish: true,
		Aliases: []procedure.Alias{{Code: "9.000001", Key: "9.000002"}, {Code: "1.001193", Key: "9.000009"}}})
	if err != nil || len(out.Changes) != 2 || out.Changes[0].Lines[0] != "Áp dụng từ ngày 01/01/2027" {
		t.Fatalf("%+v %v", out, err)
	}
	for day, want := range map[procedure.Date][2]string{today: {"1 ngày", "gone"}, "2027-01-01": {"2 ngày", "2 ngày"}} {
		c, _ := b.catalogOn(day)
		if got := [2]string{timeOf(t, c, "9.000001"), timeOf(t, c, "9.000002")}; got != want {
			t.Errorf("%s: %q", day, got)
		}
	}
	if err := b.alias("1.001193>9.000001@2027-06-01"); err != nil { // leads on to 9.000002 by then
		t.Fatal(err)
	}
	if start, err := b.NextStart(t.Context(), "2027-01-01"); start != "2027-06-01" || err != nil {
		t.Error(start, err)
	}
	if c, _ := b.catalogOn("2027-06-01"); timeOf(t, c, "1.001193") != "2 ngày" {
		t.Error(timeOf(t, c, "1.001193"))
	}
}

// A complete record does not make way for one that is not, unless somebody wants it so.
func TestAliasHidesNothing(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	aliases := []procedure.Alias{{Code: "1.001731", Key: "1.116910"}} // known by name only in the bundled data
	if _, err := b.PutAliases(t.Context(), aliases, false, act()); !refusedWith(err, "not complete") {
		t.Error(err)
	}
	out, err := b.PutAliases(t.Context(), aliases, true, act())
	if err != nil || !slices.Equal(out.Changes[0].Lines, []string{"Mã 1.001731 nay là 1.116910"}) {
		t.Errorf("%+v %v", out, err)
	}
}
