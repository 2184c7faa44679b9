package procedure

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"motcua/internal/vntext"
)

func TestBundled(t *testing.T) {
	c := bundled(t)
	if c.Len() != 620 || len(c.All()) != 620 {
		t.Errorf("Len %d, All %d, want 620", c.Len(), len(c.All()))
	}
	if c.AsOf() != "2026-10" {
		t.Errorf("AsOf %q, want the newest date of the data, 2026-10", c.AsOf())
	}
	codes, sources := 0, 0
	for _, p := range c.All() {
		if p.Code != "" {
			codes++
		}
		if len(p.Sources) > 0 {
			sources++
		}
		if got, ok := c.ByKey(p.Key); !ok || got != p {
			t.Errorf("ByKey(%q) is not its procedure", p.Key)
		}
		if _, err := p.AsOf.Time(); err != nil {
			t.Errorf("%s: %v", p.Key, err)
		}
		if len(p.Fees) == 0 && !slices.Contains(p.Missing, "fees") {
			t.Errorf("%s has no fee and does not say so", p.Key)
		}
	}
	if codes != 532 || sources != 620 {
		t.Errorf("%d codes and %d with sources, want 532 and 620", codes, sources)
	}
}

func TestByCode(t *testing.T) {
	c := bundled(t)
	for _, s := range []string{"1.001193", "1.001193.000.00.00.H41", "1 001193", "mã 1.001193?", "1,001193", " 1. 001193 "} {
		if p, ok := c.ByCode(s); !ok || p.Key != "1.001193" {
			t.Errorf("ByCode(%q) = %v, %v", s, p, ok)
		}
	}
	for _, s := range []string{"", "1.00119", "1.0011930", "11.001193", "9.999999", "x657e6d7d"} {
		if p, ok := c.ByCode(s); ok {
			t.Errorf("ByCode(%q) = %s, want none", s, p.Key)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	good := Procedure{Key: "1.000001", Code: "1.000001", Name: "Một", Field: "Hộ tịch"}
	with := func(change func(p *Procedure)) Procedure {
		p := good
		change(&p)
		return p
	}
	for name, ps := range map[string][]Procedure{
		"nothing":     nil,
		"same key":    {good, with(func(p *Procedure) { p.Code = "" })},
		"same code":   {good, with(func(p *Procedure) { p.Key = "other" })},
		"no name":     {with(func(p *Procedure) { p.Name = " " })},
		"no field":    {with(func(p *Procedure) { p.Field = "" })},
		"no key":      {with(func(p *Procedure) { p.Key = "" })},
		"long key":    {with(func(p *Procedure) { p.Key = strings.Repeat("a", 17) })},
		"strange key": {with(func(p *Procedure) { p.Key = "một" })},
	} {
		if _, err := New(ps); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ps := []Procedure{good}
	c, err := New(ps)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	ps[0].Name = "changed"
	if p, _ := c.ByKey("1.000001"); p.Name != "Một" {
		t.Error("the catalogue shares memory with the slice it was made from")
	}
}

func TestFields(t *testing.T) {
	c := bundled(t)
	id := regexp.MustCompile(`^[a-z0-9-]{1,12}$`)
	seen := map[string]bool{}
	n := 0
	for _, f := range c.Fields() {
		if !id.MatchString(f.ID) || seen[f.ID] || strings.Trim(f.ID, "-") != f.ID {
			t.Errorf("field %q has handle %q", f.Name, f.ID)
		}
		seen[f.ID] = true
		in := c.InField(f.ID)
		if len(in) != f.N || f.N == 0 {
			t.Errorf("field %q: N %d, %d procedures", f.Name, f.N, len(in))
		}
		for _, p := range in {
			if p.Field != f.Name {
				t.Errorf("%s is in field %q", p.Key, f.Name)
			}
		}
		n += f.N
	}
	if n != c.Len() {
		t.Errorf("fields hold %d of %d procedures", n, c.Len())
	}
	if first := c.Fields()[0]; first != (Field{ID: "ho-tich", Name: "Hộ tịch", N: 43}) {
		t.Errorf("first field %+v", first)
	}
	if c.InField("nothing") != nil {
		t.Error("an unknown field has procedures")
	}
}

func TestLabels(t *testing.T) {
	seen := map[string]string{}
	for _, p := range bundled(t).All() {
		label := p.Short()
		if n := utf8.RuneCountInString(label); n == 0 || n > labelLength {
			t.Errorf("%s: label %q has %d runes", p.Key, label, n)
		}
		if other, ok := seen[vntext.Fold(label)]; ok {
			t.Errorf("%s and %s share the label %q", p.Key, other, label)
		}
		seen[vntext.Fold(label)] = p.Key
	}
	for name, want := range map[string]string{
		"Thủ tục đăng ký khai tử lưu động":       "Đăng ký khai tử lưu động",
		"Gia hạn tạm trú (thực hiện tại cấp xã)": "Gia hạn tạm trú",
		"Thủ tục": "Thủ tục",
	} {
		if got := (&Procedure{Name: name}).Short(); got != want {
			t.Errorf("label of %q is %q, want %q", name, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct{ d, show, day string }{
		{"2026-06-10", "10/06/2026", "2026-06-10"},
		{"2026-06", "06/2026", "2026-06-01"},
		{"2025", "2025", "2025-01-01"},
	} {
		got, err := Date(c.d).Time()
		if err != nil || got.Format(time.DateOnly) != c.day || Date(c.d).Vietnamese() != c.show {
			t.Errorf("%s: %v %v %s", c.d, got, err, Date(c.d).Vietnamese())
		}
	}
	if _, err := Date("soon").Time(); err == nil || Date("soon").Vietnamese() != "soon" {
		t.Error("text is taken for a date")
	}
}

func TestSyntheticKey(t *testing.T) {
	key := SyntheticKey("Hộ tịch", "Đăng ký việc nhỏ")
	if !regexp.MustCompile(`^x[0-9a-f]{8}$`).MatchString(key) {
		t.Errorf("key %q", key)
	}
	if key != SyntheticKey("HỘ TỊCH", "dang ky  viec nho") {
		t.Error("the key depends on the way of writing")
	}
	if key == SyntheticKey("Cư trú", "Đăng ký việc nhỏ") {
		t.Error("the key does not depend on the field")
	}
}

func TestLeadingFieldsAreThere(t *testing.T) {
	for _, f := range leadingFields {
		if !slices.ContainsFunc(bundled(t).Fields(), func(g Field) bool { return g.Name == f }) {
			t.Errorf("leading field %q is not in the catalogue", f)
		}
	}
}
