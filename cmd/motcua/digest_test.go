package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/letter"
	"motcua/report/workbook"
)

// demoForms is how many forms the sample unit got in its two months, the last one first.
var demoForms = [...]int{412, 318}

// newDemo is a sample installation that is not running.
func newDemo(t testing.TB) env {
	t.Helper()
	e := newEnv(t)
	e.serve(t, "--demo").stop()
	return e
}

// readDigest reads the files of a digest and checks that they fit together.
func readDigest(t testing.TB, dir, printed string) report.Figures {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "digest.txt"))
	check(t, err)
	if string(text) != printed {
		t.Errorf("digest.txt is not what was printed: %q, %q", text, printed)
	}
	chart, err := os.ReadFile(filepath.Join(dir, "chart.png"))
	check(t, err)
	if size, err := png.DecodeConfig(bytes.NewReader(chart)); err != nil || size.Width < 800 || size.Height < 400 {
		t.Errorf("chart of %d × %d: %v", size.Width, size.Height, err)
	}
	body, err := os.ReadFile(filepath.Join(dir, "figures.json"))
	check(t, err)
	var f report.Figures
	check(t, json.Unmarshal(body, &f))
	draft, err := os.ReadFile(filepath.Join(dir, letter.FileName(f)))
	check(t, err)
	if len(draft) < 4 || string(draft[:4]) != "PK\x03\x04" {
		t.Error("the draft of the letter is no package")
	}
	book, err := excelize.OpenFile(filepath.Join(dir, workbook.FileName(f)))
	check(t, err)
	defer func() { check(t, book.Close()) }()
	if sheets := book.GetSheetList(); len(sheets) == 0 || sheets[0] != "Tổng hợp" {
		t.Errorf("sheets of the workbook: %q", sheets)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 5 {
		t.Errorf("files: %v, %v", files, err)
	}
	return f
}

func TestDigest(t *testing.T) {
	t.Parallel()
	e := newDemo(t)
	last := calendar.MonthOf(time.Now().In(org.Location())).Add(-1)
	for _, period := range []string{
		last.String(), last.Add(-1).String(), fmt.Sprintf("%d-Q%d", last.Year(), (last.Number()+2)/3), fmt.Sprint(last.Year()),
	} {
		t.Run(period, func(t *testing.T) {
			p, err := calendar.ParsePeriod(period)
			check(t, err)
			want := 0
			for i, n := range demoForms {
				if p.Contains(last.Add(-i)) {
					want += n
				}
			}
			dir := filepath.Join(t.TempDir(), "made", "on the way")
			call := []string{"digest", "--period", period, "--out", dir}
			if soFar := !(calendar.Window{}).Ended(p, time.Now()); soFar {
				e.refused(t, 1, call, "chưa kết thúc (đến hết ngày")
				call = append(call, "--so-far")
			}
			f := readDigest(t, dir, e.must(t, call...))
			if f.Days.SoFar != !(calendar.Window{}).Ended(p, time.Now()) || f.Days.SoFar != strings.Contains(f.PeriodLabel, "mới đến ngày") {
				t.Errorf("%q is of %+v", f.PeriodLabel, f.Days)
			}
			if f.Forms.Returned != want || !f.Demo || f.Unit.Code != "mau-tam-phuoc" || f.Period != p || f.Questionnaire.Hash == "" {
				t.Errorf("%d forms, want %d; %+v, %+v", f.Forms.Returned, want, f.Unit, f.Questionnaire)
			}
			if f.Overall == nil || f.Overall.Score == nil || f.Overall.Score.Low >= f.Overall.Score.Share || f.Overall.Score.High <= f.Overall.Score.Share {
				t.Errorf("headline %+v", f.Overall)
			}
		})
	}
}

func TestDigestOfOneOfSeveral(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	e.must(t, "unit", "add", "--code", "phuoc-hai", "--name", "xã Phước Hải")
	e.refused(t, 1, []string{"digest", "--period", "2026-10"}, "xin ghi --unit; có: long-dien, phuoc-hai")
	e.refused(t, 1, []string{"digest", "--period", "2026-10", "--unit", "x"}, `Không có đơn vị "x"`)
	dir := t.TempDir()
	f := readDigest(t, dir, e.must(t, "digest", "--period", "2026-10", "--unit", "phuoc-hai", "--out", dir))
	if f.Unit.Name != "xã Phước Hải" || f.Forms.Returned != 0 || f.Demo {
		t.Errorf("%+v, %+v", f.Unit, f.Forms)
	}
}

// The report of a unit above others compares those below it; a merged one is no line of its own.
func TestDigestOfAParent(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	e.must(t, "unit", "add", "--code", "tinh", "--name", "tỉnh Mẫu")
	e.must(t, "unit", "add", "--code", "long-dien", "--parent", "tinh", "--predecessor", "tam-an", "--merged-from", "2026-07")
	e.must(t, "unit", "add", "--code", "tam-an", "--name", "xã Tam An", "--parent", "tinh")
	dir := t.TempDir()
	text := e.must(t, "digest", "--unit", "tinh", "--period", "2026-Q3", "--out", dir)
	contains(t, text, "UBND tỉnh Mẫu: so sánh mức độ hài lòng của các đơn vị, quý III/2026", "0/1 đơn vị có phiếu (chưa có: xã Long Điền), thu về 0 phiếu.")
	if got := readText(t, filepath.Join(dir, "digest.txt")); got != text {
		t.Errorf("digest.txt is %q", got)
	}
	var c report.Comparison
	check(t, json.Unmarshal([]byte(readText(t, filepath.Join(dir, "figures.json"))), &c))
	if len(c.Units) != 1 || c.Units[0].Code != "long-dien" || c.Unit.Code != "tinh" {
		t.Errorf("compared are %+v", c.Units)
	}
}

func TestDigestPeriods(t *testing.T) {
	t.Parallel()
	for _, period := range []string{"", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "10/2026", "26-10", "năm 2026", "2026-10-01"} {
		env{"MOTCUA_DATA": t.TempDir()}.refused(t, 2, []string{"digest", "--period", period}, "--period", "2026-Q3")
	}
	e := newUnit(t)
	file := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(file, nil, 0o600))
	e.refused(t, 1, []string{"digest", "--period", "2025", "--out", file}, file)
}
