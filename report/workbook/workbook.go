// Package workbook writes a period's figures as an Excel workbook: the summary with its charts, the tables a commune hands
// in (Mẫu 01, 02, 03), and the lists of a report. No single response is in it. It does no I/O and knows no clock.
//
// Cells hold numbers and texts, never formulas. What is withheld is an empty cell, because a chart would draw a dash as 0.
package workbook

import (
	"fmt"

	"motcua/org"
	"motcua/report"
)

// Make writes the workbook of a unit. The same arguments give the same bytes.
func Make(f report.Figures) ([]byte, error) {
	f.GeneratedAt, f.AsOf = f.GeneratedAt.In(org.Location()), f.AsOf.In(org.Location())
	b, err := newBook(f.Demo)
	if err != nil {
		return nil, fmt.Errorf("workbook of %s: %w", f.Unit.Code, err)
	}
	defer b.close()
	b.summary(f)
	if f.Indices != nil {
		b.form01(f)
		b.form02(f)
		b.form03(f)
	}
	b.suggestions(f)
	b.misses(f)
	b.actions(f)
	b.suspicious(f)
	file, err := b.bytes(properties{title: wordDocTitle(f.Period), author: org.AuthorityPrefix + f.Unit.Name, at: f.GeneratedAt})
	if err != nil {
		return nil, fmt.Errorf("workbook of %s: %w", f.Unit.Code, err)
	}
	return file, nil
}

// OfUnits writes the workbook that compares the units below one parent. The same argument gives the same bytes.
func OfUnits(c report.Comparison) ([]byte, error) {
	c.GeneratedAt, c.AsOf = c.GeneratedAt.In(org.Location()), c.AsOf.In(org.Location())
	b, err := newBook(c.Demo)
	if err != nil {
		return nil, fmt.Errorf("workbook of the units of %s: %w", c.Unit.Code, err)
	}
	defer b.close()
	b.standings(c)
	if c.Nine {
		b.form03Units(c)
	}
	file, err := b.bytes(properties{title: wordUnitsDocTitle(c.Period), author: org.AuthorityPrefix + c.Unit.Name, at: c.GeneratedAt})
	if err != nil {
		return nil, fmt.Errorf("workbook of the units of %s: %w", c.Unit.Code, err)
	}
	return file, nil
}

// FileName is the name of a unit's workbook: "so-lieu-khao-sat-long-dien-2026-10.xlsx", without diacritics like that of the
// letter.
func FileName(f report.Figures) string {
	return "so-lieu-khao-sat-" + f.Unit.Code + "-" + f.Period.String() + f.Days.Slug() + ".xlsx"
}

// UnitsFileName is the name of a comparison's workbook: "so-sanh-don-vi-ho-chi-minh-2026-10.xlsx".
func UnitsFileName(c report.Comparison) string {
	return "so-sanh-don-vi-" + c.Unit.Code + "-" + c.Period.String() + c.Days.Slug() + ".xlsx"
}
