package report

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/survey"
)

// drawPlaces draws a month's headline by field, point, channel and evidence.
func drawPlaces(t *rapid.T) []Place {
	var places []Place
	for range rapid.IntRange(1, 14).Draw(t, "kinds") {
		places = append(places, Place{
			Point: rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "point"), Field: rapid.SampledFrom([]string{"", "a", "b", "c", "d"}).Draw(t, "field"),
			Channel: rapid.SampledFrom([]string{"web", "paper", "kiosk"}).Draw(t, "channel"), Evidence: rapid.SampledFrom([]string{"", "code", "screen"}).Draw(t, "evidence"),
			Choice: rapid.SampledFrom([]int{5, 4, 1, 0}).Draw(t, "choice"), N: rapid.SampledFrom([]int{1, 2, 4, 5, 9, 30}).Draw(t, "n"),
		})
	}
	return places
}

// tablesOf are the two tables as they are kept as answers come in.
func tablesOf(places []Place) []survey.Count {
	var all []survey.Count
	for _, p := range places {
		for by, key := range map[survey.Property]string{survey.ByField: p.Field, survey.ByPoint: p.Point} {
			all = append(all, survey.Count{Cell: survey.Cell{By: by, Question: headline.ID, Key: key, Choice: p.Choice, Month: 202610}, N: p.N})
		}
	}
	return survey.Add(all...)
}

// A counter less its fields, whatever fields those are, is nobody or MinShown people and more; no answer is lost or added.
func TestCountersLessTheirFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := drawPlaces(t)
		before := tablesOf(places)
		kept := KeepPlaces(headline, places, before)
		sum := func(counts []survey.Count, by survey.Property, choice int, key string) int {
			n := 0
			for _, c := range counts {
				if c.By == by && c.Choice == choice && (key == "*" || c.Key == key) {
					n += c.N
				}
				if c.N < 0 {
					t.Fatalf("%+v", c)
				}
			}
			return n
		}
		for _, by := range []survey.Property{survey.ByField, survey.ByPoint} {
			for choice := range 6 {
				if was, is := sum(before, by, choice, "*"), sum(kept, by, choice, "*"); was != is {
					t.Fatalf("by %s, choice %d: %d, before %d", by, choice, is, was)
				}
			}
		}
		opinions := func(by survey.Property, key string) int {
			return sum(kept, by, 5, key) + sum(kept, by, 4, key) + sum(kept, by, 1, key)
		}
		points := slices.DeleteFunc([]string{"", "1", "2", "3"}, func(p string) bool { return opinions(survey.ByPoint, p) == 0 })
		if len(points) < 2 {
			return // not told, or there is but one
		}
		cells := map[placeCell]int{}
		for _, p := range places {
			if hasOpinion(headline, p.Choice) {
				cells[cellOf(&p)] += p.N
			}
		}
		for i := 1; i < 1<<len(points); i++ { // all points together that somebody may think of
			left := 0
			for j, p := range points {
				if i&(1<<j) != 0 {
					left += opinions(survey.ByPoint, p)
				}
			}
			for _, f := range []string{"", "a", "b", "c", "d"} {
				within, n := true, opinions(survey.ByField, f)
				for c, size := range cells {
					at := slices.Index(points, c.point)
					if c.field == f && size >= MinShown && (at < 0 || i&(1<<at) == 0) { // a smaller cell stands in no row
						within = false
					}
				}
				if within {
					left -= n
				}
			}
			if 0 < left && left < MinShown {
				t.Fatalf("points %b of %v less their fields are %d people: %v", i, points, left, kept)
			}
		}
		if n := opinions(survey.ByPoint, keyApart); n != opinions(survey.ByField, keyApart) || 0 < n && n < MinShown {
			t.Fatalf("%d are told of no point, %d of no field", n, opinions(survey.ByField, keyApart))
		}
	})
}

// One person who named no field at a counter whose name says which fields it serves (October of the sample unit).
func TestOneWithoutFieldAtACounter(t *testing.T) {
	at := func(point, field string, choice, n int) Place {
		return Place{Point: point, Field: field, Channel: "web", Choice: choice, N: n}
	}
	places := []Place{at("1", "ho-tich", 4, 120), at("1", "", 4, 9), at("2", "dat-dai", 4, 59), at("2", "xay-dung", 5, 21), at("2", "", 3, 1)}
	kept := KeepPlaces(headline, places, tablesOf(places))
	second := 0
	for _, c := range kept {
		if c.By == survey.ByPoint && c.Key == "2" {
			second += c.N
		}
	}
	if second != 80 {
		t.Errorf("the second counter has %d answers, of which one is not told", second)
	}
}

// A kiosk stands at one counter: that counter less the kiosk is nobody's answer either.
func TestKioskAtACounter(t *testing.T) {
	places := []Place{
		{"1", "a", "web", "", 4, 140}, {"1", "c", "web", "", 4, 4}, {"2", "b", "kiosk", "screen", 4, 30}, {"2", "b", "web", "", 1, 2},
	}
	rows := map[string]int{}
	for _, c := range KeepPlaces(headline, places, tablesOf(places)) {
		if c.By == survey.ByPoint {
			rows[c.Key] += c.N
		}
	}
	if rows["2"] != 30 || rows[keyApart] != 6 {
		t.Errorf("told by point: %v", rows)
	}
}

// Where responses were deleted before their month was first reported on, nobody knows any more how the tables hang together.
func TestPlacesNotKnown(t *testing.T) {
	places := []Place{{"1", "a", "web", "", 4, 40}, {"2", "b", "web", "", 4, 30}}
	counts := tablesOf(append(slices.Clone(places), Place{"2", "b", "web", "", 5, 1}))
	kept := KeepPlaces(headline, places, counts)
	if i := slices.IndexFunc(kept, func(c survey.Count) bool { return c.By == survey.ByPoint && c.Key != keyApart }); i >= 0 {
		t.Errorf("told: %+v", kept[i])
	}
}

// What is not told by itself is said.
func TestNotSplitIsSaid(t *testing.T) {
	row := func(key string) Row { return Row{Key: key, N: 10} }
	for _, c := range []struct {
		field, point []Row
		says         string
	}{
		{[]Row{row("a"), row("b")}, []Row{row("1"), row("2")}, ""},
		{[]Row{row("a"), row(keyApart)}, []Row{row("1"), row(keyApart)}, "mà dưới 5 thì gộp"},
		{[]Row{row("a"), row("b")}, []Row{row(keyApart)}, "Không nêu riêng từng điểm"},
	} {
		f := Figures{ByField: Table{Rows: c.field}, ByPoint: Table{Rows: c.point}}
		if got := strings.Join(f.notSplit(), " "); (c.says == "") != (got == "") || !strings.Contains(got, c.says) {
			t.Errorf("says %q, want %q", got, c.says)
		}
	}
}
