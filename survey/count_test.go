package survey_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/survey"
)

func TestAdd(t *testing.T) {
	t.Parallel()
	a := survey.Cell{Unit: 1, Month: 202610, Question: "q1", Choice: 4}
	b := a
	b.Key = "dat-dai"
	got := survey.Add(survey.Count{Cell: a, N: 2}, survey.Count{Cell: b, N: 1}, survey.Count{Cell: a, N: -1}, survey.Count{Cell: b, N: -1})
	if want := []survey.Count{{Cell: a, N: 1}}; !reflect.DeepEqual(got, want) {
		t.Errorf("sum is %v, want %v", got, want)
	}
	if got := survey.Add(); len(got) != 0 {
		t.Errorf("nothing adds up to %v", got)
	}
}

// Compare tells apart whatever is told apart in the figures, by each of its fields.
func TestCellCompare(t *testing.T) {
	t.Parallel()
	var zero survey.Cell
	fields := reflect.TypeFor[survey.Cell]()
	for i := range fields.NumField() {
		c := zero
		switch f := reflect.ValueOf(&c).Elem().Field(i); {
		case f.CanInt():
			f.SetInt(1)
		case f.CanUint():
			f.SetUint(1)
		default:
			f.SetString("a")
		}
		if c.Compare(zero) != 1 || zero.Compare(c) != -1 || c.Compare(c) != 0 {
			t.Errorf("cells that differ in %s compare as %d", fields.Field(i).Name, c.Compare(zero))
		}
	}
}

func TestCellCompareOrders(t *testing.T) {
	t.Parallel()
	cell := rapid.Custom(func(t *rapid.T) survey.Cell {
		word := func(name string) string { return rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, name) }
		small := func(name string) int { return rapid.IntRange(-1, 2).Draw(t, name) }
		return survey.Cell{
			Unit: int32(small("unit")), Month: calendar.Month(small("month")), Questionnaire: word("form"), Question: word("question"), Choice: small("choice"),
			By: rapid.SampledFrom([]survey.Property{survey.ByChannel, survey.ByField}).Draw(t, "by"), Key: word("key"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(cell, 3, 3).Draw(t, "cells")
		a, b, c := cells[0], cells[1], cells[2]
		if a.Compare(b) != -b.Compare(a) || (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%v and %v compare as %d and %d", a, b, a.Compare(b), b.Compare(a))
		}
		slices.SortFunc(cells, survey.Cell.Compare)
		if cells[0].Compare(cells[1]) > 0 || cells[1].Compare(cells[2]) > 0 || cells[0].Compare(cells[2]) > 0 {
			t.Fatalf("%v, %v and %v have no order", a, b, c)
		}
	})
}

func TestRecounted(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]bool{
		"q1": true, survey.QStarted: true, survey.QFinished: true, survey.QPartial: true,
		survey.QUsed: true, survey.QOpened: false, survey.QDeclined: false, survey.QGiven: false, survey.QLookup: false,
	} {
		if survey.Recounted(q) != want {
			t.Errorf("%s: %t", q, !want)
		}
	}
}
